/// An audit as the server tells of it.
struct AuditAnswer: Codable, Sendable {
    /// How many judged items were right.
    struct Figures: Codable, Sendable {
        let right: Int
        let judged: Int
        let accuracy: EstimateAnswer
        let wilson: EstimateAnswer
        let errorsAtMost: Double
    }

    /// The figures of one class.
    struct ClassFigures: Codable, Sendable {
        let labelId: String
        let label: String
        let population: Int
        let drawn: Int
        let figures: Figures
    }

    /// How often something was wrong.
    struct ReasonCount: Codable, Sendable {
        let reason: String
        let count: Int
    }

    /// The version of the consensus that was drawn from.
    struct Consensus: Codable, Sendable {
        let method: String
        let iouThreshold: Double
        let quorum: Double
        let placeWeights: String
        let recalibration: String
        let fit: String?
        let digest: String
    }

    let id: String
    let unit: String
    let stratified: Bool
    let seed: Int
    let size: Int
    let population: Int
    let halfWidth: Double?
    let atLeast: Double?
    let createdAt: String
    let author: String
    let current: Bool
    let consensus: Consensus
    let figures: Figures
    let waiting: Int
    let stillNeeded: Int?
    let anytime: EstimateAnswer?
    let verdict: String
    let metAtPlannedSize: Bool?
    let reasons: [ReasonCount]
    let classes: [ClassFigures]
    let verdicts: [String?]

    /// What the audit shows, in lines for a terminal.
    var lines: [String] {
        var lines = [
            "Audit \(id): \(figures.judged) of \(size) \(unit)s judged, drawn from \(population) with seed \(seed).",
            "Consensus \(consensus.digest.prefix(12)), by \(consensus.method)"
                + (current ? "." : "; answers or settings have changed since."),
        ]
        guard figures.judged > 0 else { return lines }
        lines += [
            "Right: \(figures.right). Accuracy \(figures.accuracy.text) (Clopper-Pearson 95 %), "
                + "Wilson \(figures.wilson.text).",
            "Errors at most \(FigureText.decimal(figures.errorsAtMost)) with a confidence of 95 %.",
        ]
        if let anytime { lines.append("At every look: \(anytime.text).") }
        if !reasons.isEmpty {
            lines.append("Wrong: " + reasons.map { "\($0.count) \($0.reason)" }.joined(separator: ", ") + ".")
        }
        if halfWidth != nil || atLeast != nil { lines.append(goal) }
        return lines
    }

    private var goal: String {
        switch verdict {
        case "open" where metAtPlannedSize == true: "All items are judged: the goal is met."
        case "open" where metAtPlannedSize == false: "All items are judged: the goal is not met."
        case "reached": "The goal is reached; one may stop."
        case "missed": "The goal is missed; one may stop."
        default:
            stillNeeded.map { "The goal needs \($0) more at this accuracy." }
                ?? "At this accuracy the goal is out of reach."
        }
    }

    /// The figures by class, as a table; nil where there are none.
    var table: String? {
        guard !classes.isEmpty else { return nil }
        var table = TextTable(
            ["Class", "Objects", "Drawn", "Judged", "Right", "Accuracy", "Errors at most"], left: [0])
        for row in classes {
            table.add([
                row.label, String(row.population), String(row.drawn), String(row.figures.judged),
                String(row.figures.right), row.figures.accuracy.text,
                FigureText.decimal(row.figures.errorsAtMost),
            ])
        }
        return table.text
    }
}
