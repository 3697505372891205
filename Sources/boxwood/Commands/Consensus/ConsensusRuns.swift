import ArgumentParser

/// Lists the runs of a project's consensus.
struct ConsensusRuns: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List the runs of a project's consensus, newest first.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "Print one JSON object a line.")
    var json = false

    func run() async throws {
        let history = try await ServerConnection.with(folder) { [project] client in
            let path = ConsensusCommand.path(try await ProjectReference(project).id(client))
            var pages = [try await client.call("GET", path + "?limit=200", as: RunsAnswer.self)]
            while let next = pages.last?.next {
                pages.append(
                    try await client.call("GET", path + "?limit=200&before=\(next)", as: RunsAnswer.self))
            }
            return pages
        }
        for run in history.flatMap(\.items) {
            if json { try Terminal.json(run) } else { print(run.line) }
        }
        guard !json, let first = history.first else { return }
        if let pin = first.pin {
            print(
                "The project stands at run \(pin.run); the answers to "
                    + "\(FigureText.count(pin.waiting.count, "image")) wait for: boxwood consensus go-on")
        } else if !first.current {
            print("The consensus has changed since the last run; the next one will hold it.")
        }
    }
}
