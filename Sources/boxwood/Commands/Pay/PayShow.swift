import ArgumentParser
import Labeling

/// Shows where the money of a project stands.
struct PayShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what is spent and committed, and what each person earned.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "Print everything as JSON.")
    var json = false

    struct Cost: Codable, Sendable {
        let amount: Int
        let fees: Int
        let total: Int
    }

    struct Part: Codable, Sendable {
        let count: Int
        let amount: Int
    }

    struct Person: Codable, Sendable {
        let accountId: String
        let name: String
        let pending: Part
        let approved: Part
        let rejected: Part
        let paid: Part
        let bonus: Part
    }

    struct Answer: Codable, Sendable {
        let terms: PayTermsAnswer?
        let spent: Cost
        let committed: Cost
        let total: Int
        let budgetSpent: Bool
        let people: [Person]
    }

    func run() async throws {
        let pay = try await ServerConnection.with(folder) { [project] client in
            try await client.call(
                "GET", PayCommand.path(try await ProjectReference(project).id(client)), as: Answer.self)
        }
        if json { return try Terminal.json(pay) }
        guard let terms = pay.terms else { return print("nothing is paid") }
        func money(_ amount: Int) -> String {
            PayTerms.decimal(amount, currency: terms.currency) + " " + terms.currency
        }
        print(
            "spent \(money(pay.spent.total)), committed \(money(pay.committed.total)), "
                + (terms.budget.map { "of a budget of \(money($0))" } ?? "without a budget")
                + (pay.budgetSpent ? "; the budget is spent" : ""))
        for person in pay.people {
            print(
                "\(person.name): pending \(money(person.pending.amount)), "
                    + "approved \(money(person.approved.amount)), rejected \(money(person.rejected.amount)), "
                    + "paid \(money(person.paid.amount))")
        }
    }
}
