import Agreement
import Geometry
import Labeling
import Testing

@Suite("The spread of single objects")
struct ObjectSpreadTests {
    private static let people = ["ann", "ben", "cem"]

    /// Two objects of the same people and size; the edges of the second lie further apart.
    private static func answers() -> ImageAnswers {
        var drawing = Drawing()
        for (place, person) in people.enumerated() {
            let step = Double(place - 1)
            drawing.box(person, 100 + step, 100, 100, 100)
            drawing.box(person, 500 + 12 * step, 500 - 12 * step, 100, 100)
        }
        return drawing.answers(people)
    }

    private static func objects(_ parameters: BayesParameters) throws -> [ConsensusObject] {
        let model = BayesConsensus().fit(Crowd(seed: 3, images: 30).images).model
        let objects = BayesConsensus(parameters: parameters)
            .consensus(of: answers(), given: model, settings: ConsensusSettings(method: BayesConsensus.id))
            .objects.sorted { $0.shape.bounds.x < $1.shape.bounds.x }
        try #require(objects.count == 2)
        return objects
    }

    @Test("Edges that lie apart make an object less certain than others of the same people")
    func own() throws {
        let objects = try Self.objects(BayesParameters())
        let (near, far) = (try #require(objects[0].placeDeviation), try #require(objects[1].placeDeviation))
        #expect(near < 0.85 * far)
        let iou = (try #require(objects[0].expectedIoU), try #require(objects[1].expectedIoU))
        #expect(iou.0 > iou.1)
        for (object, deviation) in zip(objects, [near, far]) {
            let settled = 1 - 1.6 * deviation / object.shape.area.squareRoot()
            let expected = object.existence * (0.5 + 0.5 * object.classPosterior[0].probability)
            // The score takes the class among all classes, the posterior among those that were named.
            #expect(object.score <= expected * (0.5 + 0.5 * settled) + 1e-5)
            #expect(object.score > 0.97 * expected * (0.5 + 0.5 * settled))
            #expect(try #require(object.expectedIoU) < settled)
        }
    }

    @Test("The expected IoU is that with what another person draws", arguments: 0..<3 as Range<UInt64>)
    func another(seed: UInt64) throws {
        let crowd = Crowd(seed: seed, images: 60)
        let others = ["ann", "ben", "cem"].map { AccountID($0) }
        let fit = BayesConsensus().fit(
            crowd.images.map { image in
                ImageAnswers(
                    image: image.image, size: image.size, annotators: others,
                    votes: image.votes.filter { others.contains($0.annotator) })
            })
        var (expected, found, settled): ([Double], [Double], [Double]) = ([], [], [])
        for (image, result) in zip(crowd.images, fit.consensus) {
            let drawn = image.votes.filter { $0.annotator == AccountID("dot") }
            for object in result.objects where object.votes.count == 3 {
                let ious = drawn.map { $0.annotation.shape.bounds.iou(object.shape.bounds) }
                guard let best = ious.max(), best > 0.5 else { continue }
                expected.append(try #require(object.expectedIoU))
                found.append(best)
                settled.append(
                    1 - 1.6 * (try #require(object.placeDeviation)) / object.shape.area.squareRoot())
            }
        }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        #expect(found.count > 200)
        #expect(abs(mean(expected) - mean(found)) < 0.03)
        #expect(mean(settled) > mean(found) + 0.03, "the votes alone promise more")
    }

    @Test("With an infinite belief all objects of the same people are alike")
    func usual() throws {
        var parameters = BayesParameters()
        parameters.placeStrength = .infinity
        let objects = try Self.objects(parameters)
        let (near, far) = (try #require(objects[0].placeDeviation), try #require(objects[1].placeDeviation))
        #expect(abs(near - far) < 0.02 * far)
        let own = try Self.objects(BayesParameters())
        #expect(own.map(\.existence) == objects.map(\.existence), "whether it exists is another question")
        #expect(own.map(\.shape) == objects.map(\.shape))
    }

    @Test("One shape says nothing about its own spread")
    func lone() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 100, 100)
        var parameters = BayesParameters()
        let settings = ConsensusSettings(method: BayesConsensus.id)
        let own = BayesConsensus(parameters: parameters)
            .consensus(of: drawing.answers(Self.people), given: nil, settings: settings)
        parameters.placeStrength = .infinity
        let usual = BayesConsensus(parameters: parameters)
            .consensus(of: drawing.answers(Self.people), given: nil, settings: settings)
        #expect(own.objects.map(\.placeDeviation) == usual.objects.map(\.placeDeviation))
    }
}
