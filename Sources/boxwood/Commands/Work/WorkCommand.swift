import ArgumentParser

/// Says how a project's work is handed out, and settles what only a reviewer can finish.
struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "Say how work is handed out, and settle images that wait for a reviewer.",
        subcommands: [
            WorkPlanCommand.self, WorkRules.self, WorkPriority.self, WorkEscalations.self, WorkSettle.self,
            WorkStudy.self,
        ])

    /// Where the work of a project is.
    static func path(_ project: String, _ rest: String...) -> String {
        (["/api/v1/projects/\(project)/work"] + rest.map(APIClient.encoded)).joined(separator: "/")
    }
}
