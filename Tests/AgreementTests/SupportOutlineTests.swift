import Agreement
import Geometry
import TestSupport
import Testing

@Suite("Outlines of what at least some number of people drew")
struct SupportOutlineTests {
    private func box(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) -> Shape {
        .box(Box(minX: minX, minY: minY, maxX: maxX, maxY: maxY))
    }

    private func area(_ outline: SupportOutline) -> Double {
        outline.polygons.reduce(0) { $0 + $1.area }
    }

    private func shared(_ a: SupportOutline, _ b: SupportOutline) -> Double {
        a.polygons.reduce(0) { sum, own in
            sum + b.polygons.reduce(0) { $0 + IoU.intersectionArea(.polygon(own), .polygon($1)) }
        }
    }

    private func crowd(_ seed: UInt64) -> [Shape] {
        var random = SeededGenerator(seed: seed)
        let blob = StarBlob(&random, radius: [3, 40, 400][Int(seed % 3)])
        var shapes = blob.drawn(by: 5, &random, points: 9...40).polygons.map(Shape.polygon)
        shapes.append(.box(blob.truth.bounds))
        // A ring around the middle, so that there are holes.
        let (x, y, side) = (blob.center.x, blob.center.y, blob.radius)
        shapes.append(
            .polygon(
                Polygon(
                    rings: [side, side / 3].map { reach in
                        Box(x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach).corners
                    })))
        return shapes
    }

    @Test("Each outline lies in the one before", arguments: 0..<18 as Range<UInt64>)
    func nested(seed: UInt64) {
        let outlines = SupportOutlines.of(crowd(seed))
        #expect(outlines.map(\.atLeast) == Array(1...7) && outlines.allSatisfy { $0.of == 7 })
        for (outer, inner) in zip(outlines, outlines.dropFirst()) {
            #expect(shared(outer, inner) >= area(inner) * (1 - 1e-9))
            #expect(area(inner) <= area(outer))
        }
        for outline in outlines {
            #expect(outline.polygons.allSatisfy { $0.firstDefect(in: nil) == nil })
        }
        #expect(outlines[3].polygons.isEmpty == false)
    }

    @Test(
        "A place far enough from every outline is inside exactly if that many drew it", arguments: [1, 7, 13])
    func counted(seed: UInt64) {
        let shapes = crowd(seed)
        let outlines = SupportOutlines.of(shapes)
        var random = SeededGenerator(seed: seed)
        let extent = shapes.dropFirst().reduce(shapes[0].bounds) { $0.union($1.bounds) }
        let step = max(extent.width, extent.height) / 64
        var compared = 0
        for _ in 0..<2000 {
            let point = ImagePoint(
                x: Double.random(in: extent.x...extent.maxX, using: &random),
                y: Double.random(in: extent.y...extent.maxY, using: &random))
            let around = [(-1.0, 0.0), (1, 0), (0, -1), (0, 1), (0, 0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7)]
                .map { ImagePoint(x: point.x + $0.0 * step, y: point.y + $0.1 * step) }
            let counts = around.map { place in shapes.count { $0.contains(place) } }
            guard counts.allSatisfy({ $0 == counts[0] }) else { continue }
            let found = outlines.count { outline in outline.polygons.contains { $0.contains(point) } }
            // Thin slits between the places looked at are rare.
            if found == counts[0] { compared += 1 } else { compared -= 50 }
        }
        #expect(compared > 500)
    }

    @Test("Two boxes: union and intersection")
    func boxes() {
        let outlines = SupportOutlines.of([box(0, 0, 100, 100), box(40, 30, 140, 130)])
        #expect(outlines.count == 2)
        #expect(abs(area(outlines[0]) - 15_800) < 80)
        #expect(outlines[1].polygons.count == 1)
        let both = Shape.polygon(Polygon(Box(x: 40, y: 30, width: 60, height: 70).corners))
        #expect(IoU.of(.polygon(outlines[1].polygons[0]), both) > 0.99)
    }

    @Test("Boxes apart are two parts of the first outline and nothing of the second")
    func apart() {
        let outlines = SupportOutlines.of([box(0, 0, 40, 40), box(100, 0, 140, 40)])
        #expect(outlines.map(\.polygons.count) == [2, 0])
    }

    @Test("Equal shapes give that shape each time; no shapes nothing; without area nobody")
    func degenerate() {
        let one = box(3, 4, 5, 7)
        let outlines = SupportOutlines.of([one, one, one])
        #expect(outlines.map(\.polygons) == Array(repeating: [one.asPolygon], count: 3))
        #expect(SupportOutlines.of([]).isEmpty)
        #expect(SupportOutlines.of([box(1, 1, 1, 1), box(2, 2, 2, 2)]).map(\.polygons.count) == [0, 0])
        let partly = SupportOutlines.of([box(0, 0, 50, 50), box(.nan, 0, 5, 5), box(0, 0, 52, 50)])
        #expect(partly.map(\.polygons.count) == [1, 1, 0])
    }

    @Test("The order of the people changes nothing", arguments: 0..<6 as Range<UInt64>)
    func order(seed: UInt64) {
        let shapes = crowd(seed)
        let weights = shapes.indices.map { 1 + Double($0) / 7 }
        var random = SeededGenerator(seed: seed)
        let order = shapes.indices.shuffled(using: &random)
        #expect(SupportOutlines.of(order.map { shapes[$0] }) == SupportOutlines.of(shapes))
        #expect(
            SupportOutlines.of(order.map { shapes[$0] }, weights: order.map { weights[$0] })
                == SupportOutlines.of(shapes, weights: weights))
    }

    @Test("With weights, a share of the weight counts instead of heads; equal ones count heads")
    func weighted() {
        let shapes = [box(0, 0, 100, 100), box(0, 0, 60, 100), box(0, 0, 30, 100)]
        #expect(SupportOutlines.of(shapes, weights: [7, 7, 7]) == SupportOutlines.of(shapes))
        let heads = SupportOutlines.of(shapes).map { ($0.polygons.first?.bounds.maxX ?? 0).rounded() }
        #expect(heads == [100, 60, 30])
        // The first has two thirds of the weight alone.
        let shares = SupportOutlines.of(shapes, weights: [4, 1, 1])
        #expect(shares.map { ($0.polygons.first?.bounds.maxX ?? 0).rounded() } == [100, 100, 30])
    }
}
