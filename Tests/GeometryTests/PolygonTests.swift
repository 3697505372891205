import Geometry
import Testing

@Suite("Polygons")
struct PolygonTests {
    let frame = Polygon(rings: [
        ring((0, 0), (10, 0), (10, 10), (0, 10)), ring((2, 2), (8, 2), (8, 8), (2, 8)),
    ])
    let size = PixelSize(width: 100, height: 50)

    @Test("a hole counts against the area and towards the perimeter, and is outside")
    func measures() {
        #expect(frame.area == 64)
        #expect(frame.perimeter == 64)
        #expect(frame.bounds == Box(x: 0, y: 0, width: 10, height: 10))
        #expect(frame.contains(ImagePoint(x: 1, y: 5)))
        #expect(!frame.contains(ImagePoint(x: 5, y: 5)))
        #expect(!frame.contains(ImagePoint(x: 11, y: 5)))
    }

    @Test("of two polygons with a common edge exactly one contains a point on it")
    func sharedEdge() {
        let left = Polygon(ring((0, 0), (5, 0), (5, 10), (0, 10)))
        let right = Polygon(ring((5, 0), (10, 0), (10, 10), (5, 10)))
        for y in [0.0, 2.5, 9.75] {
            let point = ImagePoint(x: 5, y: y)
            #expect(left.contains(point) != right.contains(point))
        }
    }

    @Test(
        "the first defect is named",
        arguments: [
            (Polygon(rings: []), PolygonDefect.noRings),
            (Polygon(ring((1, 1), (2, 2))), .tooFewPoints(ring: 0)),
            (Polygon(ring((1, 1), (2, .nan), (3, 3))), .notFinite(ring: 0, point: 1)),
            (Polygon(ring((1, 1), (20, 20), (40, 40))), .zeroArea(ring: 0)),
            (
                Polygon(ring((0, 0), (20, 20), (20, 0), (0, 20))),
                .selfCrossing(ring: 0, edge: 0, otherEdge: 2)
            ),
            (Polygon(ring((1, 1), (101, 1), (50, 20))), .outsideImage(ring: 0, point: 1)),
            (Polygon(rings: [ring((0, 0), (40, 0), (0, 40)), ring((1, 1))]), .tooFewPoints(ring: 1)),
            (
                Polygon(rings: [ring((0, 0), (40, 0), (0, 40)), ring((0, 0), (40, 0), (0, 40))]),
                .zeroArea(ring: 0)
            ),
            // A corner that passes through an edge: in from the left at (20, 10), out on the right.
            (
                Polygon(
                    ring(
                        (10, 0), (20, 0), (20, 20), (10, 20), (10, 10), (20, 10), (25, 12), (25, 30), (5, 30))
                ),
                .selfCrossing(ring: 0, edge: 1, otherEdge: 4)
            ),
        ])
    func defects(polygon: Polygon, defect: PolygonDefect) {
        #expect(polygon.firstDefect(in: size) == defect)
        #expect(Shape.polygon(polygon).firstDefect(in: size) == .polygon(defect))
        #expect(defect.description.hasSuffix("."))
    }

    @Test("touching is no defect, nor are repeated points")
    func accepted() {
        #expect(frame.firstDefect(in: size) == nil)
        #expect(Polygon(ring((0, 0), (0, 0), (20, 0), (20, 20), (20, 20))).firstDefect(in: size) == nil)
        // Two squares joined at a corner.
        let joined = ring((0, 0), (10, 0), (10, 10), (20, 10), (20, 20), (10, 20), (10, 10), (0, 10))
        #expect(Polygon(joined).firstDefect(in: size) == nil)
        #expect(Polygon(ring((0, 0), (100, 0), (100, 50))).firstDefect(in: size) == nil)
        #expect(Polygon(ring((-9, 0), (100, 0), (100, 50))).firstDefect(in: nil) == nil)
    }

    @Test("rings that go round a centre never cross themselves", arguments: 0..<40 as Range<UInt64>)
    func blobs(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        #expect(random.blob(corners: 40).firstDefect(in: nil) == nil)
    }

    @Test("a crossing is found wherever the ring begins and whichever way it runs", arguments: 0..<8)
    func crossingAnywhere(start: Int) {
        let crossed = ring((10, 10), (30, 8), (50, 10), (52, 30), (20, 32), (25, 4), (12, 30), (8, 20))
        let turned = Array(crossed[start...] + crossed[..<start])
        for points in [turned, turned.reversed()] {
            guard case .selfCrossing = Polygon(points).firstDefect(in: nil) else {
                Issue.record("missed the crossing")
                continue
            }
        }
    }

    @Test("cutting to the canvas keeps the common area", arguments: 0..<60 as Range<UInt64>)
    func clamped(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        let polygon = Polygon(
            random.blob(corners: 15).exterior.map { ImagePoint(x: $0.x - 20, y: $0.y - 30) })
        let clamped = polygon.clamped(to: size)
        let shared = IoU.intersectionArea(.polygon(polygon), .box(size.bounds))
        #expect(isClose(clamped.area, shared))
        for point in clamped.rings.joined() {
            #expect(point.x >= 0 && point.x <= 100 && point.y >= 0 && point.y <= 50)
        }
        #expect(clamped.clamped(to: size) == clamped)
    }

    @Test("a polygon wholly outside the canvas leaves nothing, one inside is untouched")
    func clampedExtremes() {
        #expect(Polygon(ring((-9, -9), (-5, -9), (-5, -5))).clamped(to: size).rings.isEmpty)
        #expect(frame.clamped(to: size) == frame)
    }

    @Test(
        "simplifying stays within the tolerance and keeps at least 3 points",
        arguments: 0..<40 as Range<UInt64>)
    func simplified(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        let polygon = random.blob(corners: 60)
        let simple = polygon.simplified(tolerance: 2)
        #expect(simple.exterior.count >= 3)
        #expect(simple.exterior.count < 60)
        #expect(simple.exterior.allSatisfy { polygon.exterior.contains($0) })
        #expect(abs(simple.area - polygon.area) <= polygon.perimeter * 2)
        #expect(polygon.simplified(tolerance: 1e9).exterior.count == 3)
    }

    @Test("points on straight edges go, corners stay")
    func simplifiedSquare() {
        let dotted = Polygon(ring((0, 0), (5, 0), (10, 0), (10, 5), (10, 10), (5, 10), (0, 10), (0, 5)))
        #expect(dotted.simplified(tolerance: 0.1).exterior == ring((0, 0), (10, 0), (10, 10), (0, 10)))
        #expect(dotted.simplified(tolerance: 0).exterior == ring((0, 0), (10, 0), (10, 10), (0, 10)))
        #expect(Polygon(ring((0, 0), (5, 0))).simplified(tolerance: 3).exterior.count == 2)
        #expect(Polygon(ring((1, 1), (1, 1), (1, 1), (1, 1))).simplified(tolerance: 3).exterior.count == 3)
    }
}
