import Foundation
import TestSupport
import Testing

@Suite("boxwood merge") struct MergeTests {
    @Test(
        "Gives the same bytes whatever the order of images, classes, annotators and shapes", arguments: 1...4)
    func orderOfLists(seed: Int) async throws {
        let folder = try TemporaryFolder()
        let crowd = CrowdFile(seed: UInt64(seed))
        try folder.write(try crowd.together(), to: "in.json")
        try folder.write(try crowd.shuffled(seed: 99).together(), to: "shuffled.json")
        for name in ["in", "shuffled"] {
            let run = try await BoxwoodBinary.run(
                ["merge", "\(name).json", "--output", "\(name).out", "--report", "\(name).html"], in: folder)
            #expect(run.code == 0, "\(run.errors)")
        }
        let merged = try #require(folder.bytes(of: "in.out"))
        #expect(merged == folder.bytes(of: "shuffled.out"))
        #expect(folder.bytes(of: "in.html") == folder.bytes(of: "shuffled.html"))
        #expect(merged.count > 1000)
    }

    @Test("Gives the same bytes in any order also where ids are texts and objects have several parts")
    func orderOfTextIDs() async throws {
        let folder = try TemporaryFolder()
        let crowd = CrowdFile(seed: 12).withTextIDs()
        try folder.write(try crowd.together(), to: "in.json")
        try folder.write(try crowd.shuffled(seed: 3).together(), to: "shuffled.json")
        for name in ["in", "shuffled"] {
            let run = try await BoxwoodBinary.run(
                ["merge", "\(name).json", "--output", "\(name).out"], in: folder)
            #expect(run.code == 0, "\(run.errors)")
        }
        let merged = try #require(folder.bytes(of: "in.out"))
        #expect(merged == folder.bytes(of: "shuffled.out"))
        #expect(String(decoding: merged, as: UTF8.self).contains("/2"))
    }

