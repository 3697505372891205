import ArgumentParser

/// Shows or changes the plan of a project's work.
struct WorkPlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show how a project's work is handed out, or change what is given.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "Minutes that a person may have an image.")
    var turnMinutes: Int?

    @Option(help: "How often a person may take as much time again.")
    var extensions: Int?

    @Option(help: "What becomes of a skipped image: others, reviewer or counted.")
    var skipped: String?

    @Option(help: "Images that one person may have at most; 0 for no limit.")
    var imagesPerPerson: Int?

    @Option(help: "The order of the queue: finish, spread or shuffled.")
    var order: String?

    @Option(help: "The share of a person's tasks that are images they answered before, unmarked, 0 to 0.2.")
    var repeatRate: Double?

    @Option(help: "Hours after which an image may come back to a person who answered it.")
    var repeatAfterHours: Int?

    @Option(help: "The share of a person's tasks that may be images which wanted more answers, 0 to 1.")
    var furtherShare: Double?

    @Flag(help: "Print the plan as JSON.")
    var json = false

    /// The parts to change; what is nil stays.
    struct Wish: Encodable, Sendable {
        let turnMinutes: Int?
        let extensions: Int?
        let skipPolicy: String?
        let imagesPerPerson: Int?
        let order: String?
        let repeatRate: Double?
        let repeatAfterHours: Int?
        let furtherShare: Double?

        var isEmpty: Bool {
            turnMinutes == nil && extensions == nil && skipPolicy == nil && imagesPerPerson == nil
                && order == nil && repeatRate == nil && repeatAfterHours == nil && furtherShare == nil
        }
    }

    /// A plan as the server tells of it.
    struct Answer: Codable, Sendable {
        let turnMinutes: Int
        let extensions: Int
        let skipPolicy: String
        let imagesPerPerson: Int
        let order: String
        let repeatRate: Double
        let repeatAfterHours: Int
        let furtherShare: Double
        let revision: Int
    }

    func run() async throws {
        let wish = Wish(
            turnMinutes: turnMinutes, extensions: extensions, skipPolicy: skipped,
            imagesPerPerson: imagesPerPerson, order: order, repeatRate: repeatRate,
            repeatAfterHours: repeatAfterHours, furtherShare: furtherShare)
        let plan = try await ServerConnection.with(folder) { [project] client in
            let path = WorkCommand.path(try await ProjectReference(project).id(client))
            let present = try await client.call("GET", path, as: Answer.self)
            guard !wish.isEmpty else { return present }
            return try await client.call(
                "PATCH", path, .json(wish), ifMatch: present.revision, as: Answer.self)
        }
        if json { return try Terminal.json(plan) }
        let limit = plan.imagesPerPerson == 0 ? "no limit" : "at most \(plan.imagesPerPerson) images"
        print(
            "\(plan.turnMinutes) minutes an image, \(plan.extensions) extensions, skipped images: "
                + "\(plan.skipPolicy), \(limit) for one person, order: \(plan.order)")
        print(
            "\(plan.repeatRate * 100) % of tasks are own images after \(plan.repeatAfterHours) hours, "
                + "at most \(plan.furtherShare * 100) % are images that wanted more answers")
    }
}
