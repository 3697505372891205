import Foundation
import Labeling

/// What is to be said of the class of all candidates that the same people gave the same classes.
struct NameVerdict: Sendable {
    /// The classes that were named, or are known, most probable first, ties in order of class; they sum to 1.
    let posterior: [ClassShare]
    /// The probability of the first of them among all classes.
    let probability: Double
    /// Each vote's share in the class, 0…1, in order of annotator.
    let shares: [Double]

    /// The verdict by what the people said.
    ///
    /// - Parameter accuracy: everybody's probability of naming the right class.
    init(_ naming: Naming, in table: CandidateTable, classes: ClassModel, accuracy: [Double]) {
        var all: [Double] = []
        classes.judge(naming, shares: &all)
        let named = NameVerdict.named(naming, all, also: nil)
        let total = named.reduce(0) { $0 + all[$1] }
        posterior = named.map { label in
            let share = total > 0 ? all[label] / total : 1 / Double(named.count)
            return ClassShare(labelID: table.labels[label], probability: Rounding.probability(share))
        }
        probability = named.first.map { all[$0] } ?? 0
        shares = NameVerdict.shares(naming, accuracy: accuracy, classes: table.labels.count)
    }

    /// The verdict on what is known.
    ///
    /// - Parameter known: the class; nil where it is known that there is no object, and the votes are counted.
    init(_ naming: Naming, in table: CandidateTable, known: LabelClassID?) {
        let label = known.flatMap { table.labels.firstIndex(of: $0) }
        var counts = Array(repeating: 0.0, count: table.labels.count)
        if let label {
            counts[label] = 1
        } else {
            for vote in 0..<naming.count { counts[naming.label(vote)] += 1 / Double(naming.count) }
        }
        let named = NameVerdict.named(naming, counts, also: label)
        posterior = named.map {
            ClassShare(labelID: table.labels[$0], probability: Rounding.probability(counts[$0]))
        }
        probability = named.first.map { counts[$0] } ?? 0
        shares = Array(repeating: 0, count: naming.count)
    }

    /// The classes that were named and perhaps another, most probable first.
    private static func named(_ naming: Naming, _ shares: [Double], also label: Int?) -> [Int] {
        var named: [Int] = []
        for label in ((0..<naming.count).map(naming.label) + [label].compactMap(\.self)).sorted()
        where named.last != label {
            named.append(label)
        }
        return named.sorted { shares[$0] == shares[$1] ? $0 < $1 : shares[$0] > shares[$1] }
    }

    /// Each person's share of what all say about the class: the log odds that they name the right one.
    private static func shares(_ naming: Naming, accuracy: [Double], classes: Int) -> [Double] {
        let others = Double(max(1, classes - 1))
        let weights = (0..<naming.count).map { vote in
            let own = accuracy[naming.person(vote)]
            return max(0, log(own * others / (1 - own)))
        }
        let total = weights.reduce(0, +)
        return weights.map { total > 0 ? $0 / total : 1 / Double(naming.count) }
    }
}
