import Labeling

/// The figures of a crowd's statements, each with its interval, or the reason why there is none.
struct CrowdFigures {
    private static let noShared = "No image has been answered by two people."

    private let crowd: CrowdAgreement
    private let totals: StatementTotals
    private let samples: AgreementBootstrap

    init(_ crowd: CrowdAgreement) {
        self.crowd = crowd
        totals = StatementTotals(crowd.ledger.entries, classes: crowd.labels.count)
        samples = AgreementBootstrap(crowd.ledger, classes: crowd.labels.count, groups: crowd.groups)
    }

    /// The answer to a question, over all statements.
    func coefficient(_ question: AgreementQuestion) -> Coefficient {
        coefficient(question, of: nil, samples.all)
    }

    /// The answers for every class.
    var classes: [ClassAgreement] {
        crowd.labels.enumerated().compactMap { index, label in
            let statements = count(totals.home[index].statements)
            guard statements > 0 else { return nil }
            let own = samples.classes[index]
            return ClassAgreement(
                labelID: label, shapes: statements, found: coefficient(.found, of: index, own),
                named: coefficient(.named, of: index, own), placed: coefficient(.placed, of: index, own),
                overall: coefficient(.overall, of: index, own))
        }
    }

    /// What everybody does to the answers.
    var vitality: [AnnotatorVitality] {
        crowd.annotators.enumerated().map { index, person in
            let share = StatementTotals(crowd.ledger.shares[index], classes: crowd.labels.count)
            let rest = totals.without(share)
            func change(_ question: AgreementQuestion) -> Estimate {
                let whole = coefficient(question).value
                guard let value = whole.value else {
                    return .undefined(whole.reason ?? CrowdFigures.noShared)
                }
                guard let without = rest.disagreement(question).coefficient else {
                    return .undefined("Without this person there is nothing to compare.")
                }
                return .resampled(
                    value - without, samples.changes[index][position(of: question)], n: whole.n)
            }
            return AnnotatorVitality(
                annotator: person, found: change(.found), named: change(.named), placed: change(.placed),
                overall: change(.overall))
        }
    }

    /// Fleiss' kappa of the classes.
    var fleissKappa: Estimate {
        let objects = count(totals.sums().home.objects)
        guard objects > 0 else { return .undefined("No object was drawn by two people.") }
        guard let value = totals.fleissKappa else { return .undefined(CrowdFigures.oneClass) }
        return .resampled(value, samples.fleissKappa, n: objects)
    }

    /// Krippendorff's alpha of places, beside shapes of other objects.
    var placeAlpha: Estimate {
        let shared = count(totals.sums().home.shared)
        guard let observed = totals.disagreement(.placed).observed else {
            return .undefined("No object was drawn by two people.")
        }
        guard let expected = crowd.distanceAcross else {
            return .undefined("Only one object was drawn by two people.")
        }
        guard expected > 0 else { return .undefined("All shapes are the same.") }
        return .resampled(
            1 - observed / expected,
            samples.all[position(of: .placed)].observed.map { 1 - (1 - $0) / expected }, n: shared)
    }

    private static let oneClass = "Only one class was used, so nobody could differ."

    private func coefficient(
        _ question: AgreementQuestion, of label: Int?, _ samples: [AgreementBootstrap.Samples]
    ) -> Coefficient {
        let disagreement = totals.disagreement(question, of: label)
        let sums = totals.sums(of: label).home
        let isConditional = question == .named || question == .placed
        let n = count(isConditional ? sums.shared : sums.statements)
        let own = samples[position(of: question)]
        guard let observed = disagreement.observed else {
            let reason = crowd.groups == 0 ? CrowdFigures.noShared : "No object was drawn by two people."
            return Coefficient(observed: .undefined(reason), expected: nil, value: .undefined(reason))
        }
        let plain = Estimate.resampled(1 - observed, own.observed, n: n)
        let expected = disagreement.expected.map { 1 - $0 }
        func without(_ reason: String, placesRepeat: Bool = false) -> Coefficient {
            Coefficient(
                observed: plain, expected: expected,
                value: Estimate(value: nil, low: nil, high: nil, n: n, reason: reason),
                placesRepeat: placesRepeat)
        }
        if question != .named, crowd.exchanges == 0 { return without(reasonWithoutExchange) }
        guard let expected else {
            return without(
                question == .placed
                    ? "Answers to different images hardly ever meet, so it is not known how near to each other "
                        + "shapes would lie by chance." : "There is nothing to compare.")
        }
        if placesRepeat(question, of: label, expected: expected) {
            return without(
                "The objects are nearly always at the same place, so correction for chance says nothing here.",
                placesRepeat: true)
        }
        guard let value = disagreement.coefficient else {
            return without(
                question == .named
                    ? CrowdFigures.oneClass : "Nobody drew anything, so answers cannot but agree.")
        }
        return Coefficient(
            observed: plain, expected: expected, value: .resampled(value, own.coefficient, n: n))
    }

    private var reasonWithoutExchange: String {
        crowd.groups < 2
            ? "Chance is how far answers to different images agree, and there is only one image."
            : "No two people's answers to different images can be compared."
    }

    /// Whether exchanged answers agree nearly as well as they could, and do so because of the shapes in them.
    private func placesRepeat(_ question: AgreementQuestion, of label: Int?, expected: Double) -> Bool {
        guard expected >= question.repetitionLimit else { return false }
        switch question {
        case .found, .placed: return crowd.repetition >= question.repetitionLimit
        case .overall:
            let place = 1 - (totals.disagreement(.placed, of: label).expected ?? 1)
            return crowd.repetition * place >= question.repetitionLimit
        case .named: return false
        }
    }

    private func position(of question: AgreementQuestion) -> Int {
        AgreementQuestion.allCases.firstIndex(of: question) ?? 0
    }

    private func count(_ sum: Double) -> Int { Int(sum.rounded()) }
}
