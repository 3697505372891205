import Agreement
import Geometry
import Testing

@Suite("Box fusion as ensemble-boxes does it")
struct BoxFusionReferenceTests {
    private struct File: Decodable {
        struct Row: Decodable {
            let box: [Double]
            let label: Int
            let score: Double
        }
        struct Case: Decodable {
            let method: String
            let iou: Double
            let weights: [Double]?
            let skip: Double?
            let confidence: String?
            let overflow: Bool?
            let models: [[Row]]
            let fused: [Row]
        }
        let cases: [Case]
    }

    private static let tolerance = 1e-6

    @Test("Boxes, scores and classes", arguments: ["wbf": 36, "nms": 18, "nmw": 18])
    func reference(method: String, count: Int) throws {
        let file: File = try fixture("ensemble_boxes.json")
        let cases = file.cases.filter { $0.method == method }
        #expect(cases.count == count)
        for item in cases {
            var left = try fused(item)
            #expect(left.count == item.fused.count)
            for expected in item.fused {
                let match = left.firstIndex { fused in
                    let edges = [fused.box.x, fused.box.y, fused.box.maxX, fused.box.maxY]
                    return fused.label == expected.label && abs(fused.score - expected.score) < Self.tolerance
                        && zip(edges, expected.box).allSatisfy { abs($0 - $1) < Self.tolerance }
                }
                left.remove(at: try #require(match, "\(expected) is among \(left)"))
            }
        }
    }

    private func fused(_ item: File.Case) throws -> [FusedBox] {
        let boxes = item.models.enumerated().flatMap { source, rows in
            rows.map { row in
                RatedBox(
                    box: Box(minX: row.box[0], minY: row.box[1], maxX: row.box[2], maxY: row.box[3]),
                    label: row.label, score: row.score, source: source)
            }
        }
        let weights = item.weights ?? item.models.map { _ in 1 }
        switch item.method {
        case "nms":
            var rule = NonMaximumSuppression()
            rule.iouThreshold = item.iou
            return rule.fused(boxes, weights: item.weights)
        case "nmw":
            var rule = NonMaximumWeighted()
            rule.iouThreshold = item.iou
            rule.leastScore = try #require(item.skip)
            return rule.fused(boxes, weights: weights)
        default:
            var rule = WeightedBoxesFusion()
            rule.iouThreshold = item.iou
            rule.leastScore = try #require(item.skip)
            rule.confidence = try #require(item.confidence.flatMap(WeightedBoxesFusion.Confidence.init))
            rule.allowsOverflow = item.overflow == true
            return rule.fused(boxes, weights: weights)
        }
    }

    @Test("Every box with an area goes into exactly one fused box")
    func members() throws {
        var dice = Dice(3)
        let boxes = (0..<200).map { index in
            RatedBox(
                box: Box(
                    x: dice.uniform(0...300), y: dice.uniform(0...300), width: index % 10 == 0 ? 0 : 40,
                    height: 40),
                label: index % 2, score: dice.uniform(0.1...1), source: index % 5)
        }
        let weights = Array(repeating: 1.0, count: 5)
        let rules = [
            WeightedBoxesFusion().fused(boxes, weights: weights), NonMaximumSuppression().fused(boxes),
            NonMaximumWeighted().fused(boxes, weights: weights),
        ]
        for fused in rules {
            #expect(fused.flatMap(\.members).sorted() == boxes.indices.filter { boxes[$0].box.area > 0 })
        }
    }
}
