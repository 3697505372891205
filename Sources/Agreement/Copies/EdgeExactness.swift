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
    let differences: [AnnotatorPair: [[Double]]]
    private let observed: [AnnotatorPair: Double]
    private var partners: [AccountID: [AccountID]] = [:]
    private var variances: [AccountID: Double] = [:]

    /// - Parameter shared: for every pair what both drew.
    init(_ shared: [AnnotatorPair: [DrawnByBoth]]) {
        differences = shared.filter { $0.value.count >= Self.fewestObjects }.mapValues { objects in
            let habit = Median.of(objects.map(\.outward))
            return objects.map { object in
                let difference = object.outward - habit
                return [abs(difference.x), abs(difference.y), abs(difference.z), abs(difference.w)]
            }
        }
        observed = differences.mapValues { objects in
            let deviation = Median.of(objects.flatMap { $0 }) / NormalDistribution.quantile75
            return deviation * deviation
        }
        for pair in observed.keys {
            partners[pair.a, default: []].append(pair.b)
            partners[pair.b, default: []].append(pair.a)
        }
        let typical = observed.isEmpty ? 0 : Median.of(Array(observed.values)) / 2
        variances = partners.mapValues { _ in typical }
        for _ in 0..<Self.rounds {
            let next = partners.map { person, others in
                (person, max(Self.leastVariance, Median.of(others.map { remainder(of: person, beside: $0) })))
            }
            // Half a step: whole ones would go to and fro, as one's variance is what the others' leave.
            for (person, variance) in next { variances[person] = (variance + (variances[person] ?? 0)) / 2 }
        }
    }

    /// The least standard deviation to expect of the difference of two people's edges, judged by what both share with
    /// others; three standard errors below the estimate.
    func leastDeviation(of pair: AnnotatorPair) -> Double {
        (leastVariance(of: pair.a, without: pair.b) + leastVariance(of: pair.b, without: pair.a)).squareRoot()
    }

    private func leastVariance(of person: AccountID, without other: AccountID) -> Double {
        let remainders = (partners[person] ?? []).filter { $0 != other }
            .map { remainder(of: person, beside: $0) }
        guard remainders.count >= Self.fewestPartners else { return Self.leastVariance }
        let middle = Median.of(remainders)
        let deviation = Median.of(remainders.map { abs($0 - middle) }) / NormalDistribution.quantile75
        // The standard error of a median is larger than a mean's by the square root of π/2.
        let error = (Double.pi / 2 / Double(remainders.count)).squareRoot() * deviation
        return max(Self.leastVariance, middle - 3 * error)
    }

    /// What the variance of a pair leaves to one of them.
    private func remainder(of person: AccountID, beside other: AccountID) -> Double {
        let pair = person < other ? AnnotatorPair(a: person, b: other) : AnnotatorPair(a: other, b: person)
        return (observed[pair] ?? 0) - (variances[other] ?? 0)
    }
}
