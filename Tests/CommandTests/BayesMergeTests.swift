import Foundation
import TestSupport
import Testing

@Suite("boxwood merge by skill") struct BayesMergeTests {
    /// A row's `boxwood` object.
    private func extra(_ row: [String: Any]) throws -> [String: Any] {
        try #require(row["boxwood"] as? [String: Any])
    }

    private func merge(_ arguments: [String] = [], seed: UInt64 = 5) async throws -> [String: Any] {
        let folder = try TemporaryFolder()
        var crowd = CrowdFile(seed: seed)
        // One person marks the empty corner of every image.
        for (index, look) in crowd.assignments.filter({ $0[1] == 3 }).enumerated() {
            crowd.annotations.append([
                "id": 10_000 + index, "image_id": look[0], "annotator_id": 3, "category_id": 1, "iscrowd": 0,
                "bbox": [600.0, 440.0, 30.0, 30.0],
            ])
        }
        try folder.write(try crowd.together(), to: "in.json")
        let run = try await BoxwoodBinary.run(
            ["merge", "in.json", "--output", "out.json"] + arguments, in: folder)
        #expect(run.code == 0, "\(run.errors)")
        return try folder.json(of: "out.json")
    }

    @Test("every object says what its existence follows from, and the parts sum to it")
    func evidence() async throws {
        let file = try await merge()
        let rows = try #require(file["annotations"] as? [[String: Any]])
        try #require(!rows.isEmpty)
        for row in rows {
            let boxwood = try extra(row)
            let existence = try #require(boxwood["existence"] as? Double)
            let evidence = try #require(boxwood["evidence"] as? [String: Any])
            let people = try #require(evidence["annotators"] as? [[String: Any]])
            let parts =
                ["prior", "difficulty", "place", "truncation", "limit"].compactMap { evidence[$0] as? Double }
                + people.compactMap { $0["log_odds"] as? Double }
            #expect(parts.count == 5 + people.count)
            #expect(abs(1 / (1 + exp(-parts.reduce(0, +))) - existence) < 1e-4)
            let weights = try #require(boxwood["weights"] as? [Double])
            #expect(weights.count == (boxwood["votes"] as? [Any])?.count)
            #expect(abs(weights.reduce(0, +) - 1) < 1e-4)
            #expect(try #require(boxwood["place_sd"] as? Double) > 0)
            #expect((0.05...1).contains(try #require(boxwood["expected_iou"] as? Double)))
        }
    }

    @Test("every image says how many errors are to be expected, by kind")
    func risk() async throws {
        let images = try #require(try await merge()["images"] as? [[String: Any]])
        for image in images {
            let risk = try #require(try extra(image)["risk"] as? [String: Double])
            let kinds = ["missed", "spurious", "misplaced", "misclassed"].compactMap { risk[$0] }
            #expect(kinds.count == 4)
            #expect(abs(kinds.reduce(0, +) - (try #require(risk["expected_errors"]))) < 1e-5)
        }
    }

    @Test("rejected candidates are listed where asked for, marked, below every accepted object's existence")
    func candidates() async throws {
        let plain = try #require(try await merge()["annotations"] as? [[String: Any]])
        let rows = try #require(try await merge(["--candidates"])["annotations"] as? [[String: Any]])
        let rejected = try rows.filter { try extra($0)["accepted"] as? Bool == false }
        #expect(rows.count == plain.count + rejected.count)
        #expect(!rejected.isEmpty)
        for row in rejected { #expect(try #require(try extra(row)["existence"] as? Double) < 0.5) }
    }

    @Test("the file says what was learned about every annotator, and by which settings")
    func learned() async throws {
        let summary = try extra(try await merge())
        #expect(summary["method"] as? String == "bayes")
        #expect(summary["settings"] as? [String: Double] == ["iou": 0.5])
        let people = try #require(summary["annotators"] as? [[String: Any]])
        for person in people {
            let skill = try #require(person["skill"] as? [String: Any])
            for name in ["miss", "false_mark", "right_class", "edge_sd_at_100px"] {
                #expect(try #require(skill[name] as? Double) > 0, "\(name)")
            }
        }
    }

    @Test("a quorum that would decide nothing is refused")
    func uselessQuorum() async throws {
        let folder = try TemporaryFolder()
        try folder.write(try CrowdFile(seed: 3).together(), to: "in.json")
        let run = try await BoxwoodBinary.run(
            ["merge", "in.json", "--output", "out.json", "--quorum", "0.3"], in: folder)
        #expect(run.code == 64)
        #expect(run.errors.contains("--method quorum"))
        #expect(folder.bytes(of: "out.json") == nil)
    }

    @Test("the steps' seconds are printed as JSON where asked for")
    func timings() async throws {
        let folder = try TemporaryFolder()
        try folder.write(try CrowdFile(seed: 3).together(), to: "in.json")
        let run = try await BoxwoodBinary.run(
            ["merge", "in.json", "--output", "out.json", "--timings"], in: folder)
        let seconds = try JSONDecoder().decode([String: Double].self, from: Data(run.errors.utf8))
        #expect(Set(seconds.keys) == ["reading", "fitting", "writing"])
    }

    @Test("the truth about some images is their answer, and teaches about the people")
    func gold() async throws {
        let folder = try TemporaryFolder()
        let crowd = CrowdFile(seed: 5)
        try folder.write(try crowd.together(), to: "in.json")
        let truth: [String: Any] = [
            "images": [["id": 1, "file_name": "elsewhere.jpg", "width": 640, "height": 480]],
            "categories": [["id": 1, "name": "no such class"]], "annotations": [[String: Any]](),
        ]
        try folder.write(Array(try JSONSerialization.data(withJSONObject: truth)), to: "elsewhere.json")
        let refused = try await BoxwoodBinary.run(
            ["merge", "in.json", "--output", "out.json", "--gold", "elsewhere.json"], in: folder)
        #expect(refused.code == 1)
        #expect(refused.errors.contains("elsewhere.json"))
        #expect(folder.bytes(of: "out.json") == nil)

        // The answer itself as truth: what was accepted stays, and is known.
        let plain = try await BoxwoodBinary.run(["merge", "in.json", "--output", "plain.json"], in: folder)
        #expect(plain.code == 0)
        let run = try await BoxwoodBinary.run(
            ["merge", "in.json", "--output", "known.json", "--gold", "plain.json"], in: folder)
        #expect(run.code == 0, "\(run.errors)")
        let rows = try #require(try folder.json(of: "known.json")["annotations"] as? [[String: Any]])
        let before = try #require(try folder.json(of: "plain.json")["annotations"] as? [[String: Any]])
        #expect(rows.count == before.count)
        for row in rows { #expect(try extra(row)["known"] as? Bool == true) }
    }
}