    @Test("Gives the same bytes whatever the order of the files of single annotators")
    func orderOfFiles() async throws {
        let folder = try TemporaryFolder()
        let crowd = CrowdFile(seed: 5)
        let names = ["anna.json", "ben.json", "cleo.json"]
        for (index, name) in names.enumerated() {
            try folder.write(try crowd.alone(3 * (index + 1)), to: name)
        }
        for (order, output) in [(names, "one.out"), (names.reversed(), "two.out")] {
            let run = try await BoxwoodBinary.run(["merge"] + order + ["-o", output], in: folder)
            #expect(run.code == 0, "\(run.errors)")
        }
        let merged = try #require(folder.bytes(of: "one.out"))
        #expect(merged == folder.bytes(of: "two.out"))
        let text = String(decoding: merged, as: UTF8.self)
        for name in ["anna", "ben", "cleo"] { #expect(text.contains("\"name\":\"\(name)\"")) }
    }

    @Test("One object that was boxed cat, cat, dog is one cat with its votes, shares and edges")
    func classConflict() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.conflict(name: "photo.jpg"), to: "in.json")
        let run = try await BoxwoodBinary.run(
            ["merge", "in.json", "--output", "out.json", "--method", "quorum"], in: folder)
        #expect(run.code == 0)
        #expect(run.output == "2 images, 3 annotators, 3 shapes, 1 object, 1 conflict\n")
        let file = try folder.json(of: "out.json")
        let rows = try #require(file["annotations"] as? [[String: Any]])
        try #require(rows.count == 1)
        #expect(rows[0]["category_id"] as? Int == 1)
        #expect(rows[0]["bbox"] as? [Double] == [100, 100, 50, 40])
        #expect(rows[0]["iscrowd"] as? Int == 0)
        let score = try #require(rows[0]["score"] as? Double)
        #expect(score > 0 && score < 1)
        let boxwood = try #require(rows[0]["boxwood"] as? [String: Any])
        #expect(boxwood["existence"] as? Double == 1)
        #expect(boxwood["votes"] as? [Int] == [11, 12, 13])
        #expect(boxwood["edge_sd"] as? [Double] == [0, 0, 0, 0])
        let shares = try #require(boxwood["class_posterior"] as? [[String: Any]])
        #expect(shares.map { $0["category_id"] as? Int } == [1, 2])
        let method = try #require(file["boxwood"] as? [String: Any])
        #expect(method["method"] as? String == "quorum")
        #expect(method["settings"] as? [String: Double] == ["iou": 0.5, "quorum": 0.5])
        let people = try #require(method["annotators"] as? [[String: Any]])
        #expect(people.map { $0["images"] as? Int } == [2, 2, 1])
        let images = try #require(file["images"] as? [[String: Any]])
        #expect(
            images.map { ($0["boxwood"] as? [String: Any])?["status"] as? String } == [
                "labelled", "labelled_empty",
            ])
    }

    @Test("The quorum decides how many must have drawn an object")
    func quorum() async throws {
        let folder = try TemporaryFolder()
        try folder.write(try CrowdFile(seed: 3).together(), to: "in.json")
        var counts: [Int] = []
        for quorum in ["0.2", "0.5", "1"] {
            let run = try await BoxwoodBinary.run(
                ["merge", "in.json", "--output", "out.json", "--method", "quorum", "--quorum", quorum],
                in: folder)
            #expect(run.code == 0)
            let rows = try #require(try folder.json(of: "out.json")["annotations"] as? [Any])
            counts.append(rows.count)
        }
        #expect(counts[0] > counts[2])
        #expect(counts == counts.sorted(by: >))
    }

    @Test("The report shows names as text, never as markup")
    func report() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.conflict(name: "<script>alert(1)</script>&.jpg"), to: "in.json")
        let run = try await BoxwoodBinary.run(
            ["merge", "in.json", "--output", "out.json", "--report", "report.html"], in: folder)
        #expect(run.code == 0)
        let bytes = try #require(folder.bytes(of: "report.html"))
        let page = String(decoding: bytes, as: UTF8.self)
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;.jpg"))
        #expect(!page.contains("<script"))
        #expect(try folder.names() == ["in.json", "out.json", "report.html"])
    }

    @Test("Boxes without area are left out with one line that counts them")
    func emptyBoxes() async throws {
        let folder = try TemporaryFolder()
        var crowd = CrowdFile(seed: 2)
        for id in [9001, 9002] {
            crowd.annotations.append([
                "id": id, "image_id": 20, "annotator_id": crowd.assignments[0][1], "category_id": 1,
                "bbox": [10, 10, 0, 5],
            ])
        }
        try folder.write(try crowd.together(), to: "in.json")
        let run = try await BoxwoodBinary.run(["merge", "in.json", "--output", "out.json"], in: folder)
        #expect(run.code == 0)
        try #require(run.errorLines.count == 1)
        #expect(run.errorLines[0].contains("2 annotations left out"))
        #expect(run.errorLines[0].contains("].bbox"))
        #expect(try folder.names() == ["in.json", "out.json"])
    }

    /// Three people, one object, two classes; two of the people also found nothing on a second image.
    private static func conflict(name: String) -> String {
        func row(_ id: Int, _ person: Int, _ category: Int) -> String {
            #"{"id":\#(id),"image_id":1,"annotator_id":\#(person),"category_id":\#(category),"bbox":[100,100,50,40]}"#
        }
        return """
            {"images":[{"id":1,"file_name":"\(name)","width":640,"height":480},
            {"id":2,"file_name":"empty.jpg","width":640,"height":480}],
            "categories":[{"id":1,"name":"cat"},{"id":2,"name":"dog"}],
            "annotators":[{"id":1,"name":"a"},{"id":2,"name":"b"},{"id":3,"name":"c"}],
            "assignments":[[1,1],[1,2],[1,3],[2,1],[2,2]],
            "annotations":[\(row(11, 1, 1)),\(row(12, 2, 1)),\(row(13, 3, 2))]}
            """
    }
}
