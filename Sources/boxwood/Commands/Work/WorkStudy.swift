import ArgumentParser
import Labeling

/// Plans from a pilot.
struct WorkStudy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "study",
        abstract: "Say from the answers there are how many people are needed, and what that costs.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "At most so many wrong and missed objects an image.")
    var errors: Double

    @Option(help: "For how many images the bill is; those of the project where left out.")
    var images: Int?

    @Option(help: "How many people share the work; those of the pilot where left out.")
    var people: Int?

    @Option(help: "How wide the interval of a person's score on known answers may be; 0.2 where left out.")
    var goldWidth: Double?

    @Flag(help: "Print the study as JSON.")
    var json = false

    struct Wish: Encodable, Sendable {
        let errors: Double
        let images: Int?
        let people: Int?
        let goldWidth: Double?
    }

    struct Bill: Codable, Sendable {
        let answers: Int
        let pay: Int
        let fees: Int
        let total: Int
    }

    struct Plan: Codable, Sendable {
        let people: Int?
        let answersPerImage: Double
        let errors: EstimateAnswer
        let trueErrors: EstimateAnswer?
        let bill: Bill?
        let recommended: Bool
    }

    struct GoldRate: Codable, Sendable {
        let rate: Double
        let perPerson: Int
        let width: Double
        let items: Int
        let answers: Int
        let bill: Bill?
        let together: Bill?
        let recommended: Bool
    }

    struct Gold: Codable, Sendable {
        let people: Int
        let width: Double
        let score: EstimateAnswer
        let rates: [GoldRate]
    }

    struct Answer: Codable, Sendable {
        let pilotImages: Int
        let knownImages: Int
        let fewestAnswers: Int
        let target: Double
        let images: Int
        let pay: PayTermsAnswer?
        let plans: [Plan]
        let gold: Gold?
    }

    func run() async throws {
        let wish = Wish(errors: errors, images: images, people: people, goldWidth: goldWidth)
        let study = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call("POST", WorkCommand.path(id, "study"), .json(wish), as: Answer.self)
        }
        if json { return try Terminal.json(study) }
        guard !study.plans.isEmpty else {
            throw CommandFailure("Too few images have answers of two people or more.")
        }
        var table = TextTable(
            ["People", "Answers an image", "Errors against all", "Errors against truth", "Bill"], left: [0])
        for plan in study.plans {
            let bill = Self.money(plan.bill, study.pay)
            table.add([
                (plan.people.map(String.init) ?? "by rules") + (plan.recommended ? " *" : ""),
                FigureText.decimal(plan.answersPerImage), plan.errors.text, plan.trueErrors?.text ?? "–",
                bill,
            ])
        }
        print(table.text)
        print(
            study.plans.contains(where: \.recommended)
                ? "* is the cheapest that meets the target." : "No plan of these meets the target.")
        if let gold = study.gold { Self.show(gold, study.pay) }
    }

    private static func show(_ gold: Gold, _ pay: PayTermsAnswer?) {
        var table = TextTable(
            ["Known answers", "For each of \(gold.people)", "Interval", "Images", "Bill", "Bill with all"],
            left: [0])
        for row in gold.rates {
            table.add([
                FigureText.decimal(row.rate * 100) + " %" + (row.recommended ? " *" : ""),
                String(row.perPerson), FigureText.decimal(row.width * 100) + " points", String(row.items),
                money(row.bill, pay), money(row.together, pay),
            ])
        }
        print("\n" + table.text)
        print(
            gold.rates.contains(where: \.recommended)
                ? "* is the lowest rate at which a person's interval is no wider than \(FigureText.decimal(gold.width * 100)) points."
                : "At none of these rates is a person's interval narrow enough: ask fewer people to do more each."
        )
    }

    private static func money(_ bill: Bill?, _ pay: PayTermsAnswer?) -> String {
        guard let bill, let pay else { return "–" }
        return PayTerms.decimal(bill.total, currency: pay.currency) + " " + pay.currency
    }
}
