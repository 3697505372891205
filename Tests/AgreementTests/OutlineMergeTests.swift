import Geometry
import TestSupport
import Testing

@testable import Agreement

@Suite("Outlines between several people's outlines")
struct OutlineMergeTests {
    private func merged(_ polygons: [Polygon], weights: [Double]? = nil) throws -> Polygon {
        let shape = MergedShape.of(
            polygons.map(Shape.polygon), weights: weights ?? polygons.map { _ in 1 })
        guard case .polygon(let polygon) = shape else {
            Issue.record("polygons give a polygon")
            return Polygon(rings: [])
        }
        return polygon
    }

    private func rectangle(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) -> Polygon {
        Polygon(Box(minX: minX, minY: minY, maxX: maxX, maxY: maxY).corners)
    }

    private func overlap(_ a: Polygon, _ b: Polygon) -> Double { IoU.of(.polygon(a), .polygon(b)) }

    private func set(_ seed: UInt64, _ people: Int, radius: Double = 40) -> (
        polygons: [Polygon], weights: [Double]
    ) {
        var random = SeededGenerator(seed: seed)
        let blob = StarBlob(&random, radius: radius)
        return blob.drawn(by: people, &random, points: 20...40)
    }

    @Test("Nearer to the truth than one person's outline, the best of them and a vote of cells")
    func quality() throws {
        for points in [30...60, 9...19] {
            for people in [3, 5, 7] {
                var random = SeededGenerator(seed: UInt64(people))
                var (medoid, vote, plain, weighted) = (0.0, 0.0, 0.0, 0.0)
                for _ in 0..<20 {
                    let blob = StarBlob(&random, radius: 40)
                    let (drawn, weights) = blob.drawn(by: people, &random, points: points)
                    let truth = blob.truth
                    let sums = drawn.map { own in drawn.reduce(0) { $0 + overlap(own, $1) } }
                    let best = drawn.indices.max { sums[$0] < sums[$1] } ?? 0
                    medoid += overlap(truth, drawn[best]) / 20
                    vote += overlap(truth, majority(of: drawn)) / 20
                    plain += overlap(truth, try merged(drawn)) / 20
                    weighted += overlap(truth, try merged(drawn, weights: weights)) / 20
                }
                let isFine = points.lowerBound == 30
                #expect(plain > vote + (isFine ? 0.003 : 0), "\(people) people")
                #expect(weighted > vote + (isFine ? 0.005 : 0.001), "\(people) people")
                #expect(weighted > medoid + (isFine ? 0.01 : 0.002), "\(people) people")
                #expect(weighted > (isFine ? 0.945 : 0.9), "\(people) people")
            }
        }
    }

    /// The outline of the cells in at least half of the polygons.
    private func majority(of polygons: [Polygon]) -> Polygon {
        var counts = Array(repeating: 0.0, count: 240 * 240)
        for polygon in polygons {
            let grid = BitGrid(
                rasterizing: polygon, origin: ImagePoint(x: 0, y: 0), scale: 1, columns: 240, rows: 240)
            for index in counts.indices where grid.bits[index] { counts[index] += 1 }
        }
        let level = Double((polygons.count + 1) / 2) - 0.5
        let parts = Contours.polygons(of: counts, columns: 240, rows: 240, threshold: level)
        return parts.max { $0.area < $1.area } ?? Polygon(rings: [])
    }

    @Test("Two who count the same give the line midway, near or far", arguments: [4.0, 20, 60])
    func midway(distance: Double) throws {
        let found = try merged([rectangle(100, 100, 200, 200), rectangle(100, 100, 200 + distance, 200)])
        let right = 200 + distance / 2
        #expect(found.contains(ImagePoint(x: right - 0.7, y: 150)))
        #expect(!found.contains(ImagePoint(x: right + 0.7, y: 150)))
        #expect(overlap(found, rectangle(100, 100, right, 200)) > (distance < 10 ? 0.98 : 0.92))
    }

