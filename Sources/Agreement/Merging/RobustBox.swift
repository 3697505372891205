import Geometry

/// The middle of several boxes, edge by edge, in which a stray edge counts for little.
///
/// Begins at the median and takes four steps of a mean weighted by Student's t with 6 degrees of freedom around it; one
/// weight is at most four times the median weight. Two boxes that count the same give their mean, identical boxes give
/// themselves. An edge of somebody with the median weight is expected to stray by ``noise`` of the geometric mean of
/// the sides, so the answer scales with the image; those of others by the root of how much less they count. O(k²) for
/// few, O(k log k) for many.
enum RobustBox {
    /// Expected standard deviation of an edge, as a share of the square root of the area.
    static let noise = 0.07

    private static let freedom = 6.0
    private static let largestWeight = 4.0
    private static let rounds = 4

    /// The middle of at least one box.
    ///
    /// - Parameter weights: how much each counts, more than 0; nil counts them the same.
    static func middle(of boxes: [Box], weights counts: [Double]? = nil) -> Box {
        guard let first = boxes.first else { return Box(x: 0, y: 0, width: 0, height: 0) }
        if boxes.allSatisfy({ $0 == first }) { return first }
        let edges = boxes.map { SIMD4($0.x, $0.y, $0.maxX, $0.maxY) }
        let typical = counts.map(Median.of) ?? 1
        let counts = counts?.map { $0 / typical } ?? Array(repeating: 1, count: edges.count)
        if edges.count == 2 {
            return box(edges[0] + (edges[1] - edges[0]) * (counts[1] / (counts[0] + counts[1])))
        }
        var middle = Median.of(edges)
        var weights = edges
        for _ in 0..<rounds {
            let side = max(0, (middle.z - middle.x) * (middle.w - middle.y)).squareRoot()
            guard side > 0 else { break }
            let next = step(of: edges, counts, from: middle, deviation: noise * side, weights: &weights)
            if next.z > next.x, next.w > next.y { middle = next }
        }
        return box(middle)
    }

    private static func step(
        of edges: [SIMD4<Double>], _ counts: [Double], from middle: SIMD4<Double>, deviation: Double,
        weights: inout [SIMD4<Double>]
    ) -> SIMD4<Double> {
        for index in edges.indices {
            let z = (edges[index] - middle) / deviation
            weights[index] = counts[index] * (freedom + 1) / (freedom + counts[index] * z * z)
        }
        let cap = largestWeight * Median.of(weights)
        var (sum, total) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        for index in edges.indices {
            let weight = weights[index].replacing(with: cap, where: cap .< weights[index])
            sum += weight * (edges[index] - middle)
            total += weight
        }
        return middle + sum / total
    }

    private static func box(_ edges: SIMD4<Double>) -> Box {
        Box(minX: edges.x, minY: edges.y, maxX: edges.z, maxY: edges.w)
    }
}
