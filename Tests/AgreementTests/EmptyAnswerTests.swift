import Agreement
import Labeling
import Testing

@Suite("What an empty answer may say")
struct EmptyAnswerTests {
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

    /// By how much one answer more raises an existence at most, over all images and drawers.
    ///
    /// - Parameters:
    ///   - drawing: whether whoever answers more draws something, far from everything else.
    ///   - empty: who answered before with nothing.
    private static func rise(
        from person: String, drawing: Bool = false, after empty: [String], model: CrowdModel,
        images: [ImageAnswers]
    ) -> Double {
        var most = -1.0
        for image in images {
            for drawer in ["ann", "ben", "cem", "dot"] {
                var own = Drawing(votes: image.votes)
                own.box(person, 950, 950, 30, 30)
                let other = own.votes.suffix(drawing ? 1 : 0)
                let votes = image.votes.filter { $0.annotator == AccountID(drawer) }
                func existence(_ people: [String], _ votes: [Vote]) -> [String: Double] {
                    let answers = ImageAnswers(
                        image: image.image, size: image.size, annotators: people.map { AccountID($0) },
                        votes: votes)
                    let objects = BayesConsensus().consensus(of: answers, given: model, settings: settings)
                        .objects
                    return Dictionary(uniqueKeysWithValues: objects.map { ($0.id, $0.existence) })
                }
                let people = empty.filter { $0 != drawer }
                let after = existence(people + [person], votes + other)
                for (id, before) in existence(people, votes) {
                    most = max(most, after[id, default: 0] - before)
                }
            }
        }
        return most
    }

    @Test("Nobody's empty answer raises an existence, whatever they mark", arguments: 0..<2 as Range<UInt64>)
    func everybody(seed: UInt64) {
        let images = Self.spammed(seed)
        let model = BayesConsensus().fit(images).model
        for others in [[], ["ann"], ["eve"], ["ann", "eve", "ben"]] {
            for person in ["eve", "zoe"] where !others.contains(person) {
                let rise = Self.rise(
                    from: person, after: others, model: model, images: Array(images.prefix(2)))
                #expect(rise <= 0)
            }
        }
    }

    @Test(
        "A spammer who marked other things speaks for what they left out",
        arguments: 0..<2 as Range<UInt64>)
    func spammer(seed: UInt64) throws {
        let images = Self.spammed(seed)
        let model = BayesConsensus().fit(images).model
        let eve = try #require(model.annotators.first { $0.annotator == AccountID("eve") })
        #expect(eve.falseMark > 0.25)
        let rise = Self.rise(
            from: "eve", drawing: true, after: [], model: model, images: Array(images.prefix(2)))
        #expect(rise > 0.01, "the mark is none of eve's")
    }
}
