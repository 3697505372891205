import Foundation
import Geometry
import Labeling

/// Counts of objects by image and class, and the figures that follow from them.
///
/// Intervals of figures that are no plain ratios come from their linear parts, image by image (the delta method).
struct BalanceTally {
    let counts: [[LabelClassID: Int]]
    let totals: [LabelClassID: Int]
    let objects: Int

    func row(
        of label: LabelClassID, in images: [BalancedImage], among classes: Int
    ) -> ClassBalance.Row {
        var (sides, aspects) = (Histogram.sides, Histogram.aspects)
        for object in images.flatMap(\.objects) where object.labelID == label {
            sides.add(object.area.squareRoot())
            aspects.add(object.bounds.width / max(object.bounds.height, .leastNonzeroMagnitude))
        }
        let holders = zip(images, counts).filter { $0.1[label] != nil }.map(\.0.id)
        let total = totals[label] ?? 0
        let share = counts.map { count in
            (part: Double(count[label] ?? 0), whole: Double(count.values.reduce(0, +)))
        }
        let equal = Double(objects) / Double(max(1, classes))
        return ClassBalance.Row(
            labelID: label, objects: total, images: holders, share: .ratio(of: share),
            imageShare: .proportion(successes: holders.count, of: images.count), sides: sides,
            aspects: aspects, isRare: objects > 0 && Double(total) < ClassBalance.rareShare * equal)
    }

    /// Of equals the class with the lowest identifier.
    var imbalance: Estimate {
        let ordered = totals.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
        guard let most = ordered.first, let least = ordered.last, ordered.count > 1 else {
            return .undefined("Fewer than two classes have objects.")
        }
        let parts = counts.map { count in
            Double(count[most.key] ?? 0) / Double(most.value) - Double(count[least.key] ?? 0)
                / Double(least.value)
        }
        return estimate(Double(most.value) / Double(least.value), parts: parts)
    }

    var effectiveClasses: Estimate {
        guard objects > 0 else { return .undefined("There are no objects.") }
        let all = Double(objects)
        let logs = totals.mapValues { log(Double($0) / all) }
        // In the order of the identifiers, so that the last digits never change.
        let entropy = totals.sorted { $0.key < $1.key }.reduce(0.0) { sum, total in
            sum - Double(total.value) / all * (logs[total.key] ?? 0)
        }
        let parts = counts.map { count in
            count.sorted { $0.key < $1.key }.reduce(0.0) { sum, one in
                sum - Double(one.value) / all * ((logs[one.key] ?? 0) + entropy)
            }
        }
        return estimate(exp(entropy), parts: parts)
    }

    /// A figure of at least 1 whose logarithm is the sum of these parts but for a constant.
    private func estimate(_ value: Double, parts: [Double]) -> Estimate {
        let n = parts.count
        guard n > 1 else {
            return Estimate(
                value: value, low: nil, high: nil, n: n, reason: "One observation has no interval.")
        }
        let variance = parts.reduce(0) { $0 + $1 * $1 } * Double(n) / Double(n - 1)
        let reach = exp(NormalDistribution.quantile975 * variance.squareRoot())
        return Estimate(value: value, low: max(1, value / reach), high: value * reach, n: n)
    }
}
