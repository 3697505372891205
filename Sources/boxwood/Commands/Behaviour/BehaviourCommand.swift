import ArgumentParser

/// Shows how people work on a project and what stands out.
struct BehaviourCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "behaviour",
        abstract: "Show how people work on a project, and what somebody should look at.",
        discussion: "Nothing follows from what stands out: people decide on the page Behaviour.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "First set the seconds of work on an image below which it stands out; 0 for none.")
    var floor: Double?

    @Flag(help: "Print the flags as JSON, one a line.")
    var json = false

    struct Answer: Decodable, Sendable {
        let people: [Person]
        let flags: [Flag]

        struct Person: Decodable, Sendable {
            let name: String
            let figures: Figures
        }

        struct Figures: Decodable, Sendable {
            let answers: Int
            let secondsPerImage: EstimateAnswer
            let operationsPerShape: EstimateAnswer
            let focusChangesPerImage: EstimateAnswer
            let belowFloor: Int?
        }

        struct Flag: Codable, Sendable {
            let flag: String
            let kind: String
            let person: Named
            let other: Named?
            let images: Int
            let open: Bool
            let verdict: String?
        }

        struct Named: Codable, Sendable {
            let id: String
            let name: String
        }
    }

    private struct Floor: Encodable, Sendable {
        let secondsPerImage: Double?
    }

    func run() async throws {
        let answer = try await ServerConnection.with(folder) { [project, floor] client in
            let path = "/api/v1/projects/\(try await ProjectReference(project).id(client))/behaviour"
            if let floor {
                try await client.put(path + "/settings", Floor(secondsPerImage: floor == 0 ? nil : floor))
            }
            return try await client.call("GET", path, as: Answer.self)
        }
        if json { return try answer.flags.forEach(Terminal.json) }
        var table = TextTable(
            [
                "person", "answers", "seconds an image", "edits a shape", "left the page an image",
                "below floor",
            ],
            left: [0])
        for person in answer.people {
            let figures = person.figures
            table.add([
                person.name, String(figures.answers), figures.secondsPerImage.text,
                figures.operationsPerShape.text,
                figures.focusChangesPerImage.text, figures.belowFloor.map(String.init) ?? "–",
            ])
        }
        print(table.text)
        for flag in answer.flags {
            let people = [flag.person.name, flag.other?.name].compactMap(\.self).joined(separator: " and ")
            print(
                "\(flag.open ? "open" : flag.verdict ?? "")  \(flag.kind)  \(people)  \(flag.images) images")
        }
    }
}
