import Agreement
import Geometry
import Labeling
import Testing

@Suite("Evaluation against the truth")
struct EvaluationTests {
    private struct File: Decodable {
        struct Item: Decodable {
            let image: Int
            let category: Int
            let box: Box
            let crowd: Int?
            let score: Double?

            enum CodingKeys: String, CodingKey {
                case image = "image_id"
                case category = "category_id"
                case box = "bbox"
                case crowd = "iscrowd"
                case score
            }
        }
        struct Expected: Decodable {
            let ap: Double
            let ap50: Double
            let ap75: Double
            let ar100: Double
        }
        struct Case: Decodable {
            let images: Int
            let truth: [Item]
            let predictions: [Item]
            let expected: Expected
        }
        let cases: [Case]
    }

    private static let label = LabelClassID("cat")

    private func truth(_ box: Box, crowd: Bool = false) -> TruthShape {
        TruthShape(labelID: Self.label, shape: .box(box), isCrowd: crowd)
    }

    private func claim(_ box: Box, score: Double = 1, accepted: Bool = true) -> ScoredShape {
        ScoredShape(labelID: Self.label, shape: .box(box), score: score, accepted: accepted)
    }

    private func evaluate(_ truth: [TruthShape], _ claims: [ScoredShape]) -> Evaluation {
        Evaluation(of: [EvaluatedImage(image: ImageID("1"), truth: truth, predictions: claims)])
    }

    @Test("COCOeval's figures, crowds and ties among them")
    func reference() throws {
        let file: File = try fixture("cocoeval.json")
        #expect(file.cases.count == 5)
        for item in file.cases {
            let images = (1...item.images).map { number in
                EvaluatedImage(
                    image: ImageID("\(number)"),
                    truth: item.truth.filter { $0.image == number }.map {
                        TruthShape(
                            labelID: LabelClassID("\($0.category)"), shape: .box($0.box),
                            isCrowd: $0.crowd == 1)
                    },
                    predictions: item.predictions.filter { $0.image == number }.map {
                        ScoredShape(
                            labelID: LabelClassID("\($0.category)"), shape: .box($0.box), score: $0.score ?? 0
                        )
                    })
            }
            let result = Evaluation(of: images.reversed())
            #expect(abs(try #require(result.averagePrecision) - item.expected.ap) < 1e-9)
            #expect(abs(try #require(result.averagePrecision50) - item.expected.ap50) < 1e-9)
            #expect(abs(try #require(result.averagePrecision75) - item.expected.ap75) < 1e-9)
            #expect(abs(try #require(result.averageRecall) - item.expected.ar100) < 1e-9)
        }
    }

    private let box = Box(x: 10, y: 10, width: 100, height: 100)

    @Test("The truth itself is perfect")
    func perfect() throws {
        let result = evaluate([truth(box)], [claim(box)])
        #expect(abs(try #require(result.averagePrecision) - 1) < 1e-12)
        #expect(result.at50.f1.value == 1 && result.at75.meanIoU.value == 1)
        #expect(result.at50.errorsPerImage.value == 0)
    }

    @Test("Right, wrong and missed are counted")
    func counts() throws {
        let near = Box(x: 10, y: 10, width: 100, height: 60)
        let far = Box(x: 500, y: 500, width: 20, height: 20)
        let missed = Box(x: 300, y: 0, width: 30, height: 30)
        let result = evaluate([truth(box), truth(missed)], [claim(near), claim(far)])
        #expect(
            result.at50.truePositives == 1 && result.at50.falsePositives == 1
                && result.at50.falseNegatives == 1)
        #expect(
            result.at50.precision.value == 0.5 && result.at50.recall.value == 0.5
                && result.at50.f1.value == 0.5)
        #expect(abs(try #require(result.at50.meanIoU.value) - 0.6) < 1e-12)
        #expect(
            result.at75.truePositives == 0 && result.at75.f1.value == 0 && result.at75.meanIoU.value == nil)
    }

    @Test("The wrong class is no match")
    func classes() {
        let other = ScoredShape(labelID: LabelClassID("dog"), shape: .box(box), score: 1)
        #expect(evaluate([truth(box)], [other]).at50.truePositives == 0)
    }

    @Test("Claims in a crowd region are neither right nor wrong")
    func crowd() {
        let region = Box(x: 200, y: 200, width: 400, height: 400)
        let inside = [250.0, 300].map { claim(Box(x: $0, y: $0, width: 20, height: 20)) }
        let result = evaluate([truth(box), truth(region, crowd: true)], [claim(box)] + inside)
        #expect(result.at50.f1.value == 1 && result.truths == 1)
        #expect(abs((result.averagePrecision ?? 0) - 1) < 1e-12)
    }

    @Test("Rejected candidates count for average precision alone")
    func rejected() throws {
        let result = evaluate([truth(box)], [claim(box, score: 0.2, accepted: false)])
        #expect(result.at50.truePositives == 0 && result.claims == 0)
        #expect(abs(try #require(result.averagePrecision) - 1) < 1e-12)
    }

    @Test("Nothing to find and nothing found")
    func empty() {
        let result = evaluate([], [])
        #expect(result.averagePrecision == nil && result.at50.f1.value == nil && result.at50.f1.reason != nil)
        #expect(Evaluation(of: []).images == 0)
    }

    @Test("Polygons are compared exactly")
    func polygons() throws {
        let triangle = Polygon([ImagePoint(x: 0, y: 0), ImagePoint(x: 100, y: 0), ImagePoint(x: 0, y: 100)])
        let shape = TruthShape(labelID: Self.label, shape: .polygon(triangle))
        let result = evaluate([shape], [claim(Box(x: 0, y: 0, width: 100, height: 100))])
        #expect(abs(try #require(result.at50.meanIoU.value) - 0.5) < 1e-9)
    }
}
