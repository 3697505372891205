import ArgumentParser

/// Draws an audit.
struct AuditDrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: "Draw a random sample of a project's consensus to judge.",
        discussion: "Give one of --items, --percent and --half-width. The same seed draws the same items.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "What one item is: object or image.")
    var unit = "object"

    @Flag(help: "Draw objects of every class in proportion to their number.")
    var byClass = false

    @Option(help: "How many items.")
    var items: Int?

    @Option(help: "How many items, as a percentage of all.")
    var percent: Double?

    @Option(
        help: "So many items that the 95 % interval reaches at most this far to either side, such as 0.03.")
    var halfWidth: Double?

    @Option(help: "The accuracy to plan for with --half-width, 0 to 1; 0.5 is safe whatever comes.")
    var expectedAccuracy: Double?

    @Option(help: "The accuracy to certify, such as 0.95: the report says when one may stop.")
    var atLeast: Double?

    @Option(help: "Where the random numbers begin.")
    var seed: Int?

    @Flag(help: "Print the audit as JSON.")
    var json = false

    struct Wish: Encodable, Sendable {
        let unit: String
        let stratified: Bool
        let items: Int?
        let percent: Double?
        let halfWidth: Double?
        let expectedAccuracy: Double?
        let atLeast: Double?
        let seed: Int?
    }

    func validate() throws {
        guard items != nil || percent != nil || halfWidth != nil else {
            throw ValidationError("Give one of --items, --percent and --half-width.")
        }
    }

    func run() async throws {
        let wish = Wish(
            unit: unit, stratified: byClass, items: items, percent: percent, halfWidth: halfWidth,
            expectedAccuracy: expectedAccuracy, atLeast: atLeast, seed: seed)
        let audit = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call("POST", AuditCommand.path(id), .json(wish), as: AuditAnswer.self)
        }
        if json { try Terminal.json(audit) } else { print(audit.id) }
    }
}
