/// Every figure of a crowd's statements on 1,000 resamples of its images.
///
/// All figures come from the same resamples. A resample draws as many groups of images as there are, with replacement;
/// the groups are single images, or lots of them where there are many. Statements met on other images go with the
/// image they were made on, so chance varies with it. O(resamples · entries of the ledger).
///
/// Source: Efron 1979.
struct AgreementBootstrap {
    static let resamples = 1000

    /// Samples of the agreement and of the coefficient; not-a-number where undefined.
    struct Samples {
        var observed: [Double] = []
        var coefficient: [Double] = []

        mutating func add(_ disagreement: StatementTotals.Disagreement) {
            observed.append(disagreement.observed.map { 1 - $0 } ?? .nan)
            coefficient.append(disagreement.coefficient ?? .nan)
        }
    }

    /// For each question, in the order of ``AgreementQuestion/allCases``.
    private(set) var all: [Samples]
    /// The same for each class.
    private(set) var classes: [[Samples]]
    /// The change of each coefficient when an annotator goes, for each of them.
    private(set) var changes: [[[Double]]]
    /// Fleiss' kappa of the classes.
    private(set) var fleissKappa: [Double] = []

    init(_ ledger: StatementLedger, classes count: Int, groups: Int) {
        let questions = AgreementQuestion.allCases
        all = Array(repeating: Samples(), count: questions.count)
        classes = Array(repeating: all, count: count)
        changes = Array(repeating: Array(repeating: [], count: questions.count), count: ledger.shares.count)
        guard groups > 1 else { return }
        var generator = SplitMix64(seed: 0x426F_7877_6F6F_6421)
        for _ in 0..<AgreementBootstrap.resamples {
            var weights = Array(repeating: 0.0, count: groups)
            for _ in 0..<groups { weights[generator.index(below: groups)] += 1 }
            let totals = StatementTotals(ledger.entries, classes: count, weights: weights)
            let values = questions.map { totals.disagreement($0) }
            for (index, value) in values.enumerated() { all[index].add(value) }
            for label in 0..<count {
                for (index, question) in questions.enumerated() {
                    classes[label][index].add(totals.disagreement(question, of: label))
                }
            }
            fleissKappa.append(totals.fleissKappa ?? .nan)
            for (annotator, share) in ledger.shares.enumerated() {
                let rest = totals.without(StatementTotals(share, classes: count, weights: weights))
                for (index, question) in questions.enumerated() {
                    let after = rest.disagreement(question).coefficient ?? .nan
                    changes[annotator][index].append((values[index].coefficient ?? .nan) - after)
                }
            }
        }
    }
}

extension StatementTotals {
    /// The totals of entries, each as often as its group of images is drawn.
    init(_ entries: [StatementLedger.Entry], classes: Int, weights: [Double]? = nil) {
        self.init(classes: classes)
        for entry in entries {
            let weight = weights?[entry.group] ?? 1
            if weight > 0 { add(entry, weight: weight) }
        }
    }
}

extension Estimate {
    /// A figure with the 2.5 % and 97.5 % points of its values on resamples of the images.
    ///
    /// - Parameters:
    ///   - value: the figure; the interval always holds it.
    ///   - samples: its values on resamples; those that are not numbers are left out, if they are few.
    ///   - n: the number of observations.
    static func resampled(_ value: Double, _ samples: [Double], n: Int) -> Estimate {
        guard !samples.isEmpty else {
            return Estimate(value: value, low: nil, high: nil, n: n, reason: "One image has no interval.")
        }
        let sorted = samples.filter(\.isFinite).sorted()
        guard sorted.count * 10 >= samples.count * 9 else {
            return Estimate(
                value: value, low: nil, high: nil, n: n,
                reason: "It stands on too few images to have an interval.")
        }
        let tail = sorted.count / 40
        return Estimate(
            value: value, low: min(value, sorted[max(0, tail - 1)]),
            high: max(value, sorted[sorted.count - max(1, tail)]), n: n)
    }
}
