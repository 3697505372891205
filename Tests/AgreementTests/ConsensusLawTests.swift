import Agreement
import Geometry
import Labeling
import Testing

@Suite("Laws of every consensus method")
struct ConsensusLawTests {
    @Test("The order of images, people and shapes changes no byte", arguments: 0..<6 as Range<UInt64>)
    func order(seed: UInt64) throws {
        let crowd = Crowd(seed: seed, images: 4, polygons: seed % 2 == 1)
        var dice = Dice(seed + 99)
        let shuffled = crowd.images.shuffled(using: &dice).map { image in
            ImageAnswers(
                image: image.image, size: image.size, annotators: image.annotators.shuffled(using: &dice),
                votes: image.votes.shuffled(using: &dice))
        }
        for method in ConsensusMethods.all {
            let first = method.consensus(of: crowd.images, settings: ConsensusSettings())
            let second = method.consensus(of: shuffled, settings: ConsensusSettings())
            #expect(try encoded(first) == encoded(second))
            #expect(
                AgreementReport(answers: crowd.images, consensus: first)
                    == AgreementReport(answers: shuffled, consensus: second.shuffled(using: &dice)))
        }
    }

    @Test("Identical answers give themselves", arguments: 0..<6 as Range<UInt64>)
    func identical(seed: UInt64) throws {
        let one = Crowd(seed: seed, images: 1, people: 1, objects: 5, polygons: true).images[0]
        var drawing = Drawing()
        for person in ["p", "q", "r", "s"] {
            for vote in one.votes {
                drawing.shape(person, vote.annotation.shape, label: vote.annotation.labelID.rawValue)
            }
        }
        let answers = drawing.answers(["p", "q", "r", "s"])
        for method in ConsensusMethods.all {
            let result = try #require(
                method.consensus(of: [answers], settings: ConsensusSettings()).first)
            #expect(result.objects.count == one.votes.count)
            for vote in one.votes {
                let found = result.objects.first { $0.shape == vote.annotation.shape }
                let object = try #require(found, "the very same shape comes out")
                #expect(object.accepted && object.labelID == vote.annotation.labelID)
                #expect(object.existence > 0.9 && object.score > 0.9)
            }
            #expect(result.agreement == 1)
            #expect(result.conflicts.isEmpty)
            let map = DisagreementMap(answers: answers, consensus: result)
            #expect(map.presence.maximum == 0 && map.class.maximum == 0)
        }
    }

    @Test("Moving the image moves the answer", arguments: 0..<4 as Range<UInt64>, methods)
    func translation(seed: UInt64, method: String) throws {
        try compare(seed: seed, scale: 1, dx: 64, dy: 128, method: method)
    }

    @Test("Scaling the image scales the answer", arguments: [0.1, 0.125, 8.0, 10], methods)
    func scale(factor: Double, method: String) throws {
        for seed in 7..<10 as Range<UInt64> {
            try compare(seed: seed, scale: factor, dx: 0, dy: 0, method: method)
        }
    }

    private func compare(seed: UInt64, scale: Double, dx: Double, dy: Double, method: String) throws {
        let image = Crowd(seed: seed, images: 1).images[0]
        func moved(_ box: Box) -> Box {
            Box(
                x: box.x * scale + dx, y: box.y * scale + dy, width: box.width * scale,
                height: box.height * scale)
        }
        let other = ImageAnswers(
            image: image.image, size: PixelSize(width: 0, height: 0), annotators: image.annotators,
            votes: image.votes.map { vote in
                var vote = vote
                vote.annotation.shape = .box(moved(vote.annotation.shape.bounds))
                return vote
            })
        let before = try consensus(image, method: method)
        let after = try consensus(other, method: method)
        #expect(before.objects.count == after.objects.count)
        for object in before.objects {
            let twin = try #require(after.objects.first { $0.id == object.id })
            #expect(twin.votes.map(\.annotationID) == object.votes.map(\.annotationID))
            #expect(twin.accepted == object.accepted && twin.labelID == object.labelID)
            #expect(abs(twin.existence - object.existence) < 3e-6)
            let expected = moved(object.shape.bounds)
            let got = twin.shape.bounds
            for (a, b) in [
                (expected.x, got.x), (expected.y, got.y), (expected.maxX, got.maxX),
                (expected.maxY, got.maxY),
            ] {
                // Bayes gives boxes in hundredths of a pixel, before and after.
                let step = method == BayesConsensus.id ? 0.00501 * (1 + scale) : 0
                #expect(abs(a - b) < 1e-8 * max(1, scale) + step)
            }
        }
    }

    @Test(
        "Fewer than the quorum settle nothing",
        arguments: [(2, 5, 0.5), (1, 3, 0.5), (3, 10, 1.0 / 3), (4, 5, 1)])
    func quorum(drawers: Int, people: Int, quorum: Double) throws {
        let names = (0..<people).map { "p\($0)" }
        var drawing = Drawing()
        for name in names.prefix(drawers) { drawing.box(name, 100, 100, 50, 50) }
        let few = try consensus(drawing.answers(names), quorum: quorum)
        #expect(few.objects.map(\.accepted) == [false])
        #expect(few.conflicts.map(\.kind) == [.extra])
        drawing.box(names[drawers], 100, 100, 50, 50)
        let enough = try consensus(drawing.answers(names), quorum: quorum)
        #expect(enough.objects.map(\.accepted) == [true])
    }

    /// By Bayes of the verdict with the same skills; a whole fit also learns from the empty answer, and so the law there
    /// is about what is accepted.
    @Test("An empty answer more never speaks for an object", arguments: 0..<4 as Range<UInt64>, methods)
    func emptyAnswer(seed: UInt64, method: String) throws {
        let image = Crowd(seed: seed, images: 1).images[0]
        let more = ImageAnswers(
            image: image.image, size: image.size, annotators: image.annotators + [AccountID("zoe")],
            votes: image.votes)
        let after = try consensus(more, method: method)
        for object in try consensus(image, method: method).objects {
            let twin = try #require(after.objects.first { $0.id == object.id })
            if method == QuorumConsensus.id || object.accepted {
                #expect(twin.existence <= object.existence)
            }
            #expect(object.accepted || !twin.accepted)
        }
    }

    @Test(
        "With a given model an empty answer raises no existence", arguments: 0..<8 as Range<UInt64>, methods)
    func emptyAnswerGiven(seed: UInt64, method: String) throws {
        let crowd = Crowd(seed: seed, images: 12)
        let settings = ConsensusSettings(method: method)
        let found = try #require(ConsensusMethods.named(method))
        let model = found.fit(crowd.images, settings: settings).model
        for image in crowd.images {
            var people: [AccountID] = []
            for vote in image.votes where !people.contains(vote.annotator) { people.append(vote.annotator) }
            var last: [String: Double] = [:]
            // Everybody who drew, then those who did not, one after the other, careless ones and strangers.
            for silent in [[], ["eve"], ["eve", "zoe"], ["eve", "zoe", "abe", "ann", "ben", "cem", "dot"]] {
                let answers = ImageAnswers(
                    image: image.image, size: image.size, annotators: silent.map { AccountID($0) },
                    votes: image.votes.filter { $0.annotator == people[0] })
                for object in found.consensus(of: answers, given: model, settings: settings).objects {
                    #expect(object.existence <= last[object.id, default: 1])
                    last[object.id] = object.existence
                }
            }
        }
    }

    @Test("In larger pictures people are found to be as exact, in larger pixels", arguments: [0.5, 2])
    func scaleSkills(factor: Double) throws {
        let crowd = Crowd(seed: 7, images: 12)
        let scaled = crowd.images.map { image in
            ImageAnswers(
                image: image.image, size: PixelSize(width: 0, height: 0), annotators: image.annotators,
                votes: image.votes.map { vote in
                    var vote = vote
                    let box = vote.annotation.shape.bounds
                    vote.annotation.shape = .box(
                        Box(
                            x: box.x * factor, y: box.y * factor, width: box.width * factor,
                            height: box.height * factor))
                    return vote
                })
        }
        let (before, after) = (
            BayesConsensus().fit(crowd.images).model, BayesConsensus().fit(scaled).model
        )
        for (own, other) in zip(before.annotators, after.annotators) {
            #expect(abs(own.miss - other.miss) < 1e-6 && abs(own.falseMark - other.falseMark) < 1e-6)
            let (narrow, wide) = (own.placeDeviation(side: 50), other.placeDeviation(side: 50 * factor))
            #expect(abs(wide - factor * narrow) < 1e-6)
        }
    }

    @Test(
        "Every vote is in exactly one object, and nobody twice in one", arguments: 0..<6 as Range<UInt64>,
        methods)
    func votesKept(seed: UInt64, method: String) throws {
        let image = Crowd(seed: seed, images: 1, objects: 30).images[0]
        let result = try consensus(image, method: method)
        let used =
            result.objects.flatMap { $0.votes.map(\.annotationID) } + result.duplicates.flatMap(\.others)
        #expect(used.sorted() == image.votes.map(\.annotation.id).sorted())
        for object in result.objects {
            #expect(Set(object.votes.map(\.annotator)).count == object.votes.count)
            #expect((0...1).contains(object.score) && (0...1).contains(object.existence))
        }
        #expect(Set(result.objects.map(\.id)).count == result.objects.count)
        for object in result.objects {
            let shares = object.classPosterior.map(\.probability)
            #expect(abs(shares.reduce(0, +) - 1) < 3e-6 && shares == shares.sorted(by: >))
            #expect(Set(object.classPosterior.map(\.labelID)) == Set(object.votes.map(\.labelID)))
        }
    }

    @Test("Each method can be found by its identifier")
    func names() {
        for method in ConsensusMethods.all {
            let id = type(of: method).id
            #expect(ConsensusMethods.named(id).map { type(of: $0).id } == id)
        }
        #expect(ConsensusMethods.named("coin") == nil)
        #expect(ConsensusMethods.named(ConsensusSettings().method) != nil)
    }
}
