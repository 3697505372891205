import Agreement
import Labeling

/// What the demonstration holds, and how close its consensus came to the truth.
struct DemonstrationSummary: Sendable, CustomStringConvertible {
    /// How close one layer of answers came to the truth.
    struct Closeness: Sendable {
        /// Whose layer it is.
        let name: String
        let evaluation: Evaluation
    }

    /// The project.
    let projectID: ProjectID
    /// Its name.
    let projectName: String
    /// Whether the project was there and complete before; then nothing was changed.
    let wasThere: Bool
    let images: Int
    /// Answers of simulated annotators.
    let answers: Int
    /// Accepted objects.
    let objects: Int
    let conflicts: Int
    let consensus: Closeness
    /// Each simulated annotator, best average precision first.
    let annotators: [Closeness]
    /// Files, and parts of files, that were left out.
    let skipped: [SkippedFile]

    /// The figures as text for people, without a line break at the end.
    var description: String {
        var lines = skipped.prefix(20).map { "left out  \($0)" }
        if skipped.count > 20 { lines.append("left out  \(skipped.count - 20) more") }
        if wasThere { lines.append("The project \"\(projectName)\" is there already; it was kept as it is.") }
        lines.append(
            "\(projectName): \(images) images, \(answers) answers by \(annotators.count) simulated annotators, "
                + "\(objects) objects, \(conflicts) conflicts.")
        guard let best = annotators.first, consensus.evaluation.truths > 0 else {
            return lines.joined(separator: "\n")
        }
        lines.append("")
        lines.append("How close to the truth (\(consensus.evaluation.truths) true objects; 95 % intervals):")
        var table = TextTable(["", "AP50:95", "F1@0.5", "", "mean IoU", ""], left: [0, 3, 5])
        table.add(row(consensus))
        table.add([
            "mean annotator", FigureText.decimal(mean { $0.averagePrecision }),
            FigureText.decimal(mean { $0.at50.f1.value }), "",
            FigureText.decimal(mean { $0.at50.meanIoU.value }), "",
        ])
        table.add(row(Closeness(name: "best annotator", evaluation: best.evaluation)))
        for annotator in annotators {
            table.add(row(Closeness(name: "  " + annotator.name, evaluation: annotator.evaluation)))
        }
        lines.append(table.text)
        return lines.joined(separator: "\n")
    }

    private func row(_ closeness: Closeness) -> [String] {
        let figures = closeness.evaluation
        return [
            closeness.name, FigureText.decimal(figures.averagePrecision),
            FigureText.decimal(figures.at50.f1.value),
            FigureText.interval(figures.at50.f1), FigureText.decimal(figures.at50.meanIoU.value),
            FigureText.interval(figures.at50.meanIoU),
        ]
    }

    private func mean(_ figure: (Evaluation) -> Double?) -> Double? {
        let values = annotators.compactMap { figure($0.evaluation) }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
