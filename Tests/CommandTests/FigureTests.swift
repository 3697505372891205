import Foundation
import TestSupport
import Testing

@Suite("boxwood agreement and boxwood evaluate") struct FigureTests {
    @Test("Agreement as JSON has every person and pair, each figure with its interval and n")
    func agreement() async throws {
        let folder = try TemporaryFolder()
        try folder.write(try CrowdFile(seed: 8).together(), to: "in.json")
        let run = try await BoxwoodBinary.run(["agreement", "in.json", "--json"], in: folder)
        #expect(run.code == 0)
        #expect(run.output.split(separator: "\n").count == 1)
        let report = try run.json()
        let overall = try #require(report["agreement"] as? [String: Any])
        let value = try #require(overall["value"] as? Double)
        let low = try #require(overall["low"] as? Double)
        let high = try #require(overall["high"] as? Double)
        #expect(0 <= low && low <= value && value <= high && high <= 1)
        #expect(overall["n"] as? Int == report["sharedImages"] as? Int)
        let people = try #require(report["annotators"] as? [[String: Any]])
        #expect(
            people.compactMap { ($0["annotator"] as? [String: Any])?["name"] as? String }
                == ["person 1", "person 2", "person 3", "person 4"])
        let pairs = try #require(report["pairs"] as? [[String: Any]])
        #expect(pairs.count == 6)
        #expect(pairs.allSatisfy { ($0["f1"] as? [String: Any])?["n"] is Int })
    }

    @Test("Agreement does not depend on the order of the lists, and identical files agree wholly")
    func agreementLaws() async throws {
        let folder = try TemporaryFolder()
        let crowd = CrowdFile(seed: 4)
        try folder.write(try crowd.together(), to: "in.json")
        try folder.write(try crowd.shuffled(seed: 1).together(), to: "shuffled.json")
        let first = try await BoxwoodBinary.run(["agreement", "in.json", "--json"], in: folder)
        let second = try await BoxwoodBinary.run(["agreement", "shuffled.json", "--json"], in: folder)
        #expect(first.output == second.output)

        for name in ["one.json", "two.json"] { try folder.write(try crowd.alone(3), to: name) }
        let same = try await BoxwoodBinary.run(["agreement", "one.json", "two.json"], in: folder)
        #expect(same.code == 0)
        #expect(same.output.contains("Mean agreement of two annotators: 1.000"))
        #expect(same.output.contains("one"))
    }

    @Test("The truth held against itself is perfect, and less of it has its recall")
    func evaluate() async throws {
        let folder = try TemporaryFolder()
        var crowd = CrowdFile(seed: 6)
        try folder.write(try crowd.truthFile(), to: "truth.json")
        let whole = try await figures(["truth.json", "truth.json"], in: folder)
        #expect(whole["ap"] as? Double == 1)
        #expect((whole["f1At75"] as? [String: Any])?["value"] as? Double == 1)
        #expect((whole["meanIoU"] as? [String: Any])?["value"] as? Double == 1)

        let all = crowd.truth.count
        crowd.truth.removeLast()
        try folder.write(try crowd.truthFile(), to: "less.json")
        let less = try await figures(["truth.json", "less.json"], in: folder)
        let recall = try #require((less["recall"] as? [String: Any])?["value"] as? Double)
        #expect(abs(recall - Double(all - 1) / Double(all)) < 1e-12)
        #expect((less["precision"] as? [String: Any])?["value"] as? Double == 1)
        #expect(less["truths"] as? Int == all)
    }

    @Test("Truth beside a crowd is used where the file has it, on the images whose truth is known")
    func truthBesideCrowd() async throws {
        let folder = try TemporaryFolder()
        let crowd = CrowdFile(seed: 7)
        try folder.write(try crowd.withTruth(of: [20, 30]), to: "crowd.json")
        try folder.write(try crowd.truthFile(), to: "claims.json")
        let run = try await BoxwoodBinary.run(
            ["evaluate", "crowd.json", "claims.json", "--json"], in: folder)
        #expect(run.code == 0)
        #expect(run.errors.contains("3 images of claims.json left out"))
        let figures = try run.json()
        #expect(figures["images"] as? Int == 2)
        #expect(figures["ap"] as? Double == 1)
    }

    @Test("A merge of a crowd comes closer to the truth than a random member of it")
    func mergeIsCloser() async throws {
        let folder = try TemporaryFolder()
        let crowd = CrowdFile(seed: 11, images: 12, annotators: 5)
        try folder.write(try crowd.together(), to: "in.json")
        try folder.write(try crowd.truthFile(), to: "truth.json")
        let run = try await BoxwoodBinary.run(["merge", "in.json", "--output", "out.json"], in: folder)
        #expect(run.code == 0)
        let merged = try await figures(["truth.json", "out.json"], in: folder)
        let consensus = try #require((merged["f1At75"] as? [String: Any])?["value"] as? Double)
        var people: [Double] = []
        for person in 1...5 {
            try folder.write(try crowd.alone(person * 3), to: "alone.json")
            let alone = try await figures(["truth.json", "alone.json"], in: folder)
            people.append(try #require((alone["f1At75"] as? [String: Any])?["value"] as? Double))
        }
        #expect(consensus > people.reduce(0, +) / 5)
    }

    private func figures(_ files: [String], in folder: TemporaryFolder) async throws -> [String: Any] {
        let run = try await BoxwoodBinary.run(["evaluate"] + files + ["--json"], in: folder)
        #expect(run.code == 0, "\(run.errors)")
        return try run.json()
    }
}
