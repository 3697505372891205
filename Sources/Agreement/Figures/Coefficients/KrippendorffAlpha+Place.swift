public import Geometry

extension KrippendorffAlpha {
    /// Alpha for shapes, at the distance `1 - IoU`.
    ///
    /// `D_o = 1/n Σ_u Σ_{a≠b in u} d_ab / (m_u - 1)` over the n shapes of units with at least two, `D_e` the mean
    /// distance of two shapes of different units. `D_e` is exact for up to `pairs` pairs; above that it is the
    /// mean over about so many, taken at a fixed stride, and depends on the order of the units.
    ///
    /// Every unit holds shapes that were already said to be the same object, and shapes of different units mostly
    /// do not meet, so this says how far places agree beside unrelated ones; it does not count misses.
    /// O(Σ m_u² + pairs).
    ///
    /// Source: Krippendorff 2011; Braylan, Alonso and Lease 2022 for distances between annotations.
    ///
    /// - Parameters:
    ///   - units: the shapes of each unit, in one frame of coordinates.
    ///   - pairs: how many pairs of different units to compare at the most.
    /// - Returns: undefined if no unit has two shapes, if there is only one such unit, or if all shapes are the same.
    public static func place(units: [[Shape]], pairs: Int = 10_000) -> ChanceCorrected {
        let units = units.filter { $0.count > 1 }
        guard !units.isEmpty else { return .undefined("No unit has two values.") }
        var (sum, total) = (0.0, 0)
        for unit in units {
            total += unit.count
            var distance = 0.0
            for a in unit.indices {
                for b in (a + 1)..<max(unit.count, a + 1) { distance += 1 - IoU.of(unit[a], unit[b]) }
            }
            sum += 2 * distance / Double(unit.count - 1)
        }
        let observed = 1 - sum / Double(total)
        guard let expected = placeDistance(across: units, pairs: pairs) else {
            return .undefined("There is only one unit.", observed: observed, n: units.count)
        }
        guard expected > 0 else {
            return .undefined("All shapes are the same.", observed: observed, n: units.count)
        }
        return ChanceCorrected(
            observed: observed, expected: 1 - expected, value: 1 - (1 - observed) / expected, n: units.count)
    }

    /// The mean of `1 - IoU` over pairs of shapes of different units; nil if there is no such pair.
    static func placeDistance(across units: [[Shape]], pairs: Int) -> Double? {
        var shapes: [(unit: Int, shape: Shape)] = []
        for (unit, members) in units.enumerated() { shapes += members.map { (unit, $0) } }
        let count = shapes.count
        var (sum, compared) = (0.0, 0)
        func compare(_ a: Int, _ b: Int) {
            guard shapes[a].unit != shapes[b].unit else { return }
            sum += 1 - IoU.of(shapes[a].shape, shapes[b].shape)
            compared += 1
        }
        if count * (count - 1) / 2 <= pairs {
            for a in 0..<count { for b in (a + 1)..<max(count, a + 1) { compare(a, b) } }
        } else {
            let strides = FarStrides(count: count)
            let rounds = max(1, pairs / count)
            let step = max(1, count / max(1, pairs))
            for round in 0..<rounds {
                let stride = strides.stride(round)
                for a in Swift.stride(from: 0, to: count, by: step) { compare(a, (a + stride) % count) }
            }
        }
        return compared > 0 ? sum / Double(compared) : nil
    }
}
