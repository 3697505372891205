import ArgumentParser

/// Sets what a project pays.
struct PayTermsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terms", abstract: "Set what a project pays; what is not given stays.",
        discussion: "The first time, a currency and a price are needed. A budget counts fees, too.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "The currency's three letters, such as EUR.")
    var currency: String?

    @Option(help: "For an answer, in minor units.")
    var price: Int?

    @Option(help: "For a judgement in a second pass, in minor units.")
    var secondPassPrice: Int?

    @Option(help: "Fees in percent, such as 20 or 12.5.")
    var fees: Double?

    @Option(help: "What all of it may cost with fees, in minor units; 0 for no limit.")
    var budget: Int?

    @Option(help: "Hours after which work that nobody judged is approved; -1 for never.")
    var autoApproveHours: Int?

    @Flag(help: "Pay nothing from now on; what was earned stays.")
    var none = false

    struct Wish: Encodable, Sendable {
        let pay: PayTermsAnswer
    }

    struct Nothing: Encodable, Sendable {
        let pay = "none"
    }

    struct Plan: Decodable, Sendable {
        let revision: Int
        let pay: PayTermsAnswer?
    }

    /// What is to change; what is nil stays.
    struct Change: Sendable {
        let currency: String?
        let price: Int?
        let secondPassPrice: Int?
        let fees: Double?
        let budget: Int?
        let autoApproveHours: Int?

        func applied(to present: PayTermsAnswer?) throws -> PayTermsAnswer {
            guard let currency = currency ?? present?.currency, let price = price ?? present?.price else {
                throw CommandFailure("Give --currency and --price; the project has no terms yet.")
            }
            var terms = present ?? PayTermsAnswer(currency: currency, price: price, autoApproveHours: 72)
            terms.currency = currency
            terms.price = price
            terms.secondPassPrice = secondPassPrice ?? terms.secondPassPrice
            terms.feeBasisPoints = fees.map { Int(($0 * 100).rounded()) } ?? terms.feeBasisPoints
            if let budget { terms.budget = budget == 0 ? nil : budget }
            if let autoApproveHours { terms.autoApproveHours = autoApproveHours < 0 ? nil : autoApproveHours }
            return terms
        }
    }

    func run() async throws {
        let change = Change(
            currency: currency, price: price, secondPassPrice: secondPassPrice, fees: fees, budget: budget,
            autoApproveHours: autoApproveHours)
        let terms = try await ServerConnection.with(folder) { [project, none] client -> PayTermsAnswer? in
            let path = WorkCommand.path(try await ProjectReference(project).id(client))
            let present = try await client.call("GET", path, as: Plan.self)
            let body: APIClient.Body =
                none ? .json(Nothing()) : .json(Wish(pay: try change.applied(to: present.pay)))
            return try await client.call("PATCH", path, body, ifMatch: present.revision, as: Plan.self).pay
        }
        guard let terms else { return print("nothing is paid") }
        try Terminal.json(terms)
    }
}
