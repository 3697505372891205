import ArgumentParser

/// Lists disputes.
struct GoldDisputes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disputes", abstract: "List disputed results, the newest first.")

    @OptionGroup var options: GoldOptions

    @Flag(help: "Only those that wait for a decision.")
    var open = false

    struct Dispute: Codable, Sendable {
        let id: String
        let assignmentId: String
        let name: String?
        let imageName: String?
        let reason: String
        let createdAt: String
        let ruling: String?
        let reply: String
    }

    func run() async throws {
        let disputes = try await options.with { [open] id, client in
            try await client.call(
                "GET", GoldCommand.path(id, "disputes"), as: GoldListAnswer<Dispute>.self
            ).items.filter { !open || $0.ruling == nil }
        }
        if options.json {
            for dispute in disputes { try Terminal.json(dispute) }
            return
        }
        var table = TextTable(["Dispute", "Image", "By", "Ruling", "Reason"], left: [0, 1, 2, 3, 4])
        for one in disputes {
            table.add([one.id, one.imageName ?? "", one.name ?? "", one.ruling ?? "open", one.reason])
        }
        print(table.text)
    }
}

/// Decides a dispute.
struct GoldRule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule", abstract: "Decide a dispute: upheld, accepted or voided.",
        discussion: """
            upheld: the known answer stands. accepted: theirs is right, too. voided: the image is no gold any more. \
            A corrected answer is drawn on the result's page in the browser, or sent with the ruling fixed over HTTP.
            """)

    @OptionGroup var options: GoldOptions

    @Argument(help: "The dispute's identifier.")
    var dispute: String

    @Argument(help: "upheld, accepted or voided.")
    var ruling: String

    @Option(help: "What the person is told.")
    var reply = ""

    struct Wish: Encodable, Sendable {
        let ruling: String
        let reply: String
    }

    func validate() throws {
        guard ["upheld", "accepted", "voided"].contains(ruling) else {
            throw ValidationError("The ruling is upheld, accepted or voided.")
        }
    }

    func run() async throws {
        let decided = try await options.with { [dispute, ruling, reply] id, client in
            try await client.call(
                "POST", GoldCommand.path(id, "disputes", dispute, "ruling"),
                .json(Wish(ruling: ruling, reply: reply)), as: GoldListAnswer<GoldDisputes.Dispute>.self
            ).items.first { $0.id == dispute }
        }
        if options.json, let decided { try Terminal.json(decided) } else { print("\(dispute)  \(ruling)") }
    }
}
