import Geometry

/// The middle of several boxes, edge by edge, in which a stray edge counts for little.
///
/// Begins at the median and takes four steps of a mean weighted by Student's t with 6 degrees of freedom around it,
/// all annotators being equally exact; one weight is at most four times the median weight. Two boxes give
/// their mean, identical boxes give themselves. An edge is expected to stray by ``noise`` of the geometric mean of
/// the sides, so the answer scales with the image. O(k log k).
enum RobustBox {
    /// Expected standard deviation of an edge, as a share of the square root of the area.
    static let noise = 0.07

    private static let freedom = 6.0
    private static let largestWeight = 4.0
    private static let rounds = 4

    /// The middle of at least one box.
    static func middle(of boxes: [Box]) -> Box {
        guard let first = boxes.first else { return Box(x: 0, y: 0, width: 0, height: 0) }
        if boxes.allSatisfy({ $0 == first }) { return first }
        let edges = [boxes.map(\.x), boxes.map(\.y), boxes.map(\.maxX), boxes.map(\.maxY)]
        if boxes.count == 2 { return box(edges.map { $0[0] + ($0[1] - $0[0]) / 2 }) }
        var middle = edges.map(median)
        for _ in 0..<rounds {
            let side = max(0, (middle[2] - middle[0]) * (middle[3] - middle[1])).squareRoot()
            guard side > 0 else { break }
            let next = zip(edges, middle).map { step(of: $0, from: $1, deviation: noise * side) }
            if next[2] > next[0], next[3] > next[1] { middle = next }
        }
        return box(middle)
    }

    private static func step(of values: [Double], from middle: Double, deviation: Double) -> Double {
        var weights = values.map { value in
            let z = (value - middle) / deviation
            return (freedom + 1) / (freedom + z * z)
        }
        let cap = largestWeight * median(weights)
        for index in weights.indices { weights[index] = min(weights[index], cap) }
        var (sum, total) = (0.0, 0.0)
        for (value, weight) in zip(values, weights) {
            sum += weight * (value - middle)
            total += weight
        }
        return middle + sum / total
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let half = sorted.count / 2
        return sorted.count % 2 == 1
            ? sorted[half] : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2
    }

    private static func box(_ edges: [Double]) -> Box {
        Box(minX: edges[0], minY: edges[1], maxX: edges[2], maxY: edges[3])
    }
}
