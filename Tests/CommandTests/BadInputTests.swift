import TestSupport
import Testing

@Suite("Bad input") struct BadInputTests {
    /// A faulty file, and what the one line about it must say.
    struct Case: CustomTestStringConvertible {
        let name: String
        let text: String
        let words: [String]

        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "not JSON", text: "boxes!", words: ["line 1"]),
        Case(name: "cut off", text: #"{"images":[{"id":1,"#, words: ["in.json"]),
        Case(name: "empty", text: "", words: ["in.json"]),
        Case(name: "a list", text: "[]", words: ["list"]),
        Case(name: "no images", text: #"{"categories":[],"annotations":[]}"#, words: ["images"]),
        Case(
            name: "unknown category", text: row(#""category_id":99,"bbox":[1,1,5,5]"#),
            words: ["category_id", "99"]),
        Case(
            name: "unknown annotator", text: row(#""category_id":1,"bbox":[1,1,5,5]"#, annotator: 8),
            words: ["annotator_id", "8"]),
        Case(
            name: "text for a number", text: row(#""category_id":1,"bbox":[1,1,5,5]"#, score: #""high""#),
            words: ["score"]),
        Case(name: "NaN", text: row(#""category_id":1,"bbox":[NaN,1,5,5]"#), words: ["annotations[0].bbox"]),
    ]

    @Test("A faulty file gives one line that names it and the place, and no output", arguments: cases)
    func faulty(_ example: Case) async throws {
        let folder = try TemporaryFolder()
        try folder.write(example.text, to: "in.json")
        let run = try await BoxwoodBinary.run(
            ["merge", "in.json", "--output", "out.json", "--report", "out.html"], in: folder)
        #expect(run.code == 1)
        #expect(run.output.isEmpty)
        try #require(run.errorLines.count == 1, "\(run.errors)")
        #expect(run.errorLines[0].contains("in.json"))
        for word in example.words { #expect(run.errorLines[0].contains(word), "\(word) in \(run.errors)") }
        #expect(try folder.names() == ["in.json"])
    }

    @Test(
        "What cannot be done ends with 1 and one plain line",
        arguments: [
            (["merge", "missing.json", "--output", "out.json"], "missing.json"),
            (["merge", "in.json", "--output", "nowhere/out.json"], "nowhere"),
            (["merge", "in.json", "--output", "folder"], "folder"),
            (["merge", "in.json", "--output", "out.json", "--report", "nowhere/out.html"], "nowhere"),
            (["merge", "folder", "--output", "out.json"], "folder"),
            (["merge", "in.json", "in.json", "--output", "out.json"], "in.json"),
            (["agreement", "missing.json"], "missing.json"),
            (["evaluate", "missing.json", "in.json"], "missing.json"),
            (["evaluate", "in.json", "other.json"], "no image in common"),
            (["evaluate", "in.json", "in.json", "--truth-key", "nothing"], "nothing"),
        ])
    func impossible(arguments: [String], word: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(try CrowdFile(seed: 1).together(), to: "in.json")
        try folder.write("kept", to: "folder/file")
        try folder.write(
            #"{"images":[{"id":1,"file_name":"else.jpg"}],"categories":[],"annotations":[]}"#,
            to: "other.json")
        let run = try await BoxwoodBinary.run(arguments, in: folder)
        #expect(run.code == 1)
        #expect(run.output.isEmpty)
        try #require(run.errorLines.count == 1, "\(run.errors)")
        #expect(run.errorLines[0].hasPrefix("boxwood: "))
        #expect(run.errorLines[0].contains(word), "\(run.errors)")
        #expect(try folder.names() == ["folder", "in.json", "other.json"])
    }

    @Test("A failed merge leaves an earlier result as it was")
    func earlierResult() async throws {
        let folder = try TemporaryFolder()
        try folder.write("boxes!", to: "in.json")
        try folder.write("earlier", to: "out.json")
        let run = try await BoxwoodBinary.run(["merge", "in.json", "--output", "out.json"], in: folder)
        #expect(run.code == 1)
        #expect(folder.bytes(of: "out.json").map { String(decoding: $0, as: UTF8.self) } == "earlier")
    }

    private static func row(_ fields: String, annotator: Int = 1, score: String = "1") -> String {
        """
        {"images":[{"id":1,"width":64,"height":48}],"categories":[{"id":1,"name":"cat"}],
        "annotators":[{"id":1,"name":"a"}],"assignments":[[1,1]],
        "annotations":[{"id":1,"image_id":1,"annotator_id":\(annotator),"score":\(score),\(fields)}]}
        """
    }
}
