import Agreement

/// The three questions of agreement in plain words, with their figures.
struct AgreementQuestionText {
    private let report: AgreementReport

    init(_ report: AgreementReport) {
        self.report = report
    }

    /// The text, without a line break at the end.
    var text: String {
        var table = TextTable(
            ["", "agreement", "", "by chance", "beyond chance", "", "n"], left: [0, 2, 5])
        for (question, coefficient) in rows {
            table.add(
                [question] + cells(coefficient.observed) + [FigureText.decimal(coefficient.expected)]
                    + cells(coefficient.value) + [String(coefficient.observed.n)])
        }
        var lines = [table.text]
        lines += notes
        lines.append(
            "n counts shapes and answers that nothing is there. Beyond chance: 1 is full agreement, 0 what answers "
                + "to different images agree.")
        return lines.joined(separator: "\n")
    }

    private var rows: [(String, Coefficient)] {
        [
            ("Found: did they see the same objects?", report.found),
            ("Named: did they give them the same class?", report.named),
            ("Placed: did they draw them at the same place?", report.placed),
            ("Overall: found and placed in one", report.overall),
        ]
    }

    /// Why figures are missing, each reason once, with the questions it is about.
    private var notes: [String] {
        var notes: [(reason: String, questions: [String])] = []
        for (question, coefficient) in rows {
            guard coefficient.value.value == nil, let reason = coefficient.value.reason else { continue }
            let name = String(question.prefix { $0 != ":" })
            if let index = notes.firstIndex(where: { $0.reason == reason }) {
                notes[index].questions.append(name)
            } else {
                notes.append((reason, [name]))
            }
        }
        return notes.map { "\($0.questions.joined(separator: ", ")): \($0.reason)" }
    }

    private func cells(_ estimate: Estimate) -> [String] {
        [FigureText.decimal(estimate.value), FigureText.interval(estimate)]
    }
}
