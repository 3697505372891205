import Foundation
import Geometry
import Testing

@Suite("Points, boxes and shapes")
struct ShapeTests {
    let size = PixelSize(width: 100, height: 50)

    @Test("edges and sides describe the same box")
    func edges() {
        let box = Box(minX: 2, minY: 3, maxX: 12, maxY: 8)
        #expect(box == Box(x: 2, y: 3, width: 10, height: 5))
        #expect(box.maxX == 12 && box.maxY == 8 && box.area == 50)
        #expect(box.center == ImagePoint(x: 7, y: 5.5))
        #expect(box.contains(ImagePoint(x: 2, y: 3)))
        #expect(!box.contains(ImagePoint(x: 12, y: 8)))
    }

    @Test("boxes that touch share nothing; the union surrounds both")
    func combining() {
        let (a, b) = (Box(x: 0, y: 0, width: 10, height: 10), Box(x: 10, y: 0, width: 5, height: 20))
        #expect(a.intersection(b) == nil)
        #expect(a.union(b) == Box(x: 0, y: 0, width: 15, height: 20))
        #expect(a.intersection(Box(x: 4, y: 5, width: 50, height: 2)) == Box(x: 4, y: 5, width: 6, height: 2))
        #expect(Box(x: 0, y: 0, width: -2, height: -2).area == 0)
    }

    @Test("clamping moves edges to the canvas")
    func clamped() {
        #expect(
            Box(x: -5, y: 40, width: 10, height: 30).clamped(to: size)
                == Box(x: 0, y: 40, width: 5, height: 10))
        #expect(Box(x: 200, y: 60, width: 10, height: 30).clamped(to: size).isEmpty)
        let inside = Box(x: 0.1, y: 0.2, width: 0.7, height: 0.3)
        #expect(inside.clamped(to: size) == inside)
    }

    @Test(
        "the first defect of a box is named",
        arguments: [
            (Box(x: .nan, y: 0, width: 1, height: 1), ShapeDefect.boxNotFinite),
            (Box(x: 0, y: 0, width: .infinity, height: 1), .boxNotFinite),
            (Box(x: 0, y: 0, width: 0, height: 1), .boxWithoutArea),
            (Box(x: 5, y: 5, width: 3, height: -1), .boxWithoutArea),
            (Box(x: -1, y: 0, width: 3, height: 3), .boxOutsideImage),
            (Box(x: 98, y: 0, width: 3, height: 3), .boxOutsideImage),
        ])
    func defects(box: Box, defect: ShapeDefect) {
        #expect(Shape.box(box).firstDefect(in: size) == defect)
        #expect(defect.description.hasSuffix("."))
    }

    @Test("a box up to the very edge is accepted")
    func wholeImage() {
        #expect(Shape.box(size.bounds).firstDefect(in: size) == nil)
        #expect(Shape.box(Box(x: -50, y: 0, width: 3, height: 3)).firstDefect(in: nil) == nil)
    }

    @Test(
        "JSON reads back as it was written",
        arguments: [
            (Shape.box(Box(x: 1, y: 2.5, width: 3, height: 4)), #"{"box":[1,2.5,3,4]}"#),
            (
                Shape.polygon(Polygon(ring((0, 0), (4, 0.5), (0, 4)))),
                #"{"polygon":[[[0,0],[4,0.5],[0,4]]]}"#
            ),
        ])
    func json(shape: Shape, text: String) throws {
        #expect(String(decoding: try JSONEncoder().encode(shape), as: UTF8.self) == text)
        #expect(try JSONDecoder().decode(Shape.self, from: Data(text.utf8)) == shape)
    }

    @Test(
        "JSON of the wrong form is refused",
        arguments: [
            #"{"box":[1,2,3]}"#, #"{"box":[1,2,3,4,5]}"#, #"{"box":[1,2,3,"4"]}"#, #"{}"#,
            #"{"box":[1,2,3,4],"polygon":[[[0,0],[1,0],[0,1]]]}"#, #"{"polygon":[[0,0,1,0,0,1]]}"#,
            #"{"polygon":[[[0,0,7],[1,0],[0,1]]]}"#, #"[1,2,3,4]"#,
        ])
    func wrongJSON(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Shape.self, from: Data(text.utf8)) }
    }
}
