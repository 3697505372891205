import Labeling

/// How exactly people place edges, learned from how far every two of them lie apart.
///
/// The variance of the difference of two people's edges is taken to be the sum of one variance each, as instruments are
/// compared without a standard. A person's is the median, over all they share objects with, of what the pair's leaves after
/// the other's is taken away: one who copies from them changes it little.
///
/// Source: Grubbs 1948, with medians for means.
struct EdgeExactness {
    /// Nobody's variance is taken to be less: edges are pixels'.
    private static let leastVariance = 4e-4
    /// From fewer other partners a person's exactness is not known.
    private static let fewestPartners = 4
    private static let rounds = 20
    /// Pairs that share fewer objects tell nothing.
    private static let fewestObjects = 6

    /// For every pair that shares enough, how far its edges lie apart beside the pair's habitual difference: for each object
    /// left, top, right and bottom, without their signs, in units of ``DrawnByBoth/unit(side:)``.
    let differences: [AnnotatorPair: [SIMD4<Double>]]
    /// For every person, by number, the others they share enough with, and the variance of the pair's difference.
    private var partners: [[Partner]]
    private var variances: [Double]
    private let numbers: [AccountID: Int]
    /// For every person what the variances of their pairs leave to them, ascending.
    private var remainders: [[Double]] = []
    private let observed: [AnnotatorPair: Double]

    private struct Partner {
        let number: Int
        let variance: Double
    }

    /// - Parameter shared: for every pair what both drew.
    init(_ shared: [AnnotatorPair: [DrawnByBoth]]) {
        differences = shared.filter { $0.value.count >= Self.fewestObjects }.mapValues { objects in
            let habit = Median.of(objects.map(\.outward))
            return objects.map { pointwiseMax($0.outward - habit, habit - $0.outward) }
        }
        let people = Set(differences.keys.flatMap { [$0.a, $0.b] }).sorted()
        numbers = Dictionary(uniqueKeysWithValues: zip(people, 0...))
        partners = [[Partner]](repeating: [], count: people.count)
        observed = differences.mapValues { objects in
            let deviation =
                Median.of(objects.flatMap { [$0.x, $0.y, $0.z, $0.w] }) / NormalDistribution.quantile75
            return deviation * deviation
        }
        for (pair, variance) in observed {
            guard let a = numbers[pair.a], let b = numbers[pair.b] else { continue }
            partners[a].append(Partner(number: b, variance: variance))
            partners[b].append(Partner(number: a, variance: variance))
        }
        let typical = observed.isEmpty ? 0 : Median.of(Array(observed.values)) / 2
        variances = [Double](repeating: typical, count: people.count)
        for _ in 0..<Self.rounds {
            // Half a step: whole ones would go to and fro, as one's variance is what the others' leave.
            variances = zip(partners, variances).map { others, variance in
                (max(Self.leastVariance, Median.of(left(by: others))) + variance) / 2
            }
        }
        remainders = partners.map { left(by: $0).sorted() }
    }

    /// The least standard deviation to expect of the difference of two people's edges, judged by what both share with
    /// others.
    ///
    /// Three standard errors below the estimate. O(people).
    func leastDeviation(of pair: AnnotatorPair) -> Double {
        guard let variance = observed[pair], let a = numbers[pair.a], let b = numbers[pair.b] else {
            return (2 * Self.leastVariance).squareRoot()
        }
        return
            (leastVariance(of: a, without: variance - variances[b])
            + leastVariance(of: b, without: variance - variances[a])).squareRoot()
    }

    /// - Parameter remainder: what the pair in question leaves, which is not counted.
    private func leastVariance(of person: Int, without remainder: Double) -> Double {
        let all = remainders[person]
        let count = all.count - 1
        guard count >= Self.fewestPartners else { return Self.leastVariance }
        let place = all.firstIndex { $0 >= remainder } ?? count
        func other(_ index: Int) -> Double { all[index < place ? index : index + 1] }
        let middle = (other((count - 1) / 2) + other(count / 2)) / 2
        let quartiles = other(count - 1 - count / 4) - other(count / 4)
        // The standard error of a median is larger than a mean's by the square root of π/2.
        let deviation = quartiles / (2 * NormalDistribution.quantile75)
        return max(Self.leastVariance, middle - 3 * (Double.pi / 2 / Double(count)).squareRoot() * deviation)
    }

    /// What the variances of one's pairs leave to one, each after the other's is taken away.
    private func left(by others: [Partner]) -> [Double] {
        others.map { $0.variance - variances[$0.number] }
    }
}
