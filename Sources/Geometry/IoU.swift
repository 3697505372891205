/// Intersection over union of any two shapes.
///
/// Two boxes take the closed formula. With a polygon the plane is cut into horizontal slabs at every corner
/// and crossing, where both shapes are trapezoids, so the areas are exact up to rounding (about 1e-12
/// relative); a region is inside a polygon by the even-odd rule over its rings. For n points in all this
/// is O(n·k log k), with k edges side by side; shapes so dense that it would take seconds (millions
/// of edge-slab pairs) are sampled on 512 scanlines instead, to about 0.5 % of their area.
public enum IoU {
    /// IoU of two shapes: 0...1, symmetric, 1 for a shape with itself, 0 when they share no area.
    public static func of(_ a: Shape, _ b: Shape) -> Double {
        if case .box(let first) = a, case .box(let second) = b { return first.iou(second) }
        guard a.bounds.intersection(b.bounds) != nil else { return 0 }
        let overlap = Overlap(a, b)
        guard overlap.shared > 0 else { return 0 }
        // A ring that crosses itself meets its copy at rounded places.
        if a == b { return 1 }
        return min(1, overlap.shared / (overlap.first + overlap.second - overlap.shared))
    }

    /// Area two shapes share, in square pixels.
    public static func intersectionArea(_ a: Shape, _ b: Shape) -> Double {
        guard let common = a.bounds.intersection(b.bounds) else { return 0 }
        if case .box = a, case .box = b { return common.area }
        return Overlap(a, b).shared
    }

    /// IoU of every shape of one list with every shape of another: row for `a`, column for `b`.
    ///
    /// Pairs whose bounds share no area are 0 without further work.
    public static func matrix(_ a: [Shape], _ b: [Shape]) -> [[Double]] {
        let bounds = b.map(\.bounds)
        return a.map { first in
            let own = first.bounds
            return b.indices.map { index in
                own.intersection(bounds[index]) == nil ? 0 : of(first, b[index])
            }
        }
    }
}
