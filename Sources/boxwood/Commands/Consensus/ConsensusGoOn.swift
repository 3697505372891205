import ArgumentParser

/// Lets a project follow its answers again.
struct ConsensusGoOn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "go-on", abstract: "Make the consensus of all answers again after a rollback.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    func run() async throws {
        let settled = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call(
                "POST", "/api/v1/projects/\(id)/consensus", as: FitProject.Settled.self)
        }
        print(
            "\(FigureText.count(settled.objects, "object")) on \(FigureText.count(settled.images, "image"))")
    }
}
