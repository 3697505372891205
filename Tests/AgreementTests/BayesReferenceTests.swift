import Agreement
import Geometry
import Labeling
import Testing

@Suite("Bayesian consensus as numpy computes it")
struct BayesReferenceTests {
    private struct File: Decodable {
        struct Vote: Decodable {
            let annotator: Int
            let label: Int
            let box: Box
        }
        struct Object: Decodable {
            let edges: [Double]
            let label: Int
            let score: Double
            let existence: Double
        }
        struct Expected: Decodable {
            let risk: Double
            let objects: [Object]
        }
        struct Image: Decodable {
            let annotators: [Int]
            let votes: [Vote]
            let expected: Expected
        }
        struct Skill: Decodable {
            let annotator: Int
            let miss: Double
            let falseMark: Double
            let placeSpread: Double
            let bias: [Double]
            let classAccuracy: Double
        }
        struct Case: Decodable {
            let classes: Int
            let images: [Image]
            let skills: [Skill]
        }
        let cases: [Case]
    }

    private static let tolerance = 1e-6

    @Test("Boxes, classes, existence, scores, risks and skills", arguments: 0..<12)
    func reference(number: Int) throws {
        let file: File = try fixture("bayes.json")
        #expect(file.cases.count == 12)
        let item = file.cases[number]
        // The reference neither rounds boxes, nor bounds what empty answers say, nor looks at the spread of single
        // objects, and its spreads are for pictures of one size.
        var parameters = BayesParameters()
        parameters.placeStepsPerPixel = 0
        parameters.emptyIsBounded = false
        parameters.placeStrength = .infinity
        parameters.placeScore = 0.2
        parameters.typicalSide = BayesParameters.usualSide
        let fit = BayesConsensus(parameters: parameters).fit(item.images.enumerated().map(answers))
        #expect(fit.consensus.count == item.images.count)
        for (result, image) in zip(fit.consensus, item.images) {
            #expect(isNear(try #require(result.risk), image.expected.risk))
            try #require(result.objects.count == image.expected.objects.count)
            for (object, expected) in zip(result.objects, image.expected.objects) {
                let box = object.shape.bounds
                for (edge, value) in zip([box.x, box.y, box.maxX, box.maxY], expected.edges) {
                    #expect(isNear(edge, value))
                }
                #expect(object.labelID == LabelClassID("c\(expected.label)"))
                #expect(isNear(object.existence, expected.existence))
                #expect(isNear(object.score, expected.score))
                #expect(object.accepted == (expected.existence >= 0.5))
            }
        }
        #expect(fit.annotators.map(\.annotator.rawValue) == item.skills.map { "p\($0.annotator)" })
        for (skill, expected) in zip(fit.annotators, item.skills) {
            #expect(isNear(skill.miss, expected.miss))
            #expect(isNear(skill.falseMark, expected.falseMark))
            #expect(isNear(skill.placeSpread, expected.placeSpread))
            if item.classes > 1 { #expect(isNear(skill.classAccuracy, expected.classAccuracy)) }
            for (bias, value) in zip(skill.bias, expected.bias) { #expect(isNear(bias, value)) }
        }
    }

    private func isNear(_ value: Double, _ expected: Double) -> Bool {
        abs(value - expected) <= Self.tolerance
    }

    private func answers(number: Int, image: File.Image) -> ImageAnswers {
        var drawing = Drawing()
        for vote in image.votes {
            drawing.shape("p\(vote.annotator)", .box(vote.box), label: "c\(vote.label)")
        }
        return drawing.answers(image.annotators.map { "p\($0)" }, image: "image\(100 + number)")
    }
}
