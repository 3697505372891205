import Agreement
import Geometry
import Labeling
import Testing

@Suite("Rules of others as methods")
struct BaselineConsensusTests {
    private static let baselines = ConsensusMethods.baselines.map { type(of: $0).id }

    private func consensus(_ answers: ImageAnswers, _ id: String, quorum: Double = 0.5) throws
        -> ImageConsensus
    {
        let method = try #require(ConsensusMethods.baselineOrMethod(named: id))
        return method.consensus(
            of: answers, given: nil, settings: ConsensusSettings(method: id, quorum: quorum))
    }

    @Test("Projects are not offered them, and no two have one name")
    func names() {
        let ids = (ConsensusMethods.all + ConsensusMethods.baselines).map { type(of: $0).id }
        #expect(Set(ids).count == ids.count)
        for id in Self.baselines { #expect(ConsensusMethods.named(id) == nil) }
    }

    @Test(
        "The order of images, people and shapes changes no byte", arguments: baselines, 0..<3 as Range<UInt64>
    )
    func order(id: String, seed: UInt64) throws {
        let method = try #require(ConsensusMethods.baselineOrMethod(named: id))
        let crowd = Crowd(seed: seed, images: 4, polygons: seed % 2 == 1)
        var dice = Dice(seed + 99)
        let shuffled = crowd.images.shuffled(using: &dice).map { image in
            ImageAnswers(
                image: image.image, size: image.size, annotators: image.annotators.shuffled(using: &dice),
                votes: image.votes.shuffled(using: &dice))
        }
        let settings = ConsensusSettings(method: id)
        #expect(
            try encoded(method.consensus(of: crowd.images, settings: settings))
                == encoded(method.consensus(of: shuffled, settings: settings)))
    }

    @Test("Every vote is one person's own shape, and the quorum accepts", arguments: baselines)
    func votes(id: String) throws {
        let image = Crowd(seed: 4, images: 1).images[0]
        for quorum in [0.2, 0.5, 1] {
            let found = try consensus(image, id, quorum: quorum)
            for object in found.objects {
                #expect(Set(object.votes.map(\.annotator)).count == object.votes.count)
                #expect(object.existence == Double(object.votes.count) / 5)
                #expect(object.accepted == (object.existence >= quorum - 1e-9))
                #expect((0...1.000001).contains(object.score))
            }
            #expect(found.objects.map(\.score) == found.objects.map(\.score).sorted(by: >))
        }
    }

    @Test(
        "Three people, one object: what each rule makes of it",
        arguments: [
            ("majority", Box(x: 102, y: 100, width: 100, height: 100)),
            ("wbf", Box(x: 102, y: 100, width: 100, height: 100)),
            ("nms", Box(x: 100, y: 100, width: 100, height: 100)),
            ("datumaro", Box(x: 102, y: 100, width: 100, height: 100)),
        ])
    func place(id: String, expected: Box) throws {
        var drawing = Drawing()
        for (person, left) in [("ann", 100.0), ("ben", 102), ("cem", 104)] {
            drawing.box(person, left, 100, 100, 100)
        }
        let found = try consensus(drawing.answers(["ann", "ben", "cem", "dot"]), id)
        #expect(found.objects.count == 1 && found.objects[0].accepted)
        #expect(abs(found.objects[0].shape.bounds.x - expected.x) < 1e-9)
        #expect(found.objects[0].votes.count == 3)
    }

    @Test("Only the majority puts different classes together")
    func classes() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 100, 100)
        drawing.box("ben", 100, 100, 100, 100)
        drawing.box("cem", 100, 100, 100, 100, label: "dog")
        let answers = drawing.answers(["ann", "ben", "cem"])
        for id in Self.baselines {
            let objects = try consensus(answers, id).objects
            #expect(objects.count == (id == "majority" ? 1 : 2))
            #expect(objects[0].labelID == LabelClassID("cat"))
        }
    }

    @Test("Crowd regions stay among themselves, what is known is what counts", arguments: baselines)
    func crowdsAndTruth(id: String) throws {
        var drawing = Drawing()
        for person in ["ann", "ben"] { drawing.box(person, 100, 100, 100, 100, flags: .crowd) }
        for person in ["ann", "ben"] { drawing.box(person, 100, 100, 98, 100) }
        let answers = drawing.answers(["ann", "ben"])
        let objects = try consensus(answers, id).objects
        #expect(objects.map(\.isCrowd).count { $0 } == 1 && objects.count == 2)
        let gold = Annotation(
            id: AnnotationID("g"), labelID: LabelClassID("cat"),
            shape: .box(Box(x: 101, y: 100, width: 100, height: 100)))
        let known = ImageAnswers(
            image: answers.image, size: answers.size, annotators: answers.annotators, votes: answers.votes,
            known: KnownTruth(annotations: [gold]))
        #expect(try consensus(known, id).accepted.map(\.shape) == [gold.shape])
    }

    @Test("Images with thousands of boxes are merged", arguments: baselines)
    func many(id: String) throws {
        var (drawing, dice) = (Drawing(), Dice(8))
        for index in 0..<3000 {
            let (x, y) = (Double(index % 60) * 16, Double(index / 60 % 50) * 19)
            drawing.box("p\(index % 3)", x + dice.uniform(0...2), y + dice.uniform(0...2), 12, 14)
        }
        let found = try consensus(drawing.answers(["p0", "p1", "p2"]), id)
        #expect(!found.objects.isEmpty)
    }
}
