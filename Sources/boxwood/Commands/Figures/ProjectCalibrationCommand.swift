import ArgumentParser

/// Shows how far a project's probabilities can be taken at their word.
struct ProjectCalibrationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibration",
        abstract: "Show, of the objects given a probability, how many were there.",
        discussion: """
            Known answers and audits of objects say what was there; images with known answers are judged as if nothing \
            were known of them. `boxwood project edit --recalibration logistic` has probabilities corrected.
            """)

    @OptionGroup var folder: DataOptions

    @Argument(help: "The project's name or identifier.")
    var project: String

    @OptionGroup var form: FigureForm

    struct Answer: Codable, Sendable {
        struct Bin: Codable, Sendable {
            let low: Double
            let high: Double
            let count: Int
            let predicted: Double?
            let observed: EstimateAnswer
            let images: [String]
        }

        struct Diagram: Codable, Sendable {
            let bins: [Bin]
            let expectedCalibrationError: Double?
            let brierScore: Double?
            let count: Int
        }

        struct Correction: Codable, Sendable {
            let slope: Double
            let intercept: Double
            let observations: Int
            let images: Int
        }

        let method: String
        let mayBeCorrected: Bool
        let recalibration: String
        let inForce: Correction?
        let learned: Correction?
        let stale: Bool
        let observations: Int
        let known: Int
        let audited: Int
        let before: Diagram
        let after: Diagram?
    }

    func run() async throws {
        let found = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call("GET", "/api/v1/projects/\(id)/calibration", as: Answer.self)
        }
        if form.json { return try Terminal.json(found) }
        if !form.csv {
            print(
                "\(FigureText.count(found.observations, "object")), \(found.known) by known answers and "
                    + "\(found.audited) by audits. Calibration error \(text(found.before)), corrected "
                    + "\(found.after.map(text) ?? "–"). Recalibration: \(found.recalibration)"
                    + "\(found.inForce == nil ? "" : ", in force").\n")
        }
        var table = FigureTable("from", facts: ["to", "objects", "predicted"], figures: ["observed"])
        for bin in found.before.bins {
            table.add(
                FigureText.decimal(bin.low),
                [
                    FigureText.decimal(bin.high), String(bin.count),
                    bin.predicted.map { FigureText.decimal($0) } ?? "",
                ], [bin.observed])
        }
        form.show(table)
    }

    private func text(_ diagram: Answer.Diagram) -> String {
        diagram.expectedCalibrationError.map { FigureText.decimal($0) } ?? "–"
    }
}
