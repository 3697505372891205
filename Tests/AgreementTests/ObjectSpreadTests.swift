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
        for (object, iou) in zip(objects, [iou.0, iou.1]) {
            let expected = object.existence * (0.5 + 0.5 * object.classPosterior[0].probability)
            // The score takes the class among all classes, the posterior among those that were named.
            #expect(object.score <= expected * (0.5 + 0.5 * iou) + 1e-5)
            #expect(object.score > 0.97 * expected * (0.5 + 0.5 * iou))
        }
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
