import Agreement
import Geometry
import Labeling
import Testing

@Suite("Bayesian consensus")
struct BayesConsensusTests {
    private let three = ["ann", "ben", "cem"]

    @Test("What only one person was asked about is believed as far as the prior goes")
    func alone() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 80, 60)
        let result = try consensus(drawing.answers(["ann"]), method: BayesConsensus.id)
        let object = try #require(result.objects.first)
        #expect(abs(object.existence - 2.0 / 3) < 1e-6 && object.accepted)
        #expect(object.shape == .box(Box(x: 100, y: 100, width: 80, height: 60)))
        #expect(object.meanIoU == nil && object.edgeSpread == nil)
    }

    @Test("Nobody, and people who drew nothing")
    func nothing() throws {
        #expect(BayesConsensus().fit([]).consensus.isEmpty)
        let nobody = try consensus(Drawing().answers([]), method: BayesConsensus.id)
        #expect(nobody.objects.isEmpty && nobody.agreementReason == "Nobody has answered yet.")
        let fit = BayesConsensus().fit([Drawing().answers(three)])
        #expect(fit.consensus[0].agreement == 1 && fit.annotators.map(\.annotator.rawValue) == three)
    }

    @Test("Rejected candidates are kept, with the probability that they exist")
    func rejected() throws {
        var drawing = Drawing()
        for x in [10.0, 200, 400] { for person in three { drawing.box(person, x, 10, 40, 40) } }
        drawing.box("dot", 500, 500, 40, 40)
        let result = try consensus(drawing.answers(three + ["dot"]), method: BayesConsensus.id)
        #expect(result.objects.map(\.accepted) == [true, true, true, false])
        #expect(result.objects[3].existence < 0.5)
        let extra = try #require(result.conflicts.first { $0.kind == .extra })
        #expect(extra.detail.hasPrefix("1 of 4 people drew this; it exists with probability 0."))
    }

    @Test("A box that several drew alike comes out, whatever their habits", arguments: 0..<3 as Range<UInt64>)
    func alike(seed: UInt64) throws {
        var crowd = Crowd(seed: seed, images: 5)
        var drawing = Drawing()
        let box = Box(x: 123.4, y: 50.6, width: 77.7, height: 33.3)
        for person in three { drawing.shape(person, .box(box)) }
        crowd.images.append(drawing.answers(three, image: "a"))
        let result = try #require(BayesConsensus().fit(crowd.images).consensus.first)
        #expect(result.objects.map(\.shape) == [.box(box)])
    }

    @Test("The exact one is believed about the place")
    func exact() throws {
        var dice = Dice(11)
        var errors = (mean: 0.0, bayes: 0.0)
        var scenes: [(truth: Box, answers: ImageAnswers)] = []
        for number in 0..<60 {
            let truth = Box(
                x: dice.uniform(100...700), y: dice.uniform(100...700), width: dice.uniform(50...200),
                height: dice.uniform(50...200))
            var drawing = Drawing()
            for (person, noise) in [("ann", 1.0), ("ben", 12), ("cem", 12)] {
                drawing.box(
                    person, truth.x + dice.normal(noise), truth.y + dice.normal(noise), truth.width,
                    truth.height)
            }
            scenes.append((truth, drawing.answers(three, image: "image\(100 + number)")))
        }
        let fit = BayesConsensus().fit(scenes.map(\.answers))
        for (scene, result) in zip(scenes, fit.consensus) {
            let box = try #require(result.objects.first).shape.bounds
            errors.bayes += abs(box.x - scene.truth.x)
            let edges = scene.answers.votes.map(\.annotation.shape.bounds.x)
            errors.mean += abs(edges.reduce(0, +) / Double(edges.count) - scene.truth.x)
        }
        #expect(errors.bayes < 0.6 * errors.mean)
        #expect(fit.annotators[0].placeSpread < 0.6 * fit.annotators[1].placeSpread)
    }

    @Test("A habit of drawing too far to the right is learned and taken off")
    func bias() throws {
        var dice = Dice(12)
        let answers = (0..<100).map { number in
            let (x, y) = (dice.uniform(100...700), dice.uniform(100...700))
            var drawing = Drawing()
            for person in three {
                let shift = person == "cem" ? 9.0 : 0
                drawing.box(person, x + shift + dice.normal(1), y + dice.normal(1), 100, 100)
            }
            return drawing.answers(three, image: "image\(1000 + number)")
        }
        let skills = BayesConsensus().fit(answers).annotators
        for edge in [0, 2] {
            let unit = (32 * 100.0).squareRoot()
            #expect((skills[2].bias[edge] - skills[0].bias[edge]) * unit > 3, "pixels, shrunk by the prior")
            #expect(abs(skills[1].bias[edge] - skills[0].bias[edge]) * unit < 1)
        }
        #expect(abs(skills[2].bias[1] - skills[0].bias[1]) < 0.02)
    }

    @Test("The careless one is known by every skill, and classes by who can name them")
    func skills() throws {
        let skills = BayesConsensus().fit(Crowd(seed: 5, images: 25).images).annotators
        let careless = try #require(skills.last)
        for other in skills.dropLast() {
            #expect(other.miss < careless.miss && other.placeSpread < careless.placeSpread)
            #expect(careless.placeDeviation(side: 100) > other.placeDeviation(side: 100))
        }
        #expect(skills.allSatisfy { (0.3...0.995).contains($0.classAccuracy) })
    }

    @Test(
        "Against two of five who mark things that are not there it stands where a quorum falls",
        arguments: [1, 2, 3] as [UInt64])
    func adversaries(seed: UInt64) throws {
        var dice = Dice(seed)
        let people = ["ann", "ben", "cem", "dot", "eve"]
        var answers: [ImageAnswers] = []
        var truth: [[TruthShape]] = []
        for number in 0..<30 {
            var drawing = Drawing()
            var known: [TruthShape] = []
            func near(_ box: Box, _ noise: Double) -> Box {
                Box(
                    x: box.x + dice.normal(noise), y: box.y + dice.normal(noise), width: box.width,
                    height: box.height)
            }
            for column in 0..<6 {
                let y = dice.uniform(0...300)
                let box = Box(x: 20 + 160 * Double(column), y: y, width: 80, height: 90)
                known.append(TruthShape(labelID: LabelClassID("cat"), shape: .box(box)))
                for person in people.prefix(3) where dice.uniform(0...1) < 0.8 {
                    drawing.shape(person, .box(near(box, 3)))
                }
                // The others draw what is not there, together, and little of what is.
                let decoy = Box(x: box.x, y: y + 400, width: 70, height: 80)
                for person in people.suffix(2) {
                    if dice.uniform(0...1) < 0.15 { drawing.shape(person, .box(near(box, 10))) }
                    if dice.uniform(0...1) < 0.6 {
                        drawing.shape(person, .box(near(decoy, 10)), label: "dog")
                    }
                }
            }
            answers.append(drawing.answers(people, image: "image\(100 + number)"))
            truth.append(known)
        }
        func f1(_ method: any ConsensusMethod, quorum: Double) throws -> Double {
            let settings = ConsensusSettings(quorum: quorum)
            let merged = method.consensus(of: answers, settings: settings)
            let found = zip(merged, truth).map { result, truth in
                EvaluatedImage(
                    image: result.image, truth: truth, predictions: result.objects.map(ScoredShape.init))
            }
            return try #require(Evaluation(of: found).at50.f1.value)
        }
        let bayes = try f1(BayesConsensus(), quorum: 0.5)
        #expect(bayes > 0.9)
        for quorum in [1.0 / 3, 0.5, 0.6] {
            #expect(bayes > (try f1(QuorumConsensus(), quorum: quorum)) + 0.05)
        }
    }

    @Test("The risk is that of the errors left: more people, less of it")
    func risk() throws {
        let crowd = Crowd(seed: 9, images: 12)
        func mean(_ people: Int) -> Double {
            let names = Crowd.people.prefix(people).map { AccountID($0) }
            let answers = crowd.images.map { image in
                ImageAnswers(
                    image: image.image, size: image.size, annotators: names,
                    votes: image.votes.filter { names.contains($0.annotator) })
            }
            let risks = BayesConsensus().fit(answers).consensus.compactMap(\.risk)
            #expect(risks.count == 12 && risks.allSatisfy { $0 >= 0 })
            return risks.reduce(0, +) / Double(risks.count)
        }
        let (one, three, five) = (mean(1), mean(3), mean(5))
        #expect(one > three && three > five)
    }

    @Test("Whoever marked a crowd does not vote against an instance in it")
    func neutral() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 300, 300, flags: .crowd)
        drawing.box("ben", 150, 150, 50, 50)
        drawing.box("ben", 600, 600, 50, 50)
        let objects = try consensus(drawing.answers(["ann", "ben"]), method: BayesConsensus.id).objects
        let inside = try #require(objects.first { $0.shape.bounds.x == 150 })
        let outside = try #require(objects.first { $0.shape.bounds.x == 600 })
        #expect(inside.neutral == [AccountID("ann")] && outside.neutral.isEmpty)
        #expect(inside.existence > outside.existence)
    }

    @Test("A quorum says nothing about risk and keeps its file as it was")
    func quorumFiles() throws {
        let crowd = Crowd(seed: 1, images: 1)
        let result = QuorumConsensus().consensus(of: crowd.images, settings: ConsensusSettings())
        let text = String(decoding: try encoded(result), as: UTF8.self)
        #expect(!text.contains("risk") && !text.contains("placeDeviation"))
    }
}