    @Test("Whoever counts more draws the line nearer, but for no more than four times the others")
    func weights() throws {
        let (near, far) = (rectangle(100, 100, 200, 200), rectangle(100, 100, 206, 200))
        func right(_ weights: [Double]) throws -> Double {
            try merged([near, far], weights: weights).bounds.maxX
        }
        #expect(abs(try right([1, 1]) - 203) < 0.6)
        #expect(abs(try right([3, 1]) - 201.5) < 0.6)
        #expect(abs(try right([1, 3]) - 204.5) < 0.6)
        #expect(try right([1, 0]) < 200.6)
        #expect(try right([.nan, 1]) > 205.4)
        #expect(try right([-1, .nan]) == right([1, 1]))
        #expect(try right([.infinity, 1]).isFinite)
        #expect(MemberWeights.capped([1, 1, 1000]).map { $0 * 512 } == [1, 1, 4])
        #expect(MemberWeights.capped([1e308, 1e308]).allSatisfy { $0 < 2 })
    }

    @Test("One of three who strays far pulls the line by little")
    func stray() throws {
        let square = rectangle(100, 100, 200, 200)
        let nearly = rectangle(100, 101, 200, 200)
        for right in [230.0, 300, 500] {
            let found = try merged([square, nearly, rectangle(100, 100, right, 200)])
            #expect(found.bounds.maxX < 201.5)
        }
    }

    @Test("Equal polygons are returned as they are, rectangles only where nobody drew an outline")
    func itself() throws {
        let (drawn, _) = set(1, 1)
        let shape = Shape.polygon(drawn[0])
        #expect(MergedShape.of([shape, shape, shape], weights: [1, 2, 3]) == shape)
        let box = Shape.box(Box(x: 0, y: 0, width: 500, height: 500))
        #expect(MergedShape.of([box, shape, box], weights: [9, 1, 9]) == shape)
        #expect(MergedShape.of([box, box], weights: [1, 2]) == box)
    }

    @Test("The order of the people changes nothing", arguments: 0..<6 as Range<UInt64>)
    func order(seed: UInt64) throws {
        let (drawn, weights) = set(seed, 5, radius: seed % 2 == 0 ? 40 : 300)
        let expected = try merged(drawn, weights: weights)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2 {
            let order = drawn.indices.shuffled(using: &random)
            #expect(try merged(order.map { drawn[$0] }, weights: order.map { weights[$0] }) == expected)
        }
        let apart = (0..<3).map { rectangle(Double($0) * 300, 0, Double($0) * 300 + 100, 90) }
        #expect(try merged(apart) == merged(apart.reversed()))
    }

    @Test("Moved by whole pixels, the answer moves by as much", arguments: [1.5, 40, 300])
    func translation(radius: Double) throws {
        for seed in 0..<3 as Range<UInt64> {
            let (drawn, weights) = set(seed, 4, radius: radius)
            let snapped = drawn.map(\.snapped)
            let found = try merged(snapped, weights: weights)
            for (dx, dy) in [(1000.0, -37.0), (-5, 123_456)] {
                func move(_ point: ImagePoint) -> ImagePoint { ImagePoint(x: point.x + dx, y: point.y + dy) }
                let moved = try merged(snapped.map { $0.mapped(move) }, weights: weights)
                #expect(moved == found.mapped(move))
            }
        }
    }

    @Test("Scaled, the answer scales nearly", arguments: [0.02, 0.1, 10])
    func scaling(factor: Double) throws {
        for seed in 0..<5 as Range<UInt64> {
            let (drawn, weights) = set(seed, 5)
            func scale(_ point: ImagePoint) -> ImagePoint {
                ImagePoint(x: point.x * factor, y: point.y * factor)
            }
            let scaled = try merged(drawn.map { $0.mapped(scale) }, weights: weights)
            #expect(overlap(scaled, try merged(drawn, weights: weights).mapped(scale)) > 0.97)
        }
    }

    @Test("Holes are merged as outlines are, and one that few drew is not kept")
    func holes() throws {
        func ring(_ shift: Double, hole: Bool = true) -> Polygon {
            let rings = [
                rectangle(100 + shift, 100, 300, 300).exterior,
                rectangle(160, 160 + shift, 240, 240).exterior,
            ]
            return Polygon(rings: hole ? rings : [rings[0]])
        }
        let found = try merged([ring(-4), ring(4)])
        #expect(found.rings.count == 2)
        #expect(overlap(found, ring(0)) > 0.985)
        #expect(try merged([ring(0), ring(1), ring(2, hole: false)]).rings.count == 2)
        #expect(try merged([ring(0, hole: false), ring(1), ring(2, hole: false)]).rings.count == 1)
    }

