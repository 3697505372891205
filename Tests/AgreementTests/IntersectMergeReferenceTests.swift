import Agreement
import Geometry
import Testing

@Suite("Merging as Datumaro does it")
struct IntersectMergeReferenceTests {
    private struct File: Decodable {
        struct Row: Decodable {
            let kind: String
            let label: Int?
            let score: Double?
            let points: [Double]

            /// Corners of a polygon, or x, y, width and height.
            var shape: Shape {
                guard kind == "polygon" else {
                    return .box(Box(x: points[0], y: points[1], width: points[2], height: points[3]))
                }
                return .polygon(
                    Polygon(
                        stride(from: 0, to: points.count, by: 2).map {
                            ImagePoint(x: points[$0], y: points[$0 + 1])
                        }))
            }
        }
        struct Case: Decodable {
            let iou: Double
            let quorum: Int
            let sources: [[Row]]
            let merged: [Row]
        }
        let cases: [Case]
    }

    private static let tolerance = 1e-6

    @Test("Chosen shapes, classes and scores, where the package repeats itself")
    func reference() throws {
        let file: File = try fixture("datumaro.json")
        #expect(file.cases.count >= 60)
        for item in file.cases {
            var rule = IntersectMerge()
            rule.iouThreshold = item.iou
            rule.quorum = item.quorum
            let sources = try item.sources.map { rows in
                try rows.map { IntersectMerge.Drawn(shape: $0.shape, label: try #require($0.label)) }
            }
            for ordered in [sources, sources.reversed()] {
                var left = rule.merged(ordered)
                #expect(left.count == item.merged.count)
                for expected in item.merged {
                    let match = left.firstIndex { found in
                        found.label == expected.label && isNear(found.shape, expected.shape)
                            && abs(found.score - (expected.score ?? .nan)) < Self.tolerance
                    }
                    left.remove(at: try #require(match, "\(expected) is among \(left)"))
                }
            }
        }
    }

    /// Corners of the package's polygons are its own numbers; edges of its boxes are sums.
    private func isNear(_ found: Shape, _ expected: Shape) -> Bool {
        guard case .box(let box) = found, case .box(let other) = expected else { return found == expected }
        return zip([box.x, box.y, box.width, box.height], [other.x, other.y, other.width, other.height])
            .allSatisfy { abs($0 - $1) < Self.tolerance }
    }

    @Test("A small polygon is the same object as a large one around it only if it comes first")
    func asymmetry() {
        func square(_ side: Double) -> IntersectMerge.Drawn {
            let corners = [(0, 0), (side, 0), (side, side), (0, side)]
            return IntersectMerge.Drawn(
                shape: .polygon(Polygon(corners.map { ImagePoint(x: 10 + $0.0, y: 10 + $0.1) })), label: 0)
        }
        let rule = IntersectMerge()
        #expect(rule.merged([[square(20)], [square(100)]]).count == 1)
        #expect(rule.merged([[square(100)], [square(20)]]).count == 2)
    }

    @Test("Two against one over the class give two objects at one place")
    func classConflict() {
        let box = Shape.box(Box(x: 10, y: 10, width: 50, height: 50))
        let merged = IntersectMerge().merged([0, 0, 1].map { [IntersectMerge.Drawn(shape: box, label: $0)] })
        #expect(merged.map(\.label) == [0, 1])
        #expect(merged.map(\.members.count) == [2, 1])
    }
}
