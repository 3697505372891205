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
            "\(FigureText.count(report.images, "image")), \(report.sharedImages) of them answered by two or more.",
            AgreementQuestionText(report).text,
            published,
            "Mean agreement of two annotators: "
                + (shared.value == nil
                    ? (shared.reason ?? "not defined")
                    : "\(FigureText.decimal(shared.value)) \(FigureText.interval(shared)) (n = \(shared.n))"),
        ]
        if !report.pairs.isEmpty { blocks.append(pairs) }
        if !report.copied.isEmpty {
            blocks.append(
                report.copied.map { pair in
                    "\(name(pair.a)) and \(name(pair.b)) drew \(pair.sameShapes) of "
                        + "\(FigureText.count(pair.sharedShapes, "object")) they share at the same place: "
                        + "one person under two names, a copy, or shapes given to both."
                }.joined(separator: "\n"))
        }
        if !report.annotators.isEmpty { blocks.append(people) }
        return blocks.joined(separator: "\n\n")
    }

    /// Figures as they are published elsewhere, beside ours.
    private var published: String {
        var table = TextTable(["", "as others compute it", "", "n"], left: [0, 2])
        for (name, figure) in [
            ("Fleiss' kappa of the classes (Fleiss 1971)", report.fleissKappa),
            ("Alpha of places beside those of other objects (Krippendorff)", report.placeAlpha),
            ("Alpha over matched columns (kalphacv; Tschirschwitz 2022)", report.matchedColumns),
        ] {
            table.add([name] + cells(figure) + [String(figure.n)])
        }
        return table.text
            + "\nThe last depends on who comes first, and takes what was missed for a class of its own."
    }

    private var people: String {
        let vitality = Dictionary(report.vitality.map { ($0.annotator, $0.overall) }) { first, _ in first }
        var people = TextTable(
            [
                "annotator", "images", "shapes", "recall", "", "precision", "", "mean IoU", "", "right class",
                "", "vitality", "",
            ],
            left: [0, 4, 6, 8, 10, 12])
        for figures in report.annotators {
            let own = vitality[figures.annotator] ?? .undefined("Nobody else answered the same images.")
            people.add(
                [name(figures.annotator), String(figures.images), String(figures.shapes)]
                    + [
                        figures.recall, figures.precision, figures.meanIoU, figures.classAccuracy, own,
                    ].flatMap(cells))
        }
        return people.text
            + "\nVitality: overall beyond chance with this person, less the same without. Below 0 they lower it."
    }

    private var pairs: String {
        var pairs = TextTable(
            ["pair", "", "images", "agreement", "", "F1", "", "mean IoU", "", "class kappa", ""],
            left: [0, 1, 4, 6, 8, 10])
        let ranked = AgreementTable.ranked(report.pairs)
        for pair in ranked.prefix(Self.maximumPairs) {
            pairs.add(
                [name(pair.a), name(pair.b), String(pair.images)]
                    + [pair.agreement, pair.f1, pair.meanIoU, pair.kappa].flatMap(cells))
        }
        guard ranked.count > Self.maximumPairs else { return pairs.text }
        return pairs.text
            + "\n\(ranked.count - Self.maximumPairs) more pairs have fewer images in common; see --json."
    }

    private func name(_ id: AccountID) -> String {
        let name = answers.annotator(id)?.name ?? id.rawValue
        return name.count > 32 ? "\(name.prefix(31))…" : name
    }

    private func cells(_ estimate: Estimate) -> [String] {
        [FigureText.decimal(estimate.value), FigureText.interval(estimate)]
    }
}
