import Agreement
import Geometry
import Labeling
import Testing

@Suite("One person under two names")
struct CopiedPairTests {
    private func pairs(_ images: [ImageAnswers], _ method: String) throws -> [CopiedPair] {
        let found = try #require(ConsensusMethods.named(method))
        let settings = ConsensusSettings(method: method)
        return CopiedPair.all(in: images, consensus: found.consensus(of: images, settings: settings))
    }

    /// The crowd, in which the answers of some people are given again under another name.
    private func doubled(_ crowd: Crowd, _ person: String, as name: String, every: Int = 1) -> [ImageAnswers]
    {
        crowd.images.enumerated().map { number, image in
            guard number % every == 0 else { return image }
            let copies = image.votes.filter { $0.annotator == AccountID(person) }.map { vote in
                Vote(
                    annotation: Annotation(
                        id: AnnotationID("copy-\(vote.annotation.id.rawValue)"),
                        labelID: vote.annotation.labelID, shape: vote.annotation.shape),
                    annotator: AccountID(name))
            }
            return ImageAnswers(
                image: image.image, size: image.size, annotators: image.annotators + [AccountID(name)],
                votes: image.votes + copies)
        }
    }

    @Test("An annotator added twice is named, and nobody else", arguments: 0..<4 as Range<UInt64>, methods)
    func twice(seed: UInt64, method: String) throws {
        let crowd = Crowd(seed: seed, images: 6, polygons: seed % 2 == 1)
        #expect(try pairs(crowd.images, method).isEmpty, "honest people")
        let found = try pairs(doubled(crowd, "cem", as: "zoe"), method)
        let pair = try #require(found.first)
        #expect(found.count == 1 && pair.a == AccountID("cem") && pair.b == AccountID("zoe"))
        #expect(pair.images == 6 && pair.sameShapes == pair.sharedShapes)
        #expect(pair.sameShapes > 20 && pair.expectedByChance < 1)
    }

    @Test("So is somebody who copies on every third image only")
    func sometimes() throws {
        let found = try pairs(
            doubled(Crowd(seed: 9, images: 12), "ann", as: "zoe", every: 3), QuorumConsensus.id)
        #expect(found.map(\.b) == [AccountID("zoe")] && found.first?.images == 4)
    }

    @Test("Two who are the same person and nobody else to compare with")
    func alone() throws {
        let crowd = Crowd(seed: 4, images: 6, people: 1)
        #expect(try pairs(doubled(crowd, "ann", as: "zoe"), BayesConsensus.id).count == 1)
    }

    @Test("Honest agreement on tiny boxes drawn to whole pixels is none", arguments: methods)
    func tiny(method: String) throws {
        var dice = Dice(17)
        let images = (0..<10).map { number in
            var drawing = Drawing()
            for _ in 0..<4 {
                let (x, y) = (dice.uniform(0...900), dice.uniform(0...900))
                let side = dice.uniform(4...9)
                for person in ["ann", "ben", "cem"] {
                    let box = Box(
                        minX: (x + dice.normal(0.35)).rounded(), minY: (y + dice.normal(0.35)).rounded(),
                        maxX: (x + side + dice.normal(0.35)).rounded(),
                        maxY: (y + side + dice.normal(0.35)).rounded())
                    drawing.shape(person, .box(box))
                }
            }
            return drawing.answers(["ann", "ben", "cem"], image: "image\(100 + number)")
        }
        let merged = try #require(ConsensusMethods.named(method))
            .consensus(of: images, settings: ConsensusSettings(method: method))
        let equal = images.flatMap(\.votes).map(\.annotation.shape.bounds)
        #expect(Set(equal).count < equal.count - 3, "some boxes are the same")
        #expect(CopiedPair.all(in: images, consensus: merged).isEmpty)
    }

    @Test("The order of images and people changes nothing")
    func order() throws {
        let images = doubled(Crowd(seed: 5, images: 5), "ben", as: "abe")
        var dice = Dice(1)
        let first = try pairs(images, QuorumConsensus.id)
        let second = try pairs(images.shuffled(using: &dice), QuorumConsensus.id)
        #expect(first == second && first.map(\.a) == [AccountID("abe")])
    }
}
