import Agreement
import Labeling
import Testing

@Suite("What silence may say")
struct SilenceBoundTests {
    private static let settings = ConsensusSettings(method: BayesConsensus.id)

    /// A crowd in which the last of five people, eve, marks in many places where nothing is.
    private static func spammed(_ seed: UInt64) -> [ImageAnswers] {
        var dice = Dice(seed + 400)
        return Crowd(seed: seed, images: 12).images.map { image in
            // Identifiers count on after those of the image.
            var drawing = Drawing(votes: image.votes)
            for _ in 0..<8 {
                drawing.box(
                    "eve", dice.uniform(0...900), dice.uniform(0...900), dice.uniform(20...90),
                    dice.uniform(20...90))
            }
            return ImageAnswers(
                image: image.image, size: image.size, annotators: image.annotators, votes: drawing.votes)
        }
    }

    /// By how much the silence of somebody more raises an existence at most, over all images and drawers.
    private static func rise(
        from person: String, after others: [String], parameters: BayesParameters, model: CrowdModel,
        images: [ImageAnswers]
    ) -> Double {
        let method = BayesConsensus(parameters: parameters)
        var most = -1.0
        for image in images {
            for drawer in ["ann", "ben", "cem", "dot"] {
                let votes = image.votes.filter { $0.annotator == AccountID(drawer) }
                func objects(_ silent: [String]) -> [ConsensusObject] {
                    method.consensus(
                        of: ImageAnswers(
                            image: image.image, size: image.size,
                            annotators: silent.map { AccountID($0) }, votes: votes),
                        given: model, settings: settings
                    ).objects
                }
                let silent = others.filter { $0 != drawer }
                for (after, before) in zip(objects(silent + [person]), objects(silent)) {
                    most = max(most, after.existence - before.existence)
                }
            }
        }
        return most
    }

    @Test("Nobody's silence raises an existence, whatever they mark", arguments: 0..<2 as Range<UInt64>)
    func everybody(seed: UInt64) {
        let images = Self.spammed(seed)
        let model = BayesConsensus().fit(images).model
        for others in [[], ["ann"], ["ann", "ben"]] {
            for person in ["eve", "zoe"] {
                let rise = Self.rise(
                    from: person, after: others, parameters: BayesParameters(), model: model,
                    images: Array(images.prefix(2)))
                #expect(rise <= 0)
            }
        }
    }

    @Test(
        "Bounded to those who mark with some care, only a spammer's silence may speak for an object",
        arguments: 0..<2 as Range<UInt64>)
    func careful(seed: UInt64) throws {
        let images = Self.spammed(seed)
        var parameters = BayesParameters()
        parameters.boundedFalseMark = 0.25
        let model = BayesConsensus(parameters: parameters).fit(images).model
        let eve = try #require(model.annotators.first { $0.annotator == AccountID("eve") })
        #expect(eve.falseMark > 0.25)
        for others in [[], ["ann"], ["eve"], ["ann", "eve", "ben"]] {
            let rise = Self.rise(
                from: "zoe", after: others, parameters: parameters, model: model,
                images: Array(images.prefix(2)))
            #expect(rise <= 0, "a stranger's silence")
        }
        let rise = Self.rise(
            from: "eve", after: [], parameters: parameters, model: model, images: Array(images.prefix(2)))
        #expect(rise > 0.01, "the mark is none of eve's")
    }
}
