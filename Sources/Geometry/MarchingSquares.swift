/// Follows the level lines of a field, with a border of low values around it.
struct MarchingSquares {
    /// A closed level line, with the high side to the right of travel on the screen.
    struct Ring {
        var points: [ImagePoint]

        /// The centre of a low cell next to the line: inside the hole, if the ring is one.
        let outsideSample: ImagePoint
    }

    private let field: [Double]
    private let columns: Int
    private let rows: Int
    private let threshold: Double

    /// Which sides of a square, in the order top, right, bottom, left.
    private enum Side: Int { case top, right, bottom, left }

    init(field: [Double], columns: Int, rows: Int, threshold: Double) {
        self.field = field
        self.columns = columns
        self.rows = rows
        self.threshold = threshold
    }

    /// All level lines, in order of their first crossing from the top left.
    func rings() -> [Ring] {
        var next = Array(repeating: -1, count: 2 * (columns + 2) * (rows + 2))
        for row in -1..<rows {
            for column in -1..<columns {
                for (from, to) in segments(column: column, row: row) {
                    next[link(from, column: column, row: row)] = link(to, column: column, row: row)
                }
            }
        }
        var rings: [Ring] = []
        for start in next.indices where next[start] >= 0 {
            var points: [ImagePoint] = []
            var current = start
            while next[current] >= 0 {
                let point = crossing(on: current).point
                if points.last != point { points.append(point) }
                let following = next[current]
                next[current] = -1
                current = following
            }
            if points.count > 1, points.first == points.last { points.removeLast() }
            rings.append(Ring(points: points, outsideSample: crossing(on: start).lowSample))
        }
        return rings
    }

    private func value(_ column: Int, _ row: Int) -> Double {
        guard column >= 0, row >= 0, column < columns, row < rows else { return -.infinity }
        return field[row * columns + column]
    }

    private func isHigh(_ column: Int, _ row: Int) -> Bool { value(column, row) >= threshold }

    /// The directed pieces of level line in the square whose top-left sample is given.
    private func segments(column: Int, row: Int) -> [(Side, Side)] {
        var corners = 0
        if isHigh(column, row) { corners |= 1 }
        if isHigh(column + 1, row) { corners |= 2 }
        if isHigh(column + 1, row + 1) { corners |= 4 }
        if isHigh(column, row + 1) { corners |= 8 }
        switch corners {
        case 1: return [(.top, .left)]
        case 2: return [(.right, .top)]
        case 3: return [(.right, .left)]
        case 4: return [(.bottom, .right)]
        case 5:
            return isJoined(column, row)
                ? [(.top, .right), (.bottom, .left)] : [(.top, .left), (.bottom, .right)]
        case 6: return [(.bottom, .top)]
        case 7: return [(.bottom, .left)]
        case 8: return [(.left, .bottom)]
        case 9: return [(.top, .bottom)]
        case 10:
            return isJoined(column, row)
                ? [(.left, .top), (.right, .bottom)] : [(.right, .top), (.left, .bottom)]
        case 11: return [(.right, .bottom)]
        case 12: return [(.left, .right)]
        case 13: return [(.top, .right)]
        case 14: return [(.left, .top)]
        default: return []
        }
    }

    private func isJoined(_ column: Int, _ row: Int) -> Bool {
        let sum =
            value(column, row) + value(column + 1, row) + value(column, row + 1) + value(column + 1, row + 1)
        return sum / 4 >= threshold
    }

    /// Numbers the link between two neighbouring samples that a side of a square stands for.
    ///
    /// Even numbers lead right from their first sample, odd ones down.
    private func link(_ side: Side, column: Int, row: Int) -> Int {
        switch side {
        case .top: 2 * sample(column, row)
        case .bottom: 2 * sample(column, row + 1)
        case .left: 2 * sample(column, row) + 1
        case .right: 2 * sample(column + 1, row) + 1
        }
    }

    private func sample(_ column: Int, _ row: Int) -> Int { (row + 1) * (columns + 2) + column + 1 }

    /// Where the level line crosses a link, and the centre of the link's low sample.
    private func crossing(on link: Int) -> (point: ImagePoint, lowSample: ImagePoint) {
        let column = link / 2 % (columns + 2) - 1
        let row = link / 2 / (columns + 2) - 1
        let (dx, dy) = link % 2 == 0 ? (1, 0) : (0, 1)
        let from = value(column, row)
        let to = value(column + dx, row + dy)
        let exact = (threshold - from) / (to - from)
        // Beside the border or another infinity the line runs halfway.
        let share = from.isFinite && to.isFinite ? exact : 0.5
        let x = Double(column) + 0.5
        let y = Double(row) + 0.5
        let low = from >= threshold ? 1.0 : 0.0
        return (
            ImagePoint(x: x + share * Double(dx), y: y + share * Double(dy)),
            ImagePoint(x: x + low * Double(dx), y: y + low * Double(dy))
        )
    }
}
