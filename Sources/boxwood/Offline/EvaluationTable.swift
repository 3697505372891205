import Agreement

/// The figures of an evaluation as text for people.
struct EvaluationTable {
    private let evaluation: Evaluation

    init(_ evaluation: Evaluation) {
        self.evaluation = evaluation
    }

    /// The text, without a line break at the end.
    var text: String {
        let figures = evaluation
        var table = TextTable(["", "figure", "95 % interval", "n"], left: [0, 2])
        func add(_ name: String, _ estimate: Estimate) {
            table.add([
                name, FigureText.decimal(estimate.value), FigureText.interval(estimate), String(estimate.n),
            ])
        }
        for (name, value) in [
            ("AP50:95", figures.averagePrecision), ("AP50", figures.averagePrecision50),
            ("AP75", figures.averagePrecision75), ("AR100", figures.averageRecall),
        ] {
            table.add([name, FigureText.decimal(value), "", String(figures.truths)])
        }
        add("F1@0.5", figures.at50.f1)
        add("F1@0.75", figures.at75.f1)
        add("precision@0.5", figures.at50.precision)
        add("recall@0.5", figures.at50.recall)
        add("mean IoU@0.5", figures.at50.meanIoU)
        add("errors per image", figures.at50.errorsPerImage)
        return
            "\(FigureText.count(figures.images, "image")), \(FigureText.count(figures.truths, "true object")), "
            + "\(FigureText.count(figures.claims, "annotation")) measured.\n\n" + table.text
    }
}
