public import ArgumentParser
public import Labeling

/// Sets a second pass up and shows what came of it.
struct SecondPassCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "second-pass", abstract: "Have shapes judged by people who did not answer the image.",
        discussion: "Without --source and --off, only what came of it so far is printed.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "What is judged: consensus or first (the first answer to an image).")
    var source: SecondPassSettings.Source?

    @Option(help: "How many people judge an image.")
    var judges = 1

    @Flag(help: "Have nothing judged any more; verdicts stay.")
    var off = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    struct Report: Codable, Sendable {
        let source: String?
        let judges: Int?
        let images: Int
        let medianSeconds: Double?
        let verdicts: [String: Int]
        let reasons: [String: Int]
        let firstGroup: [Drawer]
        let secondGroup: [Judge]

        struct Drawer: Codable, Sendable {
            let id: String
            let name: String
            let good: EstimateAnswer
        }

        struct Judge: Codable, Sendable {
            let id: String
            let name: String
            let agreement: EstimateAnswer
            let verdicts: Int
            let accuracy: Double?
        }
    }

    private struct Wish: Encodable, Sendable {
        let source: String?
        let judges: Int
    }

    func run() async throws {
        let report = try await ServerConnection.with(folder) { [project, source, judges, off] client in
            let path = "/api/v1/projects/\(try await ProjectReference(project).id(client))/second-pass"
            if source != nil || off {
                try await client.put(
                    path + "/settings", Wish(source: off ? nil : source?.rawValue, judges: judges))
            }
            return try await client.call("GET", path, as: Report.self)
        }
        if json { return try Terminal.json(report) }
        print(report.source.map { "judges \($0), \(report.judges ?? 1) an image" } ?? "off")
        print("\(report.images) images judged")
        for (verdict, count) in report.verdicts.sorted(by: { $0.key < $1.key }) {
            print("\(verdict)  \(count)")
        }
        var table = TextTable(["drew", "good"], left: [0, 1])
        for person in report.firstGroup { table.add([person.name, person.good.text]) }
        if !report.firstGroup.isEmpty { print(table.text) }
        var second = TextTable(["judged", "verdicts", "agrees with the others", "right"], left: [0, 2])
        for person in report.secondGroup {
            second.add([
                person.name, String(person.verdicts), person.agreement.text,
                FigureText.decimal(person.accuracy),
            ])
        }
        if !report.secondGroup.isEmpty { print(second.text) }
    }
}

extension SecondPassSettings.Source: ExpressibleByArgument {}
