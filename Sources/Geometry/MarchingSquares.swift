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

    /// What links a level line leads on to, by link; -1 where none crosses it; and every link that one crosses.
    private struct Links {
        var next: [Int32]
        var crossed: [Int32] = []
    }

    init(field: [Double], columns: Int, rows: Int, threshold: Double) {
        precondition((columns + 2) * (rows + 2) < 1 << 30, "the field is too large to be followed")
        self.field = field
        self.columns = columns
        self.rows = rows
        self.threshold = threshold
    }

    /// All level lines, in order of their first crossing from the top left.
    func rings() -> [Ring] {
        var links = Links(next: Array(repeating: -1, count: 2 * (columns + 2) * (rows + 2)))
        let high = samples()
        let width = columns + 2
        high.withUnsafeBufferPointer { high in
            for row in -1..<rows {
                let (above, below) = ((row + 1) * width, (row + 2) * width)
                var left = high[above] | high[below] << 3
                for column in -1..<columns {
                    let (top, bottom) = (high[above + column + 2], high[below + column + 2])
                    let corners = left | top << 1 | bottom << 2
                    left = top | bottom << 3
                    // Most squares have all their corners on one side.
                    if corners != 0, corners != 15 {
                        connect(corners, column: column, row: row, &links)
                    }
                }
            }
        }
        links.crossed.sort()
        var rings: [Ring] = []
        for start in links.crossed where links.next[Int(start)] >= 0 {
            var points: [ImagePoint] = []
            var current = Int(start)
            while links.next[current] >= 0 {
                let point = crossing(on: current).point
                if points.last != point { points.append(point) }
                let following = Int(links.next[current])
                links.next[current] = -1
                current = following
            }
            if points.count > 1, points.first == points.last { points.removeLast() }
            rings.append(Ring(points: points, outsideSample: crossing(on: Int(start)).lowSample))
        }
        return rings
    }

    /// For every sample, those of the border too, 1 where it is high, row by row.
    private func samples() -> [UInt8] {
        var high = [UInt8](repeating: 0, count: (columns + 2) * (rows + 2))
        high.withUnsafeMutableBufferPointer { high in
            field.withUnsafeBufferPointer { field in
                for row in 0..<rows {
                    let (from, to) = (row * columns, (row + 1) * (columns + 2) + 1)
                    for column in 0..<columns {
                        high[to + column] = field[from + column] >= threshold ? 1 : 0
                    }
                }
            }
        }
        return high
    }

    private func value(_ column: Int, _ row: Int) -> Double {
        guard column >= 0, row >= 0, column < columns, row < rows else { return -.infinity }
        return field[row * columns + column]
    }

    /// Notes the directed pieces of level line in the square whose top-left sample is given.
    ///
    /// - Parameter corners: bits for the high corners: top left 1, top right 2, bottom right 4, bottom left 8.
    private func connect(_ corners: UInt8, column: Int, row: Int, _ links: inout Links) {
        func add(_ from: Side, _ to: Side) {
            let link = Int32(self.link(from, column: column, row: row))
            links.next[Int(link)] = Int32(self.link(to, column: column, row: row))
            links.crossed.append(link)
        }
        switch corners {
        case 1: add(.top, .left)
        case 2: add(.right, .top)
        case 3: add(.right, .left)
        case 4: add(.bottom, .right)
        case 5 where isJoined(column, row):
            add(.top, .right)
            add(.bottom, .left)
        case 5:
            add(.top, .left)
            add(.bottom, .right)
        case 6: add(.bottom, .top)
        case 7: add(.bottom, .left)
        case 8: add(.left, .bottom)
        case 9: add(.top, .bottom)
        case 10 where isJoined(column, row):
            add(.left, .top)
            add(.right, .bottom)
        case 10:
            add(.right, .top)
            add(.left, .bottom)
        case 11: add(.right, .bottom)
        case 12: add(.left, .right)
        case 13: add(.top, .right)
        case 14: add(.left, .top)
        default: break
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
