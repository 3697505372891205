import Agreement
import Geometry
import Labeling
import Testing

@Suite("What is known for certain")
struct BayesKnownTruthTests {
    private let three = ["ann", "ben", "cem"]

    private func known(_ number: Int, _ box: Box, label: String = "cat", flags: AnnotationFlags = [])
        -> Annotation
    {
        Annotation(
            id: AnnotationID("k\(number)"), labelID: LabelClassID(label), shape: .box(box), flags: flags)
    }

    @Test("The consensus is the truth, whatever people drew", arguments: methods)
    func truth(method: String) throws {
        var drawing = Drawing()
        for person in three {
            drawing.box(person, 104, 100, 80, 60, label: "dog")
            drawing.box(person, 700, 700, 50, 50)
        }
        let answers = drawing.answers(three)
        let truth = KnownTruth(annotations: [
            known(2, Box(x: 400, y: 400, width: 90, height: 90)),
            known(1, Box(x: 100, y: 100, width: 80, height: 60)),
        ])
        let image = ImageAnswers(
            image: answers.image, size: answers.size, annotators: answers.annotators, votes: answers.votes,
            known: truth)
        let result = try consensus(image, method: method)
        #expect(result.accepted.map(\.id).sorted() == ["k1", "k2"])
        #expect(result.accepted.allSatisfy { $0.isKnown && $0.existence == 1 && $0.score == 1 })
        let drawn = try #require(result.objects.first { $0.id == "k1" })
        #expect(drawn.shape == .box(Box(x: 100, y: 100, width: 80, height: 60)))
        #expect(drawn.labelID == LabelClassID("cat") && drawn.votes.count == 3)
        #expect(drawn.votes.allSatisfy { $0.iou < 1 && $0.iou > 0.9 })
        #expect(try #require(result.objects.first { $0.id == "k2" }).votes.isEmpty)
        let wrong = try #require(result.objects.first { !$0.accepted })
        #expect(wrong.existence == 0 && wrong.votes.count == 3 && !wrong.isKnown)
        let classes = try #require(result.conflicts.first { $0.kind == .class })
        #expect(
            classes.detail == "3 of the 3 people who drew this chose a class that is known to be wrong.")
        let kinds = Set(result.conflicts.map(\.kind))
        #expect(kinds == [.missing, .extra, .class])
        #expect(result.risk == 0 && result.riskParts?.total == 0)
        #expect(StoppingRule().decision(on: result) == .settled)
    }

    @Test("Known shapes are cut to the image, and those that cannot be used are left out", arguments: methods)
    func unusable(method: String) throws {
        let truth = KnownTruth(annotations: [
            known(1, Box(x: .nan, y: 0, width: 10, height: 10)),
            known(2, Box(x: 2000, y: 0, width: 10, height: 10)),
            known(3, Box(x: 20, y: 20, width: -5, height: 10)),
            known(4, Box(x: 990, y: 10, width: 100, height: 100)),
        ])
        let image = ImageAnswers(
            image: ImageID("i"), size: PixelSize(width: 1000, height: 1000), annotators: [AccountID("ann")],
            votes: [], known: truth)
        let objects = try consensus(image, method: method).objects
        #expect(objects.map(\.id) == ["k4"] && objects[0].votes.isEmpty)
        #expect(objects[0].shape == .box(Box(x: 990, y: 10, width: 10, height: 100)))
    }

    @Test("A candidate in a known crowd region teaches nothing and is not accepted", arguments: methods)
    func crowd(method: String) throws {
        var drawing = Drawing()
        for person in three { drawing.box(person, 150, 150, 40, 40) }
        let answers = drawing.answers(three)
        let region = known(1, Box(x: 100, y: 100, width: 300, height: 300), flags: .crowd)
        let image = ImageAnswers(
            image: answers.image, size: answers.size, annotators: answers.annotators, votes: answers.votes,
            known: KnownTruth(annotations: [region]))
        let result = try consensus(image, method: method)
        #expect(result.accepted.map(\.id) == ["k1"] && result.accepted[0].isCrowd)
        #expect(result.conflicts.allSatisfy { $0.kind != .extra })
        let skills = BayesConsensus().fit([image]).annotators
        #expect(skills.allSatisfy { $0.falseMarkRange.count == 0 && $0.missRange.count == 0 })
    }

    @Test("The order of what is known and of the answers changes no byte", arguments: methods)
    func order(method: String) throws {
        let images = GoldCrowd(seed: 2, images: 4, gold: 3).images.answers
        var dice = Dice(5)
        let shuffled = images.shuffled(using: &dice).map { image in
            ImageAnswers(
                image: image.image, size: image.size, annotators: image.annotators.reversed(),
                votes: image.votes.shuffled(using: &dice),
                known: image.known.map { known in
                    KnownTruth(annotations: known.annotations.reversed(), weight: known.weight)
                })
        }
        let found = try #require(ConsensusMethods.named(method))
        let settings = ConsensusSettings(method: method)
        #expect(
            try encoded(found.consensus(of: images, settings: settings))
                == encoded(found.consensus(of: shuffled, settings: settings)))
    }

    @Test("Skills come nearer to the truth with gold")
    func sharper() throws {
        var errors = (without: 0.0, with: 0.0)
        for seed in 0..<6 as Range<UInt64> {
            for (gold, isWith) in [(0, false), (40, true)] {
                let crowd = GoldCrowd(seed: seed, images: 60, gold: gold)
                let skills = BayesConsensus().fit(crowd.images.answers).annotators
                for (skill, person) in zip(skills, crowd.people) {
                    let error = abs(skill.miss - person.miss)
                    if isWith { errors.with += error } else { errors.without += error }
                }
            }
        }
        #expect(errors.with < 0.6 * errors.without, "\(errors)")
    }

    @Test("That everybody draws 4 px too large is only learned from gold")
    func commonBias() throws {
        func bias(gold: Int) -> [Double] {
            let crowd = GoldCrowd(seed: 1, images: 60, gold: gold, tooLarge: 4)
            let fit = BayesConsensus().fit(crowd.images.answers)
            let unit = (32 * 100.0).squareRoot()
            return (0..<4).map { edge in
                fit.annotators.reduce(0) { $0 + $1.bias[edge] } * unit / Double(fit.annotators.count)
            }
        }
        for value in bias(gold: 0) { #expect(abs(value) < 0.3) }
        for (value, sign) in zip(bias(gold: 40), [-1.0, -1, 1, 1]) {
            #expect(abs(value - 4 * sign) < 0.6, "\(value)")
        }
        // Taken off the boxes of images whose truth is not known.
        let crowd = GoldCrowd(seed: 1, images: 60, gold: 40, tooLarge: 4)
        let fit = BayesConsensus().fit(crowd.images.answers)
        var (offset, count) = (0.0, 0.0)
        for (result, truth) in zip(fit.consensus, crowd.images.truth).dropFirst(40) {
            for object in result.accepted {
                let box = object.shape.bounds
                guard let real = truth.first(where: { $0.iou(box) > 0.6 }) else { continue }
                offset += real.x - box.x
                count += 1
            }
        }
        #expect(count > 50 && abs(offset / count) < 0.6, "\(offset / count)")
    }

    @Test("A weight moves the skills, and makes nobody surer of them than the number of objects allows")
    func honest() {
        let light = BayesConsensus().fit(GoldCrowd(seed: 4, images: 20, gold: 20, weight: 1).images.answers)
        let heavy = BayesConsensus().fit(GoldCrowd(seed: 4, images: 20, gold: 20, weight: 5).images.answers)
        for (one, five) in zip(light.annotators, heavy.annotators) {
            let ratio =
                (five.placeSpreadRange.high - five.placeSpreadRange.low) / five.placeSpread
                / ((one.placeSpreadRange.high - one.placeSpreadRange.low) / one.placeSpread)
            #expect(abs(ratio - 1) < 1e-6)
            #expect(abs(one.placeSpreadRange.count - five.placeSpreadRange.count) < 1e-5)
            #expect(five.missRange.count < 60.001 && one.missRange.count < 60.001)
        }
    }

    @Test(
        "Weight 0 leaves the skills alone, and no weight breaks them", arguments: [0, 5, .infinity, .nan, -1])
    func weights(weight: Double) {
        let crowd = GoldCrowd(seed: 3, images: 6, gold: 6, weight: weight)
        for skill in BayesConsensus().fit(crowd.images.answers).annotators {
            #expect(skill.miss.isFinite && skill.placeSpread.isFinite && skill.bias.allSatisfy(\.isFinite))
            if weight != 5 { #expect(abs(skill.miss - 1.0 / 7) < 1e-9) }
        }
    }
}

/// A crowd with known skills whose first images are gold.
private struct GoldCrowd {
    struct Person {
        let name: String
        let miss: Double
        let noise: Double
    }

    let people = [
        Person(name: "ann", miss: 0.5, noise: 2), Person(name: "ben", miss: 0.6, noise: 3),
        Person(name: "cem", miss: 0.05, noise: 4),
    ]
    private(set) var images: (answers: [ImageAnswers], truth: [[Box]]) = ([], [])

    init(seed: UInt64, images count: Int, gold: Int, tooLarge: Double = 0, weight: Double = 5) {
        var dice = Dice(seed + 40)
        for number in 0..<count {
            var drawing = Drawing()
            var truth: [Box] = []
            for column in 0..<3 {
                let box = Box(
                    x: 50 + 300 * Double(column) + dice.uniform(0...80), y: dice.uniform(100...800),
                    width: 100,
                    height: 100)
                truth.append(box)
                for person in people where dice.uniform(0...1) > person.miss {
                    drawing.shape(
                        person.name,
                        .box(
                            Box(
                                minX: box.x - tooLarge + dice.normal(person.noise),
                                minY: box.y - tooLarge + dice.normal(person.noise),
                                maxX: box.maxX + tooLarge + dice.normal(person.noise),
                                maxY: box.maxY + tooLarge + dice.normal(person.noise))))
                }
            }
            let plain = drawing.answers(people.map(\.name), image: "image\(1000 + number)")
            let known = KnownTruth(
                annotations: truth.enumerated().map { index, box in
                    Annotation(
                        id: AnnotationID("k\(index)"), labelID: LabelClassID("cat"), shape: .box(box))
                },
                weight: weight)
            images.answers.append(
                ImageAnswers(
                    image: plain.image, size: plain.size, annotators: plain.annotators, votes: plain.votes,
                    known: number < gold ? known : nil))
            images.truth.append(truth)
        }
    }
}
