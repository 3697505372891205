import Agreement
import Foundation
import Geometry
import Labeling
import Testing

@Suite("Why an object is there, and what would change it")
struct ExplanationTests {
    private static let settings = ConsensusSettings(method: BayesConsensus.id)

    @Test("The terms of the evidence sum to the logit of existence", arguments: 0..<4 as Range<UInt64>)
    func sum(seed: UInt64) throws {
        for image in BayesConsensus().fit(Crowd(seed: seed, images: 8).images).consensus {
            for object in image.objects {
                let evidence = try #require(object.evidence)
                #expect(abs(1 / (1 + exp(-evidence.logit)) - object.existence) < 2e-6)
                #expect(evidence.people.map(\.annotator) == image.annotators)
                let drew = evidence.people.filter { $0.part == .drew }
                #expect(drew.map(\.annotator) == object.votes.map(\.annotator))
                #expect(drew.allSatisfy { $0.logOdds > 0 }, "a mark never speaks against an object")
                #expect(evidence.limit <= 0 || evidence.logit <= -29.9)
            }
        }
    }

    @Test("The shares of the votes in place and class sum to 1", arguments: methods)
    func shares(method: String) throws {
        for image in [Crowd(seed: 2, images: 1), Crowd(seed: 2, images: 1, polygons: true)] {
            for object in try consensus(image.images[0], method: method).objects {
                for part in [\VoteShare.weight, \VoteShare.classWeight] {
                    let shares = object.votes.map { $0[keyPath: part] }
                    #expect(abs(shares.reduce(0, +) - 1) < 1e-5 && shares.allSatisfy { $0 >= 0 })
                }
            }
        }
    }

    @Test("The exact one has the larger share in the place")
    func exact() {
        let fit = BayesConsensus().fit(Crowd(seed: 5, images: 25).images)
        var (careless, others) = (0.0, 0.0)
        for object in fit.consensus.flatMap(\.objects) where object.votes.count == 5 {
            careless += object.votes[4].weight
            others += object.votes[0].weight
        }
        #expect(careless < 0.6 * others)
    }

    @Test("One more who draws it makes it likelier, one more who does not never does")
    func oneMore() throws {
        let crowd = Crowd(seed: 6, images: 10)
        let fit = BayesConsensus().fit(crowd.images)
        for image in fit.consensus {
            for object in image.objects {
                let change = Explanation.whatWouldChange(
                    object, in: image, given: fit.model, settings: Self.settings)
                let (drawn, not) = (
                    try #require(change.existenceIfDrawn), try #require(change.existenceIfNot)
                )
                #expect(drawn >= object.existence && not <= object.existence && change.votesNeeded == nil)
            }
        }
    }

    @Test("What is foretold is what happens when somebody comes who is average")
    func foretold() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 80, 60)
        let before = BayesConsensus().consensus(
            of: drawing.answers(["ann"]), given: nil, settings: Self.settings)
        let change = Explanation.whatWouldChange(
            before.objects[0], in: before, given: nil, settings: Self.settings)
        let after = BayesConsensus().consensus(
            of: drawing.answers(["ann", "new"]), given: nil, settings: Self.settings)
        #expect(change.existenceIfNot == after.objects[0].existence)
    }

    @Test(
        "By quorum: how many more votes",
        arguments: [
            (1, 4, 0.5, 2), (2, 4, 0.5, 0), (1, 5, 0.5, 3), (0, 1, 1.0 / 3, 1), (1, 10, 0.9, 80),
            (3, 5, 0.6, 0),
        ])
    func quorum(drew: Int, asked: Int, quorum: Double, expected: Int) throws {
        let names = (0..<asked).map { "p\($0)" }
        var drawing = Drawing()
        for name in names.prefix(max(1, drew)) { drawing.box(name, 100, 100, 50, 50) }
        let settings = ConsensusSettings(quorum: quorum)
        func result(_ more: Int) throws -> ImageConsensus {
            var drawing = drawing
            let others = (0..<more).map { "q\($0)" }
            for name in others { drawing.box(name, 100, 100, 50, 50) }
            return try consensus(drawing.answers(names + others), quorum: quorum)
        }
        let image = try result(0)
        let change = Explanation.whatWouldChange(image.objects[0], in: image, given: nil, settings: settings)
        let needed = try #require(change.votesNeeded)
        if drew > 0 { #expect(needed == expected) }
        #expect(try result(needed).objects[0].accepted)
        if needed > 0 { #expect(try !result(needed - 1).objects[0].accepted) }
        #expect(change.existenceIfDrawn == (try result(1)).objects[0].existence.rounded(to: 1e6))
    }

    @Test("A quorum of all cannot be reached once somebody did not draw it; what is known does not change")
    func never() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 50, 50)
        let image = try consensus(drawing.answers(["ann", "ben"]), quorum: 1)
        let change = Explanation.whatWouldChange(
            image.objects[0], in: image, given: nil, settings: ConsensusSettings(quorum: 1))
        #expect(change.votesNeeded == nil && change.existenceIfDrawn != nil)
        let annotation = Annotation(
            id: AnnotationID("k"), labelID: LabelClassID("cat"),
            shape: .box(Box(x: 100, y: 100, width: 50, height: 50)))
        let known = ImageAnswers(
            image: ImageID("i"), size: PixelSize(width: 1000, height: 1000), annotators: [],
            votes: drawing.votes, known: KnownTruth(annotations: [annotation]))
        let truth = BayesConsensus().consensus(of: known, given: nil, settings: Self.settings)
        let fixed = Explanation.whatWouldChange(
            truth.objects[0], in: truth, given: nil, settings: Self.settings)
        #expect(fixed.existenceIfDrawn == nil && fixed.existenceIfNot == nil && fixed.existence == 1)
        #expect(truth.objects[0].evidence == nil)
    }
}

extension Double {
    fileprivate func rounded(to scale: Double) -> Double { (self * scale).rounded() / scale }
}
