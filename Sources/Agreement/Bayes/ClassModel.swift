import Foundation

/// How probable each class is for a candidate, by Bayes' rule from what its people said.
///
/// One instance serves one round.
///
/// Source: A. P. Dawid and A. M. Skene (1979), with one accuracy a person and one table of confusions for all.
struct ClassModel {
    /// No vote makes a class less likely than by this factor.
    private static let least = log(1e-6)

    private let prior: [Double]
    /// ln of the probability of the right class and of any other, by annotator.
    private let right: [Double]
    private let wrong: [Double]
    /// ln of the confusions, `[true · K + said]`.
    private let confusion: [Double]

    init(_ skills: SkillEstimates) {
        prior = skills.classPrior.map { log($0) }
        right = skills.accuracy.map { log($0) }
        wrong = skills.accuracy.map { log1p(-$0) }
        confusion = skills.confusion.map { log($0) }
    }

    /// The probability of every class, summing to 1.
    func posterior(of candidate: Int, in table: CandidateTable) -> [Double] {
        let classes = prior.count
        guard classes > 1 else { return [1] }
        var shares = prior
        for slot in table.slots(candidate) {
            let (said, person) = (table.label[slot], table.annotator[slot])
            for real in 0..<classes {
                shares[real] +=
                    real == said
                    ? right[person]
                    : max(wrong[person] + confusion[real * classes + said], ClassModel.least)
            }
        }
        let top = shares.max() ?? 0
        var total = 0.0
        for real in 0..<classes {
            shares[real] = exp(shares[real] - top)
            total += shares[real]
        }
        for real in 0..<classes { shares[real] /= total }
        return shares
    }
}
