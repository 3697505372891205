import Agreement
import Geometry
import Labeling
import Testing

@Suite("Disagreement maps")
struct DisagreementMapTests {
    private struct File: Decodable {
        /// A box, or the corners of a polygon.
        struct Drawn: Decodable {
            let shape: Shape

            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                if let corners = try? value.decode([[Double]].self) {
                    shape = .polygon(Polygon(corners.map { ImagePoint(x: $0[0], y: $0[1]) }))
                } else {
                    shape = .box(try value.decode(Box.self))
                }
            }
        }
        struct Vote: Decodable {
            let annotator: Int
            let label: Int
            let shape: Drawn
        }
        struct Object: Decodable {
            let shape: Drawn
            let votes: [Vote]
        }
        struct Expected: Decodable {
            let cell: Int
            let columns: Int
            let rows: Int
            let presence: [[Double]]
            let boundary: [[Double]]
            let `class`: [[Double]]
            let total: [[Double]]
            let index: Double
        }
        struct Case: Decodable {
            let width: Int
            let height: Int
            let annotators: Int
            let classes: Int
            let objects: [Object]
            let expected: Expected
        }
        let cases: [Case]
    }

    @Test("The formulas, cell by cell, as numpy computes them")
    func reference() throws {
        let file: File = try fixture("heatmap.json")
        #expect(file.cases.count == 7)
        for item in file.cases {
            let map = self.map(of: item)
            #expect(map.cell == item.expected.cell)
            expectSame(map.presence, item.expected.presence, item.expected)
            expectSame(map.boundary, item.expected.boundary, item.expected)
            expectSame(map.class, item.expected.class, item.expected)
            expectSame(map.total, item.expected.total, item.expected)
            #expect(abs(map.index - item.expected.index) < 1e-9)
        }
    }

    private func map(of item: File.Case) -> DisagreementMap {
        var drawing = Drawing()
        var objects: [ConsensusObject] = []
        for (number, object) in item.objects.enumerated() {
            var shares: [VoteShare] = []
            for vote in object.votes {
                drawing.shape("p\(vote.annotator)", vote.shape.shape, label: "c\(vote.label)")
                guard let last = drawing.votes.last else { continue }
                shares.append(
                    VoteShare(
                        annotator: last.annotator, annotationID: last.annotation.id,
                        labelID: last.annotation.labelID, iou: 0))
            }
            objects.append(
                ConsensusObject(
                    id: "\(number)", accepted: true, labelID: shares[0].labelID, classPosterior: [],
                    shape: object.shape.shape, existence: 0, score: 0, meanIoU: nil, edgeSpread: nil,
                    isCrowd: false,
                    votes: shares))
        }
        let answers = ImageAnswers(
            image: ImageID("i"), size: PixelSize(width: item.width, height: item.height),
            annotators: (0..<item.annotators).map { AccountID("p\($0)") }, votes: drawing.votes)
        let consensus = ImageConsensus(
            image: answers.image, annotators: answers.annotators, objects: objects, conflicts: [],
            duplicates: [],
            pairs: [], agreement: nil, agreementReason: nil)
        return DisagreementMap(answers: answers, consensus: consensus, classes: item.classes)
    }

    private func expectSame(_ grid: DensityGrid, _ sparse: [[Double]], _ expected: File.Expected) {
        #expect(grid.columns == expected.columns && grid.rows == expected.rows)
        var values = Array(repeating: 0.0, count: expected.columns * expected.rows)
        for cell in sparse { values[Int(cell[0])] = cell[1] }
        let worst = zip(grid.values, values).map { abs($0 - $1) }.max() ?? 0
        #expect(grid.values.count == values.count && worst < 1e-9)
    }

    @Test("A class dispute shows in its own layer alone")
    func classLayer() throws {
        var drawing = Drawing()
        drawing.box("ann", 200, 200, 400, 400)
        drawing.box("ben", 200, 200, 400, 400, label: "dog")
        let answers = drawing.answers(["ann", "ben"])
        let map = DisagreementMap(answers: answers, consensus: try consensus(answers))
        #expect(map.class.maximum == 1)
        #expect(map.presence.maximum == 0 && map.boundary.maximum < 1e-9, "both drew the same box")
        #expect(DisagreementMap.index(answers: answers, consensus: try consensus(answers)) == map.index)
    }

    @Test("Polygons count by the cells they cover")
    func polygons() throws {
        var drawing = Drawing()
        drawing.shape(
            "ann",
            .polygon(
                Polygon([ImagePoint(x: 100, y: 100), ImagePoint(x: 900, y: 100), ImagePoint(x: 100, y: 900)]))
        )
        let answers = drawing.answers(["ann", "ben"])
        let map = DisagreementMap(answers: answers, consensus: try consensus(answers))
        let cell = Double(map.cell)
        #expect(abs(map.presence[Int(200 / cell), Int(200 / cell)] - 1) < 1e-9)
        #expect(map.presence[Int(800 / cell), Int(800 / cell)] == 0)
        let area = map.presence.values.reduce(0, +) * cell * cell
        #expect(abs(area - 320_000) < 3_200)
    }

    @Test("Polygons that stray have a band as wide as they do; equal ones have none")
    func band() throws {
        func boundary(_ move: Double) throws -> DensityGrid {
            var drawing = Drawing()
            for (person, offset) in [("ann", 0.0), ("ben", move)] {
                let corners = [(200, 200), (800, 200), (800, 800), (200, 800)]
                drawing.shape(
                    person,
                    .polygon(
                        Polygon(
                            corners.map { ImagePoint(x: Double($0.0) + offset, y: Double($0.1) + offset) })))
            }
            let answers = drawing.answers(["ann", "ben"])
            return DisagreementMap(answers: answers, consensus: try consensus(answers)).boundary
        }
        // Cells are 11 pixels wide, and the left sides lie at 200 and 222: one cell is full, its neighbours in part.
        let strayed = try boundary(22)
        let row = (0..<40).map { strayed[$0, 45] }
        #expect(row.count { $0 == 1 } >= 1 && row.count { $0 > 0 } <= 4)
        let same = try boundary(0)
        #expect(same[45, 45] == 0 && strayed.values.reduce(0, +) > 1.5 * same.values.reduce(0, +))
    }

    @Test("On a frame each part takes the mean of what is under it", arguments: [960, 192, 97])
    func framed(side: Int) throws {
        var drawing = Drawing()
        drawing.box("ann", 0, 0, Double(side) / 2, Double(side))
        let answers = drawing.answers(["ann", "ben"], side: side)
        let map = DisagreementMap(answers: answers, consensus: try consensus(answers))
        let grid = map.framed(.total, of: answers.size, columns: 4, rows: 2)
        for (value, expected) in zip(grid.values, [1.0, 1, 0, 0, 1, 1, 0, 0]) {
            // Where the edge lies within a cell of the map, the neighbour gets a little of it.
            #expect(abs(value - expected) < (side == 97 ? 0.03 : 1e-9))
        }
        let fine = map.framed(.total, of: answers.size, columns: 64, rows: 64)
        #expect(fine.columns == 64 && fine.rows == 64 && abs(fine.mean - 0.5) < 0.01)
        #expect(map.framed(.class, of: answers.size, columns: 4, rows: 2).maximum == 0)
    }

    @Test("An image of unknown size ends where the shapes end")
    func unknownSize() throws {
        var drawing = Drawing()
        drawing.box("ann", 10, 10, 190, 90)
        let answers = ImageAnswers(
            image: ImageID("i"), size: PixelSize(width: 0, height: 0), annotators: [AccountID("ben")],
            votes: drawing.votes)
        let map = DisagreementMap(answers: answers, consensus: try consensus(answers))
        #expect(map.cell == 3 && map.total.columns == 67 && map.index > 0.9)
    }
}
