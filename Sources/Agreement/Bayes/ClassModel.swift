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
    /// ln of the confusions, `[said · K + true]`.
    private let confusion: [Double]

    init(_ skills: SkillEstimates) {
        let classes = skills.classPrior.count
        prior = skills.classPrior.map { log($0) }
        right = skills.accuracy.map { log($0) }
        wrong = skills.accuracy.map { log1p(-$0) }
        confusion = (0..<classes * classes).map { cell in
            log(skills.confusion[cell % classes * classes + cell / classes])
        }
    }

    /// Writes the probability of every class, summing to 1, into an array whose memory is used again.
    func judge(_ naming: Naming, shares: inout [Double]) {
        shares.removeAll(keepingCapacity: true)
        let classes = prior.count
        guard classes > 1 else { return shares.append(1) }
        shares.append(contentsOf: prior)
        for vote in 0..<naming.count {
            let (said, person) = (naming.label(vote), naming.person(vote))
            let (own, mistake, row) = (right[person], wrong[person], said * classes)
            for real in 0..<classes {
                shares[real] += real == said ? own : max(mistake + confusion[row + real], ClassModel.least)
            }
        }
        var top = shares[0]
        for real in 1..<classes where shares[real] > top { top = shares[real] }
        var total = 0.0
        for real in 0..<classes {
            shares[real] = shares[real] == top ? 1 : exp(shares[real] - top)
            total += shares[real]
        }
        for real in 0..<classes { shares[real] /= total }
    }
}
