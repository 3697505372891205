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

    @Flag(help: "Print the study as JSON.")
    var json = false

    struct Wish: Encodable, Sendable {
        let errors: Double
        let images: Int?
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

    struct Answer: Codable, Sendable {
        let pilotImages: Int
        let knownImages: Int
        let fewestAnswers: Int
        let target: Double
        let images: Int
        let pay: PayTermsAnswer?
        let plans: [Plan]
    }

    func run() async throws {
        let wish = Wish(errors: errors, images: images)
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
            let bill = plan.bill.flatMap { bill in
                study.pay.map { PayTerms.decimal(bill.total, currency: $0.currency) + " " + $0.currency }
            }
            table.add([
                (plan.people.map(String.init) ?? "by rules") + (plan.recommended ? " *" : ""),
                FigureText.decimal(plan.answersPerImage), plan.errors.text, plan.trueErrors?.text ?? "–",
                bill ?? "–",
            ])
        }
        print(table.text)
        print(
            study.plans.contains(where: \.recommended)
                ? "* is the cheapest that meets the target." : "No plan of these meets the target.")
    }
}
