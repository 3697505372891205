import Geometry

/// Repeatable random shapes: the same seed gives the same shapes everywhere.
struct RandomShapes: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &+ 0x9E37_79B9_7F4A_7C15
    }

    mutating func next() -> UInt64 {
        // SplitMix64.
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

    mutating func box(in side: Double = 100) -> Box {
        Box(
            x: number(0...side),
            y: number(0...side),
            width: number(1...(side / 2)),
            height: number(1...(side / 2))
        )
    }

    /// A ring through random places, which mostly crosses itself.
    mutating func tangle(corners: Int, in side: Double = 100) -> Polygon {
        Polygon((0..<corners).map { _ in ImagePoint(x: number(0...side), y: number(0...side)) })
    }

    /// A ring around a random centre that does not cross itself.
    mutating func blob(corners: Int, in side: Double = 100) -> Polygon {
        let center = ImagePoint(x: number(0...side), y: number(0...side))
        let radius = number(5...(side / 2))
        let ring = (0..<corners).map { index in
            // Around the edge of a square, each corner drawn towards the centre by a random share.
            let turn = Double(index) / Double(corners) * 4
            let along = turn - turn.rounded(.down)
            let (x, y) =
                switch Int(turn) {
                case 0: (along * 2 - 1, -1.0)
                case 1: (1.0, along * 2 - 1)
                case 2: (1 - along * 2, 1.0)
                default: (-1.0, 1 - along * 2)
                }
            let reach = radius * number(0.4...1)
            return ImagePoint(x: center.x + x * reach, y: center.y + y * reach)
        }
        return Polygon(ring)
    }

    mutating func shape() -> Shape {
        switch Int.random(in: 0..<4, using: &self) {
        case 0: .box(box())
        case 1: .polygon(tangle(corners: 6))
        case 2: .polygon(Polygon(rings: [blob(corners: 12).exterior, blob(corners: 5, in: 40).exterior]))
        default: .polygon(blob(corners: 20))
        }
    }

    mutating func pixels(_ size: PixelSize) -> [Bool] {
        let share = number(0...1)
        var inside = false
        return (0..<size.pixelCount).map { _ in
            if number(0...1) < 0.3 { inside = number(0...1) < share }
            return inside
        }
    }
}

extension Shape {
    func mapped(_ change: (ImagePoint) -> ImagePoint) -> Shape {
        switch self {
        case .box(let box):
            let a = change(ImagePoint(x: box.x, y: box.y))
            let b = change(ImagePoint(x: box.maxX, y: box.maxY))
            return .box(Box(minX: a.x, minY: a.y, maxX: b.x, maxY: b.y))
        case .polygon(let polygon):
            return .polygon(Polygon(rings: polygon.rings.map { $0.map(change) }))
        }
    }
}

func isClose(_ a: Double, _ b: Double, within tolerance: Double = 1e-9) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}

func ring(_ coordinates: (Double, Double)...) -> [ImagePoint] {
    coordinates.map { ImagePoint(x: $0.0, y: $0.1) }
}
