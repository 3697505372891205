import Geometry

/// The outlines of a run-length mask along the edges of its pixels.
///
/// Areas are exact and the outline rasterises to the same mask, which an interpolated contour would not. Pixels
/// that touch only at a corner are separate parts. Cost depends on the runs, not on the canvas:
/// O(r log r) for r runs, so that a small file can't claim a huge canvas.
struct MaskOutline {
    /// A stretch of columns that are alike, and the rows inside the mask.
    private struct Columns {
        var minX: Int
        var maxX: Int
        var intervals: [Interval] = []
    }

    /// Rows from `low` up to, not including, `high`, of one connected part.
    private struct Interval {
        var low: Int
        var high: Int
        var part: Int
    }

    /// A step of an outline with the inside to its right.
    private struct Edge {
        var from: (x: Int, y: Int)
        var to: (x: Int, y: Int)
        var part: Int
        /// The other edge from the same corner, where two pixels touch crosswise.
        var twin: Int?
    }

    private let stride: Int
    private var parents: [Int] = []
    private var edges: [Edge] = []
    private var edgeFrom: [Int: Int] = [:]

    /// The parts of a mask as polygons with holes, in order of their first column, then row.
    static func polygons(of mask: RunLengthMask) -> [Polygon] {
        var outline = MaskOutline(stride: mask.size.height + 1)
        outline.addEdges(of: outline.columns(of: mask))
        return outline.polygons()
    }

    private init(stride: Int) {
        self.stride = stride
    }

    /// Cuts the runs at the columns' ends; whole columns in one run stay together.
    private mutating func columns(of mask: RunLengthMask) -> [Columns] {
        let height = mask.size.height
        var columns: [Columns] = []
        var start = 0
        for (index, count) in mask.counts.enumerated() {
            defer { start += count }
            guard index % 2 == 1 else { continue }
            var (low, high) = (start, start + count)
            while low < high {
                let x = low / height
                let whole = low % height == 0 ? (high - low) / height : 0
                let end = whole > 0 ? (x + whole) * height : min(high, (x + 1) * height)
                let interval = Interval(
                    low: low % height, high: end - (end - 1) / height * height, part: parents.count)
                parents.append(parents.count)
                if whole == 0, let last = columns.last, last.minX == x {
                    columns[columns.count - 1].intervals.append(interval)
                } else {
                    columns.append(Columns(minX: x, maxX: x + max(whole, 1), intervals: [interval]))
                }
                low = end
            }
        }
        return columns
    }

    private mutating func addEdges(of columns: [Columns]) {
        for (index, column) in columns.enumerated() {
            let before =
                index > 0 && columns[index - 1].maxX == column.minX ? columns[index - 1].intervals : []
            let isLast = index + 1 == columns.count || columns[index + 1].minX != column.maxX
            joinParts(before, column.intervals)
            // What is inside on one side only has an edge: down with the inside to the left, else up.
            for rest in Self.rows(of: before, without: column.intervals) {
                add(from: (column.minX, rest.low), to: (column.minX, rest.high), part: rest.part)
            }
            for rest in Self.rows(of: column.intervals, without: before) {
                add(from: (column.minX, rest.high), to: (column.minX, rest.low), part: rest.part)
            }
            for interval in column.intervals {
                add(from: (column.minX, interval.low), to: (column.maxX, interval.low), part: interval.part)
                add(from: (column.maxX, interval.high), to: (column.minX, interval.high), part: interval.part)
                if isLast {
                    add(
                        from: (column.maxX, interval.low), to: (column.maxX, interval.high),
                        part: interval.part)
                }
            }
        }
    }

    private mutating func add(from: (x: Int, y: Int), to: (x: Int, y: Int), part: Int) {
        let corner = from.x * stride + from.y
        edges.append(Edge(from: from, to: to, part: part, twin: edgeFrom[corner]))
        edgeFrom[corner] = edges.count - 1
    }

    /// Follows the edges round, and puts each hole into the one outline of its part.
    private mutating func polygons() -> [Polygon] {
        var isUsed = [Bool](repeating: false, count: edges.count)
        var outlines: [Int: Int] = [:]
        var polygons: [Polygon] = []
        var holes: [(part: Int, ring: [ImagePoint])] = []
        for first in edges.indices where !isUsed[first] {
            var ring: [ImagePoint] = []
            var current = first
            while !isUsed[current] {
                isUsed[current] = true
                let edge = edges[current]
                let next = follower(of: edge)
                let turns = (edges[next].from.x == edges[next].to.x) != (edge.from.x == edge.to.x)
                if turns { ring.append(ImagePoint(x: Double(edge.to.x), y: Double(edge.to.y))) }
                current = next
            }
            let part = root(of: edges[first].part)
            if Polygon.signedArea(of: ring) > 0 {
                outlines[part] = polygons.count
                polygons.append(Polygon(ring))
            } else {
                holes.append((part, ring))
            }
        }
        for hole in holes {
            if let index = outlines[hole.part] { polygons[index].rings.append(hole.ring) }
        }
        return polygons
    }

    /// The edge that goes on from an edge's end; of two, the one that turns right and stays with its pixel.
    private func follower(of edge: Edge) -> Int {
        guard let first = edgeFrom[edge.to.x * stride + edge.to.y] else {
            preconditionFailure("every outline is closed")
        }
        guard let twin = edges[first].twin else { return first }
        let (dx, dy) = (edge.to.x - edge.from.x, edge.to.y - edge.from.y)
        let candidate = edges[first]
        let turn = dx * (candidate.to.y - candidate.from.y) - dy * (candidate.to.x - candidate.from.x)
        return turn > 0 ? first : twin
    }

    /// The rows of one column that another does not have; both sorted.
    ///
    /// O(a + b) for a and b intervals.
    private static func rows(of intervals: [Interval], without others: [Interval]) -> [Interval] {
        var rest: [Interval] = []
        var next = 0
        for interval in intervals {
            var low = interval.low
            while next < others.count, others[next].high <= low { next += 1 }
            var index = next
            while index < others.count, others[index].low < interval.high {
                if others[index].low > low {
                    rest.append(Interval(low: low, high: others[index].low, part: interval.part))
                }
                low = max(low, others[index].high)
                index += 1
            }
            if low < interval.high {
                rest.append(Interval(low: low, high: interval.high, part: interval.part))
            }
        }
        return rest
    }

    private mutating func joinParts(_ left: [Interval], _ right: [Interval]) {
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            if left[i].low < right[j].high, right[j].low < left[i].high {
                let (a, b) = (root(of: left[i].part), root(of: right[j].part))
                parents[max(a, b)] = min(a, b)
            }
            if left[i].high < right[j].high { i += 1 } else { j += 1 }
        }
    }

    private mutating func root(of part: Int) -> Int {
        var part = part
        while parents[part] != part {
            parents[part] = parents[parents[part]]
            part = parents[part]
        }
        return part
    }
}
