/// Finds the boxes of a list that may overlap a given one, by a uniform grid over all of them.
///
/// Worth its cost above some 2,000 boxes; below, comparing all pairs is as fast. Building is O(n) time and
/// memory; a query costs the cells it covers and the boxes in them. Cells are as large as the boxes are
/// on average; a box over more than 64 cells is kept aside and tested by every query, so lists in which
/// many boxes are far larger than the mean fall back towards comparing everything.
public struct SpatialIndex: Sendable {
    private static let mostCellsPerBox = 64

    private let boxes: [Box]
    private let origin: ImagePoint
    private let cellSide: Double
    private let columns: Int
    private let rows: Int

    /// Where each cell's boxes start in ``members``; one more than there are cells.
    private let starts: [Int]

    /// Indices of boxes, cell after cell.
    private let members: [Int]

    /// Indices of the boxes that cover too many cells.
    private let large: [Int]

    /// Makes the index of a list; boxes without area, or with a number beyond 10¹⁵, are never found.
    public init(_ boxes: [Box]) {
        self.boxes = boxes
        let usable = boxes.indices.filter { SpatialIndex.isUsable(boxes[$0]) }
        var bounds = usable.first.map { boxes[$0] } ?? Box(x: 0, y: 0, width: 1, height: 1)
        var sides = 0.0
        for index in usable {
            bounds = bounds.union(boxes[index])
            sides += boxes[index].width / 2 + boxes[index].height / 2
        }
        let count = Double(max(usable.count, 1))
        // No more cells than about 4 a box, however small the boxes are.
        let smallest = max(
            (bounds.width / count * bounds.height / 4).squareRoot(),
            max(bounds.width, bounds.height) / (4 * count + 1)
        )
        cellSide = max(sides / count, smallest)
        origin = ImagePoint(x: bounds.x, y: bounds.y)
        columns = max(1, Int((bounds.width / cellSide).rounded(.up)))
        rows = max(1, Int((bounds.height / cellSide).rounded(.up)))
        var lists = Array(repeating: [Int](), count: columns * rows)
        var large: [Int] = []
        for index in usable {
            let (across, down) = SpatialIndex.cells(
                of: boxes[index], origin: origin, side: cellSide, columns: columns, rows: rows)
            if across.count * down.count > SpatialIndex.mostCellsPerBox {
                large.append(index)
            } else {
                for row in down { for column in across { lists[row * columns + column].append(index) } }
            }
        }
        self.large = large
        var starts = [0]
        for list in lists { starts.append((starts.last ?? 0) + list.count) }
        self.starts = starts
        members = lists.flatMap { $0 }
    }

    /// Indices of the boxes that share area with the given one, in ascending order.
    public func candidates(_ box: Box) -> [Int] {
        guard SpatialIndex.isUsable(box) else { return [] }
        let (across, down) = SpatialIndex.cells(
            of: box, origin: origin, side: cellSide, columns: columns, rows: rows)
        var found = large.filter { boxes[$0].intersection(box) != nil }
        for row in down {
            for column in across {
                let cell = row * columns + column
                for index in members[starts[cell]..<starts[cell + 1]]
                where boxes[index].intersection(box) != nil {
                    found.append(index)
                }
            }
        }
        found.sort()
        var unique: [Int] = []
        for index in found where unique.last != index { unique.append(index) }
        return unique
    }

    /// All pairs of boxes of the list that share area, each once with the smaller index first, in order.
    public func pairs() -> [(first: Int, second: Int)] {
        boxes.indices.flatMap { index in
            candidates(boxes[index]).filter { $0 > index }.map { (first: index, second: $0) }
        }
    }

    private static func isUsable(_ box: Box) -> Bool {
        let limit = 1e15
        return !box.isEmpty && abs(box.x) <= limit && abs(box.y) <= limit
            && box.width <= limit && box.height <= limit
    }

    private static func cells(
        of box: Box,
        origin: ImagePoint,
        side: Double,
        columns: Int,
        rows: Int
    ) -> (across: ClosedRange<Int>, down: ClosedRange<Int>) {
        func cell(_ offset: Double, _ count: Int) -> Int {
            Int(min(max((offset / side).rounded(.down), 0), Double(count - 1)))
        }
        let left = cell(box.x - origin.x, columns)
        let top = cell(box.y - origin.y, rows)
        return (
            left...max(left, cell(box.maxX - origin.x, columns)),
            top...max(top, cell(box.maxY - origin.y, rows))
        )
    }
}
