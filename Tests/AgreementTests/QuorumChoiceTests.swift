import Agreement
import Foundation
import Geometry
import Labeling
import Testing

@Suite("A quorum with weights, other outlines and other classes")
struct QuorumChoiceTests {
    private static let weighted = ConsensusSettings(method: "quorum", weights: .skill)

    /// Four exact people and one whose edges stray by ten times as much, on images of one box.
    private func answers(images: Int) -> [ImageAnswers] {
        var dice = Dice(11)
        return (0..<images).map { number in
            var drawing = Drawing()
            for (place, person) in Crowd.people.enumerated() {
                let noise = place == 4 ? 20.0 : 2
                drawing.box(
                    person, 300 + dice.normal(noise), 300 + dice.normal(noise), 200 + dice.normal(noise),
                    200 + dice.normal(noise))
            }
            return drawing.answers(Crowd.people, image: "image\(100 + number)")
        }
    }

    @Test("With weights by skill the careless count for less, and the place is nearer")
    func weights() throws {
        // Two people an image: without weights the middle of both, with them near the exact one.
        let pairs = answers(images: 30).map { image in
            ImageAnswers(
                image: image.image, size: image.size, annotators: [AccountID("ann"), AccountID("eve")],
                votes: image.votes.filter { ["ann", "eve"].contains($0.annotator.rawValue) })
        }
        let everybody = answers(images: 30).enumerated().map { index, image in
            ImageAnswers(
                image: ImageID("other\(100 + index)"), size: image.size, annotators: image.annotators,
                votes: image.votes)
        }
        let all = pairs + everybody
        let plain = QuorumConsensus().fit(all, settings: ConsensusSettings(method: "quorum"))
        let fit = QuorumConsensus().fit(all, settings: Self.weighted)
        #expect(plain.model == nil && fit.model != nil)
        func error(_ consensus: [ImageConsensus]) -> Double {
            consensus.filter { $0.annotators.count == 2 }.flatMap(\.objects)
                .reduce(0) { $0 + abs($1.shape.bounds.x - 300) }
        }
        #expect(error(fit.consensus) < 0.8 * error(plain.consensus))
        let shares = try #require(fit.consensus.last { $0.annotators.count == 5 }).objects[0].votes.map(
            \.weight)
        #expect(shares[4] < shares[0] / 2 && abs(shares.reduce(0, +) - 1) < 1e-5)
        // The same model gives the same image again, without the others.
        let again = QuorumConsensus().consensus(of: all[3], given: fit.model, settings: Self.weighted)
        #expect(fit.consensus.first { $0.image == all[3].image } == again)
    }

    @Test("People whom no fit knows count the same, as without weights")
    func unknown() {
        let image = answers(images: 1)[0]
        let plain = QuorumConsensus().consensus(
            of: image, given: nil, settings: ConsensusSettings(method: "quorum"))
        #expect(QuorumConsensus().consensus(of: image, given: nil, settings: Self.weighted) == plain)
    }

    @Test("Weights weigh polygons, too, and the order changes no byte")
    func order() throws {
        let crowd = Crowd(seed: 21, images: 5, polygons: true)
        var dice = Dice(5)
        let shuffled = crowd.images.shuffled(using: &dice).map { image in
            ImageAnswers(
                image: image.image, size: image.size, annotators: image.annotators.shuffled(using: &dice),
                votes: image.votes.shuffled(using: &dice))
        }
        let first = QuorumConsensus().consensus(of: crowd.images, settings: Self.weighted)
        #expect(
            try encoded(first) == encoded(QuorumConsensus().consensus(of: shuffled, settings: Self.weighted)))
        #expect(first != QuorumConsensus().consensus(of: crowd.images, settings: ConsensusSettings()))
    }

    @Test("Outlines by pixels lie near the line between them", arguments: OutlineRule.allCases)
    func outlines(rule: OutlineRule) throws {
        var drawing = Drawing()
        for (person, move) in [("ann", -4.0), ("ben", 0), ("cem", 4)] {
            let corners = (0..<24).map { corner in
                let angle = Double(corner) * .pi / 12
                return ImagePoint(x: 300 + move + 80 * cos(angle), y: 300 + 60 * sin(angle))
            }
            drawing.shape(person, .polygon(Polygon(corners)))
        }
        let answers = drawing.answers(["ann", "ben", "cem"])
        let result = QuorumConsensus(outlines: rule).consensus(
            of: answers, given: nil, settings: ConsensusSettings())
        let middle = drawing.votes[1].annotation.shape
        #expect(result.objects.count == 1)
        #expect(IoU.of(result.objects[0].shape, middle) > 0.95)
    }

    @Test("An aggregator finds the class that careful people gave, against the count")
    func classes() throws {
        var dice = Dice(17)
        let images = (0..<80).map { number in
            var drawing = Drawing()
            let truth = number % 2 == 0 ? "cat" : "dog"
            for person in ["ann", "ben", "cem", "dot", "eve"] {
                let isCareful = ["ann", "ben"].contains(person)
                let isRight = dice.uniform(0...1) < (isCareful ? 0.98 : 0.4)
                drawing.box(
                    person, 100, 100, 100, 100, label: isRight ? truth : truth == "cat" ? "dog" : "cat")
            }
            return drawing.answers(["ann", "ben", "cem", "dot", "eve"], image: "image\(100 + number)")
        }
        func wrong(_ classes: (any LabelAggregator)?) throws -> Int {
            let result = QuorumConsensus(classes: classes).consensus(
                of: images, settings: ConsensusSettings())
            return try result.enumerated().count { number, image in
                try #require(image.objects.first).labelID.rawValue != (number % 2 == 0 ? "cat" : "dog")
            }
        }
        let counted = try wrong(nil)
        #expect(counted > 3)
        for model in LabelAggregators.all { #expect(try wrong(model) < counted) }
    }

    @Test("An aggregator's class share is in the score, and invents no conflict")
    func agreeing() throws {
        var drawing = Drawing()
        for person in ["ann", "ben", "cem"] { drawing.box(person, 100, 100, 100, 100) }
        for person in ["ann", "ben", "cem"] { drawing.box(person, 500, 500, 100, 100, label: "dog") }
        let answers = drawing.answers(["ann", "ben", "cem"])
        for model in LabelAggregators.all {
            let result = QuorumConsensus(classes: model).consensus(
                of: answers, given: nil, settings: ConsensusSettings())
            #expect(result.conflicts.isEmpty)
            for object in result.objects {
                #expect(abs(object.score - (0.5 + 0.5 * object.classPosterior[0].probability)) < 1e-9)
            }
        }
    }
}
