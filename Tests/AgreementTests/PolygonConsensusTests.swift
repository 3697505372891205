import Agreement
import Geometry
import Labeling
import Testing

@Suite("Consensus of polygons and crowd regions")
struct PolygonConsensusTests {
    private let three = ["ann", "ben", "cem"]

    private func square(_ x: Double, _ y: Double, _ side: Double) -> [ImagePoint] {
        Box(x: x, y: y, width: side, height: side).corners
    }

    @Test("Three polygons with a hole keep the hole", arguments: methods)
    func hole(method: String) throws {
        var drawing = Drawing()
        for (index, person) in three.enumerated() {
            let shift = Double(index - 1) * 3
            drawing.shape(
                person,
                .polygon(Polygon(rings: [square(100 + shift, 100, 200), square(160, 160 + shift, 80)])))
        }
        let object = try consensus(drawing.answers(three), method: method).objects[0]
        guard case .polygon(let polygon) = object.shape else {
            Issue.record("polygons give a polygon")
            return
        }
        #expect(polygon.rings.count == 2)
        let middle = Shape.polygon(Polygon(rings: [square(100, 100, 200), square(160, 160, 80)]))
        #expect(IoU.of(object.shape, middle) > 0.985)
        #expect(!polygon.contains(ImagePoint(x: 200, y: 200)))
        #expect(polygon.firstDefect(in: PixelSize(width: 1000, height: 1000)) == nil)
        #expect(polygon.exterior.count < 40, "thinned")
    }

    @Test("What one of three added is not in the answer", arguments: [0.05, 1, 30])
    func majority(scale: Double) throws {
        var drawing = Drawing()
        drawing.shape("ann", .polygon(Polygon(square(10 * scale, 10 * scale, 20 * scale))))
        drawing.shape("ben", .polygon(Polygon(square(10 * scale, 10 * scale, 20 * scale))))
        drawing.shape(
            "cem",
            .polygon(
                Polygon(Box(x: 10 * scale, y: 10 * scale, width: 25 * scale, height: 20 * scale).corners)))
        let shape = try consensus(drawing.answers(three)).objects[0].shape
        let expected = Shape.polygon(Polygon(square(10 * scale, 10 * scale, 20 * scale)))
        #expect(IoU.of(shape, expected) > 0.98)
    }

    @Test("Two give the line midway between them")
    func two() throws {
        var drawing = Drawing()
        drawing.shape("ann", .polygon(Polygon(square(100, 100, 100))))
        drawing.shape("ben", .polygon(Polygon(square(110, 100, 100))))
        let shape = try consensus(drawing.answers(["ann", "ben"])).objects[0].shape
        #expect(IoU.of(shape, .polygon(Polygon(Box(x: 105, y: 100, width: 100, height: 100).corners))) > 0.98)
    }

    @Test("A box counts for place and existence, and for the outline only where nobody drew one")
    func mixed() throws {
        let diamond = Polygon([
            ImagePoint(x: 150, y: 100), ImagePoint(x: 200, y: 150), ImagePoint(x: 150, y: 200),
            ImagePoint(x: 100, y: 150),
        ])
        var drawing = Drawing()
        drawing.shape("ann", .polygon(diamond))
        drawing.box("ben", 100, 100, 100, 100)
        let result = try consensus(drawing.answers(["ann", "ben"]))
        #expect(result.objects.map(\.shape) == [.polygon(diamond)])
        #expect(result.objects[0].votes.map(\.iou) == [1, 1])
        #expect(result.agreement == 1)
    }

    @Test("Thin polygons that cross do not become one object by their bounds")
    func crossing() throws {
        func bar(_ from: ImagePoint, _ to: ImagePoint) -> Shape {
            .polygon(
                Polygon([
                    from, to, ImagePoint(x: to.x + 6, y: to.y), ImagePoint(x: from.x + 6, y: from.y),
                ]))
        }
        var drawing = Drawing()
        drawing.shape("ann", bar(ImagePoint(x: 100, y: 100), ImagePoint(x: 300, y: 300)))
        drawing.shape("ben", bar(ImagePoint(x: 300, y: 100), ImagePoint(x: 100, y: 300)))
        #expect(try consensus(drawing.answers(["ann", "ben"])).objects.count == 2)
    }

    @Test("A crowd region never joins an instance, and joins a region that lies in it", arguments: methods)
    func crowd(method: String) throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 300, 300, flags: .crowd)
        drawing.box("ben", 120, 120, 200, 200, flags: .crowd)
        drawing.box("cem", 100, 100, 300, 300)
        let objects = try consensus(drawing.answers(three), method: method).objects
        #expect(objects.count == 2)
        #expect(objects.first { $0.isCrowd }?.votes.count == 2)
        #expect(objects.first { !$0.isCrowd }?.votes.map(\.annotator) == [AccountID("cem")])
    }

    @Test("Whoever marked a crowd does not vote against an instance in it")
    func neutral() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 300, 300, flags: .crowd)
        drawing.box("ben", 150, 150, 50, 50)
        drawing.box("ben", 600, 600, 50, 50)
        let objects = try consensus(drawing.answers(["ann", "ben"]), quorum: 1).objects
        let inside = try #require(objects.first { $0.shape.bounds.x == 150 })
        let outside = try #require(objects.first { $0.shape.bounds.x == 600 })
        #expect(inside.accepted && inside.neutral == [AccountID("ann")] && inside.existence == 1)
        #expect(!outside.accepted && outside.neutral.isEmpty && outside.existence == 0.5)
    }

    @Test("A rejected candidate inside an accepted crowd region is no conflict")
    func candidateInCrowd() throws {
        var drawing = Drawing()
        for person in ["ann", "ben"] { drawing.box(person, 100, 100, 300, 300, flags: .crowd) }
        drawing.box("cem", 150, 150, 50, 50)
        let result = try consensus(drawing.answers(["ann", "ben", "cem", "dot", "eve"]), quorum: 0.4)
        #expect(result.objects.count == 2)
        #expect(result.conflicts.map(\.kind) == [.missing, .extra].filter { $0 == .missing })
    }
}
