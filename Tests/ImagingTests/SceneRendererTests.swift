import Geometry
import Imaging
import Testing

@Suite("Drawing scenes")
struct SceneRendererTests {
    private static let size = PixelSize(width: 240, height: 160)
    private static let shapes = [
        SceneShape(
            shape: .box(Box(x: 20, y: 20, width: 80, height: 60)), fill: RGB(200, 40, 40), textureSeed: 5),
        SceneShape(
            shape: .polygon(SceneShape.ellipse(in: Box(x: 130, y: 60, width: 80, height: 70))),
            fill: RGB(40, 60, 200),
            textureSeed: 6
        ),
    ]

    @Test("Objects are where they were placed, in their colours")
    func places() throws {
        let picture = try DecodedPicture(
            SceneRenderer.png(size: Self.size, background: RGB(120, 160, 90), shapes: Self.shapes, seed: 1)
        )
        #expect(picture.size == Self.size)
        func leading(_ x: Int, _ y: Int) -> Int? {
            let pixel = picture.pixel(x, y)
            return pixel.indices.max { pixel[$0] < pixel[$1] }
        }
        for (x, y) in [(60, 50), (24, 24), (96, 76)] { #expect(leading(x, y) == 0, "red at \(x),\(y)") }
        for (x, y) in [(170, 95), (140, 95), (200, 95)] { #expect(leading(x, y) == 2, "blue at \(x),\(y)") }
        for (x, y) in [(10, 10), (230, 10), (10, 150), (132, 62)] {
            #expect(leading(x, y) == 1, "ground at \(x),\(y)")
        }
    }

    @Test("An edge between pixels is smooth")
    func smoothEdges() throws {
        let half = SceneShape(
            shape: .box(Box(x: 20.5, y: 20, width: 60, height: 60)), fill: RGB(250, 250, 250), textureSeed: 1
        )
        let picture = try DecodedPicture(
            SceneRenderer.png(size: Self.size, background: RGB(40, 40, 40), shapes: [half], seed: 1)
        )
        let (outside, edge, inside) = (
            picture.pixel(18, 50)[0], picture.pixel(20, 50)[0], picture.pixel(22, 50)[0]
        )
        #expect(edge > outside + 30 && edge < inside - 30)
    }

    @Test("The same seed gives the same bytes, another seed others")
    func repeatable() throws {
        func scene(_ seed: UInt64) throws -> [UInt8] {
            try SceneRenderer.jpeg(
                size: Self.size, background: RGB(90, 90, 90), shapes: Self.shapes, seed: seed)
        }
        #expect(try scene(3) == scene(3))
        #expect(try scene(3) != scene(4))
        #expect(ImageFormat.sniff(try scene(3)) == .jpeg)
    }

    @Test("Objects off the canvas, across its edge, or without area do no harm")
    func oddShapes() throws {
        let boxes = [
            Box(x: -500, y: -500, width: 10, height: 10), Box(x: 230, y: 150, width: 50, height: 50),
            Box(x: 10, y: 10, width: 0, height: 0), Box(x: .nan, y: 0, width: 5, height: 5),
            Box(x: -1e12, y: -1e12, width: 2e12, height: 2e12),
        ]
        let shapes = boxes.map { SceneShape(shape: .box($0), fill: RGB(1, 2, 3), textureSeed: 0) }
        let empty = SceneShape(shape: .polygon(Polygon(rings: [])), fill: RGB(1, 2, 3), textureSeed: 0)
        let bytes = try SceneRenderer.png(
            size: Self.size, background: RGB(9, 9, 9), shapes: shapes + [empty], seed: 0)
        #expect(try DecodedPicture(bytes).size == Self.size)
    }

    @Test("A scene without pixels is refused")
    func refused() {
        let error = ImagingError.thrown {
            _ = try SceneRenderer.jpeg(
                size: PixelSize(width: 0, height: 5), background: RGB(0, 0, 0), shapes: [], seed: 0
            )
        }
        #expect(error?.reason == .outOfRange)
    }
}