    @Test("Of two parts the larger is kept")
    func parts() throws {
        // Everybody drew the bridge to the smaller part, but each elsewhere.
        let drawn = [60.0, 90, 120].map { y in
            Polygon(
                Array(rectangle(0, 0, 100, 100).exterior[0...1]) + [
                    ImagePoint(x: 100, y: y - 40), ImagePoint(x: 200, y: y - 40), ImagePoint(x: 200, y: 0),
                    ImagePoint(x: 260, y: 0), ImagePoint(x: 260, y: 100), ImagePoint(x: 200, y: 100),
                    ImagePoint(x: 200, y: y - 45), ImagePoint(x: 100, y: y - 45),
                ] + rectangle(0, 0, 100, 100).exterior[2...3])
        }
        #expect(drawn.allSatisfy { $0.firstDefect(in: nil) == nil })
        let found = try merged(drawn)
        #expect(found.firstDefect(in: nil) == nil)
        #expect(overlap(found, rectangle(0, 0, 100, 100)) > 0.9)
    }

    @Test("Tiny, thin, far away, apart or crossing itself: always an acceptable polygon near what was drawn")
    func extremes() throws {
        func near(_ polygons: [Polygon], _ least: Double, _ name: Comment) throws {
            let found = try merged(polygons)
            #expect(found.firstDefect(in: nil) == nil, name)
            let mean = polygons.reduce(0) { $0 + overlap(found, $1) } / Double(polygons.count)
            #expect(mean > least, name)
        }
        try near([rectangle(10, 10, 13, 13), rectangle(10.5, 10, 13.5, 13)], 0.75, "3 pixels")
        try near([rectangle(0.1, 0.1, 0.12, 0.12), rectangle(0.1, 0.1, 0.121, 0.12)], 0.9, "0.02 pixels")
        let far = 1e9
        try near(
            [rectangle(far, far, far + 50, far + 50), rectangle(far, far, far + 52, far + 50)], 0.95, "far")
        try near([rectangle(1e15, 0, 1e15 + 4, 4), rectangle(1e15, 0, 1e15 + 5, 4)], 0.7, "beyond cells")
        try near([rectangle(0, 0, 1000, 2), rectangle(0, 0.5, 1000, 2.5)], 0.7, "sliver")
        let slant = { (y: Double) in
            Polygon([
                ImagePoint(x: 0, y: y), ImagePoint(x: 2000, y: 2000 + y), ImagePoint(x: 2000, y: 2001 + y),
                ImagePoint(x: 0, y: y + 1),
            ])
        }
        try near([slant(0), slant(0.1), slant(0.2)], 0.7, "slanting sliver")
        try near([rectangle(0, 0, 50, 50), rectangle(200, 0, 250, 50)], 0.45, "apart")
        try near([rectangle(0, 0, 900, 900), rectangle(400, 400, 401, 401)], 0.45, "far larger")
        let bow = Polygon([
            ImagePoint(x: 0, y: 0), ImagePoint(x: 100, y: 100), ImagePoint(x: 100, y: 0),
            ImagePoint(x: 0, y: 100),
        ])
        try near([bow, rectangle(0, 0, 100, 100)], 0.45, "bow tie")
        let broken = Polygon([ImagePoint(x: .nan, y: 0), ImagePoint(x: 9, y: 9), ImagePoint(x: 0, y: 9)])
        let flat = Polygon([ImagePoint(x: 0, y: 0), ImagePoint(x: 9, y: 9), ImagePoint(x: 4, y: 4)])
        let square = rectangle(0, 0, 10, 10)
        #expect(try merged([broken, flat, square]).firstDefect(in: nil) == nil)
        #expect(try merged([flat, flat.mapped { ImagePoint(x: $0.y, y: $0.x) }]) == flat)
        #expect(PolygonMerge.merged([], weights: []) == Polygon(rings: []))
    }

    @Test("Random tangles and blobs never give a polygon with a defect", arguments: 0..<45 as Range<UInt64>)
    func fuzz(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let size = [2.0, 30, 500][Int(seed % 3)]
        var drawn = (0..<4).map { _ in
            Polygon(
                (0..<Int.random(in: 3...9, using: &random)).map { _ in
                    ImagePoint(
                        x: Double.random(in: 0...size, using: &random),
                        y: Double.random(in: 0...size, using: &random))
                })
        }
        drawn.append(rectangle(0, 0, size, size))
        #expect(try merged(drawn).firstDefect(in: nil) == nil)
    }
}
