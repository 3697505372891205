import Geometry
import Testing

@Suite("Run-length masks")
struct RunLengthMaskTests {
    let size = PixelSize(width: 9, height: 7)

    /// A mask from pixels in column-major order.
    private func mask(_ pixels: [Bool]) throws -> RunLengthMask {
        var counts: [Int] = []
        var inside = false
        var run = 0
        for pixel in pixels {
            if pixel != inside {
                counts.append(run)
                (inside, run) = (pixel, 0)
            }
            run += 1
        }
        return try RunLengthMask(counts: counts + [run], size: size)
    }

    @Test(
        "area, IoU, union, intersection and difference are pixel counts", arguments: 0..<100 as Range<UInt64>)
    func pixelCounts(seed: UInt64) throws {
        var random = RandomShapes(seed: seed)
        let (first, second) = (random.pixels(size), random.pixels(size))
        let (a, b) = (try mask(first), try mask(second))
        let pairs = Array(zip(first, second))
        let shared = pairs.count { $0 && $1 }
        let either = pairs.count { $0 || $1 }
        #expect(a.area == first.count { $0 })
        #expect(try a.iou(b) == (shared == 0 ? 0 : Double(shared) / Double(either)))
        #expect(try a.iou(b) == b.iou(a))
        #expect(try a.union(b) == mask(pairs.map { $0 || $1 }))
        #expect(try a.intersection(b) == mask(pairs.map { $0 && $1 }))
        #expect(try a.subtracting(b) == mask(pairs.map { $0 && !$1 }))
        for x in 0..<size.width {
            for y in 0..<size.height { #expect(a[x, y] == first[x * size.height + y]) }
        }
        #expect(try RunLengthMask(compressed: a.compressed, size: size) == a)
    }

    @Test("runs of length zero make no difference")
    func canonical() throws {
        let loose = try RunLengthMask(counts: [3, 0, 10, 20, 0, 1, 29, 0], size: size)
        let tight = try RunLengthMask(counts: [13, 21, 29], size: size)
        #expect(loose == tight)
        #expect(loose.compressed == tight.compressed)
    }

    @Test("a hole is taken out of the exterior")
    func hole() throws {
        let polygon = Polygon(rings: [
            ring((1, 1), (8, 1), (8, 6), (1, 6)), ring((3, 2), (3, 4), (5, 4), (5, 2)),
        ])
        let mask = RunLengthMask(rasterizing: polygon, size: size)
        #expect(mask.area == 7 * 5 - 2 * 2)
        #expect(!mask[4, 3])
        #expect(mask[6, 3])
    }

    @Test("wrong runs are refused with the reason")
    func wrongRuns() throws {
        #expect(throws: InvalidRuns.negativeRun(index: 1)) {
            try RunLengthMask(counts: [3, -1, 61], size: size)
        }
        #expect(throws: InvalidRuns.wrongTotal(expected: 63)) { try RunLengthMask(counts: [62], size: size) }
        #expect(throws: InvalidRuns.wrongTotal(expected: 63)) {
            try RunLengthMask(counts: [Int.max, Int.max], size: size)
        }
        #expect(throws: InvalidRuns.invalidSize(PixelSize(width: -1, height: 5))) {
            try RunLengthMask(counts: [], size: PixelSize(width: -1, height: 5))
        }
    }

    @Test(
        "wrong text is refused with the place",
        arguments: [
            ("o", InvalidRuns.truncated),
            ("1 ", .invalidCharacter(offset: 1)),
            ("1p", .invalidCharacter(offset: 1)),
            ("é", .invalidCharacter(offset: 0)),
            ("ooooooooooooooooo0", .numberTooLarge(offset: 11)),
            ("O", .negativeRun(index: 0)),
            ("1", .wrongTotal(expected: 63)),
            ("", .wrongTotal(expected: 63)),
        ])
    func wrongText(text: String, reason: InvalidRuns) throws {
        #expect(throws: reason) { try RunLengthMask(compressed: text, size: size) }
    }

    @Test("masks of different sizes cannot be compared")
    func sizes() throws {
        let turned = PixelSize(width: 7, height: 9)
        let (a, b) = (
            try RunLengthMask(counts: [63], size: size), try RunLengthMask(counts: [63], size: turned)
        )
        #expect(throws: RunLengthMask.SizeMismatch.self) { try a.iou(b) }
        #expect(throws: RunLengthMask.SizeMismatch.self) { try a.union(b) }
    }

    @Test("an empty mask has no area, no bounds and no overlap")
    func empty() throws {
        let empty = try RunLengthMask(counts: [63], size: size)
        let full = try RunLengthMask(counts: [0, 63], size: size)
        #expect(empty.area == 0 && empty.isEmpty && empty.bounds.isEmpty)
        #expect(try empty.iou(empty) == 0)
        #expect(try empty.iou(full) == 0)
        #expect(try full.iou(full) == 1)
        #expect(full.bounds == size.bounds)
        #expect(try RunLengthMask(counts: [], size: PixelSize(width: 0, height: 5)).bounds.isEmpty)
    }

    @Test("a polygon with impossible or enormous coordinates is rasterised without harm")
    func enormous() {
        let wild = Polygon(rings: [ring((-1e300, -1e300), (1e300, -1e300), (1e300, 1e300), (-1e300, 1e300))])
        #expect(RunLengthMask(rasterizing: wild, size: size).area == 63)
        let broken = Polygon(rings: [ring((0, 0), (.nan, 5), (5, .infinity))])
        #expect(RunLengthMask(rasterizing: broken, size: size).isEmpty)
        #expect(RunLengthMask(rasterizing: Polygon(rings: []), size: size).isEmpty)
    }
}
