import Geometry
import Testing

@Suite("IoU of any two shapes")
struct IoUTests {
    @Test("is symmetric, between 0 and 1, and 1 for a shape with itself", arguments: 0..<150 as Range<UInt64>)
    func laws(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        let (a, b) = (random.shape(), random.shape())
        let overlap = IoU.of(a, b)
        #expect((0...1).contains(overlap))
        #expect(IoU.of(b, a) == overlap)
        #expect(IoU.of(a, a) == 1)
    }

    @Test("does not change when both shapes move or grow alike", arguments: 0..<60 as Range<UInt64>)
    func invariance(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        let (a, b) = (random.shape(), random.shape())
        let overlap = IoU.of(a, b)
        let moved: (ImagePoint) -> ImagePoint = { ImagePoint(x: $0.x + 1234.5, y: $0.y - 77.25) }
        let grown: (ImagePoint) -> ImagePoint = { ImagePoint(x: $0.x * 37, y: $0.y * 37) }
        #expect(isClose(IoU.of(a.mapped(moved), b.mapped(moved)), overlap))
        #expect(isClose(IoU.of(a.mapped(grown), b.mapped(grown)), overlap))
    }

    @Test("is the same for a box and for its four corners", arguments: 0..<60 as Range<UInt64>)
    func boxAsPolygon(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        let (a, b) = (random.box(), random.box())
        let exact = a.iou(b)
        #expect(isClose(IoU.of(.box(a), .polygon(Polygon(b.corners))), exact))
        #expect(isClose(IoU.of(Shape.box(a).asPolygonShape, Shape.box(b).asPolygonShape), exact))
    }

    @Test(
        "equals the share of points that fall in both, for tangled rings", arguments: 0..<12 as Range<UInt64>)
    func sampledPoints(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        let (a, b) = (random.tangle(corners: 9), random.blob(corners: 16))
        var (shared, either) = (0, 0)
        for row in 0..<400 {
            for column in 0..<400 {
                // A window that holds every shape made above.
                let point = ImagePoint(x: Double(column) * 0.5 - 49.9, y: Double(row) * 0.5 - 49.9)
                let (inA, inB) = (a.contains(point), b.contains(point))
                if inA && inB { shared += 1 }
                if inA || inB { either += 1 }
            }
        }
        let sampled = Double(shared) / Double(either)
        #expect(abs(IoU.of(.polygon(a), .polygon(b)) - sampled) < 0.01)
    }

    @Test("two triangles across one another, by hand")
    func triangles() {
        let up = Polygon(ring((0, 0), (4, 0), (2, 4)))
        let down = Polygon(ring((0, 4), (4, 4), (2, 0)))
        // They share the rhombus between (2, 0), (3, 2), (2, 4) and (1, 2), of area 4.
        #expect(isClose(IoU.of(.polygon(up), .polygon(down)), 4.0 / 12))
        #expect(isClose(IoU.intersectionArea(.polygon(up), .polygon(down)), 4))
    }

    @Test("a hole holds nothing")
    func holes() {
        let frame = Polygon(rings: [
            ring((0, 0), (10, 0), (10, 10), (0, 10)), ring((2, 2), (8, 2), (8, 8), (2, 8)),
        ])
        #expect(IoU.of(.polygon(frame), .box(Box(x: 3, y: 3, width: 4, height: 4))) == 0)
        #expect(isClose(IoU.of(.polygon(frame), .box(Box(x: 0, y: 0, width: 10, height: 10))), 0.64))
    }

    @Test("shapes that touch, or have no area, share nothing")
    func degenerate() {
        let square = Shape.polygon(Polygon(ring((0, 0), (10, 0), (10, 10), (0, 10))))
        let line = Shape.polygon(Polygon(ring((1, 1), (9, 9), (5, 5))))
        let broken = Shape.polygon(Polygon(ring((1, 1), (.nan, 9), (.infinity, 5))))
        #expect(IoU.of(square, .box(Box(x: 10, y: 0, width: 5, height: 5))) == 0)
        #expect(IoU.of(square, .box(Box(x: 5, y: 5, width: 0, height: 5))) == 0)
        #expect(IoU.of(square, line) == 0)
        #expect(IoU.of(line, line) == 0)
        #expect(IoU.of(square, broken) == 0)
        #expect(IoU.of(square, .polygon(Polygon(rings: []))) == 0)
        #expect(
            Box(x: 1, y: 1, width: 1e-200, height: 1e-200).iou(Box(x: 1, y: 1, width: 1e-200, height: 1e-200))
                == 0)
    }

    @Test("a shape of thousands of edges side by side is still compared, about right")
    func dense() {
        let teeth = 2500
        let comb = (0..<teeth).map { ImagePoint(x: Double($0), y: $0 % 2 == 0 ? 0 : 1000 + Double($0) / 100) }
        let shape = Shape.polygon(
            Polygon(comb + [ImagePoint(x: Double(teeth), y: 3000), ImagePoint(x: -1, y: 3000)]))
        let moved = shape.mapped { ImagePoint(x: $0.x + 1, y: $0.y) }
        #expect(IoU.of(shape, shape) == 1)
        #expect((0.5...0.95).contains(IoU.of(shape, moved)))
    }

    @Test("the matrix holds the IoU of every pair")
    func matrix() {
        var random = RandomShapes(seed: 9)
        let (a, b) = ((0..<5).map { _ in random.shape() }, (0..<7).map { _ in random.shape() })
        let matrix = IoU.matrix(a, b)
        #expect(matrix.count == 5)
        for (row, first) in a.enumerated() {
            #expect(matrix[row] == b.map { IoU.of(first, $0) })
        }
        #expect(IoU.matrix([], b).isEmpty)
    }
}

extension Shape {
    fileprivate var asPolygonShape: Shape { .polygon(asPolygon) }
}
