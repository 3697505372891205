import Agreement
import Formats
import Labeling

/// The figures of agreement as text that lines up in a terminal.
struct AgreementTable {
    /// Pairs that are listed; a crowd has thousands.
    private static let maximumPairs = 30

    private let report: AgreementReport
    private let answers: OfflineAnswers

    init(_ report: AgreementReport, names answers: OfflineAnswers) {
        self.report = report
        self.answers = answers
    }

    /// Pairs with the most images in common first.
    static func ranked(_ pairs: [PairFigures]) -> [PairFigures] {
        pairs.enumerated()
            .sorted { left, right in
                left.element.images == right.element.images
                    ? left.offset < right.offset : left.element.images > right.element.images
            }
            .map(\.element)
    }

    /// The text, without a line break at the end.
    var text: String {
        let shared = report.agreement
        var blocks = [
            "\(FigureText.count(report.images, "image")), \(report.sharedImages) of them answered by two or more.\n"
                + "Mean agreement of two annotators: "
                + (shared.value == nil
                    ? (shared.reason ?? "not defined")
                    : "\(FigureText.decimal(shared.value)) \(FigureText.interval(shared)) (n = \(shared.n))")
        ]
        var people = TextTable(
            [
                "annotator", "images", "shapes", "recall", "", "precision", "", "mean IoU", "", "right class",
                "",
            ],
            left: [0, 4, 6, 8, 10])
        for figures in report.annotators {
            people.add(
                [name(figures.annotator), String(figures.images), String(figures.shapes)]
                    + [figures.recall, figures.precision, figures.meanIoU, figures.classAccuracy].flatMap(
                        cells))
        }
        if !report.annotators.isEmpty { blocks.append(people.text) }
        var pairs = TextTable(
            ["pair", "", "images", "agreement", "", "F1", "", "mean IoU", ""], left: [0, 1, 4, 6, 8])
        let ranked = AgreementTable.ranked(report.pairs)
        for pair in ranked.prefix(Self.maximumPairs) {
            pairs.add(
                [name(pair.a), name(pair.b), String(pair.images)]
                    + [pair.agreement, pair.f1, pair.meanIoU].flatMap(cells))
        }
        if !ranked.isEmpty { blocks.append(pairs.text) }
        if ranked.count > Self.maximumPairs {
            blocks.append(
                "\(ranked.count - Self.maximumPairs) more pairs have fewer images in common; see --json.")
        }
        return blocks.joined(separator: "\n\n")
    }

    private func name(_ id: AccountID) -> String {
        let name = answers.annotator(id)?.name ?? id.rawValue
        return name.count > 32 ? "\(name.prefix(31))…" : name
    }

    private func cells(_ estimate: Estimate) -> [String] {
        [FigureText.decimal(estimate.value), FigureText.interval(estimate)]
    }
}
