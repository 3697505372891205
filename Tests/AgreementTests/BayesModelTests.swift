import Agreement
import Foundation
import Geometry
import Labeling
import Testing

@Suite("Judging single images with a model")
struct BayesModelTests {
    private static let settings = ConsensusSettings(method: BayesConsensus.id)

    @Test(
        "With the model of a fit an image is what the fit said, byte for byte",
        arguments: 0..<4 as Range<UInt64>)
    func same(seed: UInt64) throws {
        let crowd = Crowd(seed: seed, images: 12, polygons: seed % 2 == 1)
        let fit = BayesConsensus().fit(crowd.images)
        for (answers, result) in zip(crowd.images, fit.consensus) {
            let again = BayesConsensus().consensus(of: answers, given: fit.model, settings: Self.settings)
            #expect(try encoded([again]) == encoded([result]))
        }
    }

    @Test("A model survives its file, and the file is the same for the same answers in any order")
    func file() throws {
        let crowd = Crowd(seed: 4, images: 6)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let model = BayesConsensus().fit(crowd.images).model
        let bytes = try encoder.encode(model)
        let read = try JSONDecoder().decode(CrowdModel.self, from: bytes)
        #expect(read == model)
        #expect(try encoder.encode(BayesConsensus().fit(crowd.images.reversed()).model) == bytes)
        let image = crowd.images[2]
        #expect(
            BayesConsensus().consensus(of: image, given: read, settings: Self.settings)
                == BayesConsensus().consensus(of: image, given: model, settings: Self.settings))
    }

    @Test("People and classes that a model does not know are judged by the priors")
    func unknown() throws {
        var drawing = Drawing()
        drawing.box("new", 100, 100, 80, 60, label: "yak")
        drawing.box("ann", 400, 100, 80, 60, label: "cat")
        drawing.box("new", 401, 100, 80, 60, label: "yak")
        let answers = drawing.answers(["ann", "new"])
        let model = BayesConsensus().fit(Crowd(seed: 4, images: 20).images).model
        let objects = BayesConsensus().consensus(of: answers, given: model, settings: Self.settings).objects
        let both = try #require(objects.first { $0.votes.count == 2 })
        let lone = try #require(objects.first { $0.votes.count == 1 })
        #expect(lone.labelID == LabelClassID("yak") && lone.existence < both.existence)
        #expect(both.labelID == LabelClassID("cat"), "a class seen before, from somebody who is known")
        #expect(both.classPosterior.allSatisfy { $0.probability > 0 && $0.probability < 1 })
        #expect(both.placeDeviation.map { $0 > 0 } == true)
    }

    @Test("Without a model everybody is judged by the priors")
    func priors() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 80, 60)
        let answers = drawing.answers(["ann"])
        let result = BayesConsensus().consensus(of: answers, given: nil, settings: Self.settings)
        #expect(abs(result.objects[0].existence - 2.0 / 3) < 1e-6 && result.risk.map { $0 > 0 } == true)
    }

    @Test("Every method fits and then judges single images alike", arguments: methods)
    func everyMethod(method: String) throws {
        let crowd = Crowd(seed: 8, images: 5)
        let settings = ConsensusSettings(method: method)
        let found = try #require(ConsensusMethods.named(method))
        let fit = found.fit(crowd.images, settings: settings)
        #expect(fit.consensus == found.consensus(of: crowd.images, settings: settings))
        for (answers, result) in zip(crowd.images, fit.consensus) {
            #expect(found.consensus(of: answers, given: fit.model, settings: settings) == result)
        }
        #expect((fit.model != nil) == type(of: found).learns(with: settings))
    }

    @Test("Results are rounded: probabilities to a millionth, fused boxes to a hundredth of a pixel")
    func rounding() {
        func isWhole(_ value: Double, _ scale: Double) -> Bool {
            abs(value * scale - (value * scale).rounded()) < 1e-4
        }
        for image in BayesConsensus().fit(Crowd(seed: 6, images: 6).images).consensus {
            for object in image.objects {
                #expect(isWhole(object.existence, 1e6) && isWhole(object.score, 1e6))
                #expect(object.classPosterior.allSatisfy { isWhole($0.probability, 1e6) })
                guard object.votes.count > 1 else { continue }
                let box = object.shape.bounds
                #expect(isWhole(box.x, 100) && isWhole(box.maxX, 100) && isWhole(box.maxY, 100))
            }
        }
    }
}
