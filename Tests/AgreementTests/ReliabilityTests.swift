import Agreement
import Foundation
import Geometry
import Labeling
import Testing

@Suite("Reliability of probabilities")
struct ReliabilityTests {
    /// Probabilities that are too bold: what happens has log odds half as large, and less by ½.
    private func bold(_ count: Int, seed: UInt64 = 3) -> [ExistenceObservation] {
        var dice = Dice(seed)
        return (0..<count).map { number in
            let logit = dice.uniform(-5...5)
            let share: Double = 1 / (1 + exp(0.5 - logit / 2))
            let given: Double = 1 / (1 + exp(-logit))
            return ExistenceObservation(
                image: ImageID("image \(number / 4)"), probability: given,
                isRight: dice.uniform(0...1) < share, source: number % 3 == 0 ? .audit : .known)
        }
    }

    @Test("bins count, with Wilson's interval, and the error is the mean gap")
    func bins() throws {
        let observations = [(0.95, true), (0.91, true), (0.99, false), (0.15, false), (1.0, true)].map {
            ExistenceObservation(image: ImageID("a"), probability: $0.0, isRight: $0.1, source: .known)
        }
        let diagram = ReliabilityDiagram(observations)
        #expect(diagram.bins.map(\.count) == [0, 1, 0, 0, 0, 0, 0, 0, 0, 4])
        let top = diagram.bins[9]
        #expect(top.observed == Estimate.proportion(successes: 3, of: 4))
        #expect(abs(try #require(top.predicted) - 0.9625) < 1e-12)
        let error: Double = (0.2125 * 4 + 0.15) / 5
        #expect(abs(try #require(diagram.expectedCalibrationError) - error) < 1e-12)
        #expect(ReliabilityDiagram([]).expectedCalibrationError == nil)
    }

    @Test("what is too bold is found and corrected, on images that the correction did not see")
    func corrected() throws {
        let reliability = Reliability(bold(2000))
        let learned = try #require(reliability.recalibration)
        #expect(abs(learned.slope - 0.5) < 0.06 && abs(learned.intercept + 0.5) < 0.15)
        let before = try #require(reliability.before.expectedCalibrationError)
        let after = try #require(reliability.after?.expectedCalibrationError)
        #expect(before > 0.1 && after < 0.03, "\(before) → \(after)")
        #expect(try #require(reliability.after?.brierScore) < #require(reliability.before.brierScore))
        #expect(reliability.sources == [.audit: 667, .known: 1333])
        let many = bold(2000)
        #expect(Reliability(many.reversed()).recalibration == learned)
    }

    @Test("probabilities that are right stay about what they are")
    func alreadyRight() throws {
        var dice = Dice(9)
        let observations = (0..<3000).map { number in
            let p = dice.uniform(0.02...0.98)
            return ExistenceObservation(
                image: ImageID("\(number / 5)"), probability: p, isRight: dice.uniform(0...1) < p,
                source: .known)
        }
        let learned = try #require(LogisticRecalibration.fit(observations))
        for p in [0.1, 0.5, 0.9] { #expect(abs(learned.corrected(p) - p) < 0.03) }
    }

    @Test("too little teaches nothing, and one outcome alone never makes anything certain")
    func little() throws {
        #expect(LogisticRecalibration.fit(bold(49)) == nil)
        #expect(Reliability(bold(52)).after == nil, "a tenth of the images held back leaves too few")
        let all = (0..<60).map {
            ExistenceObservation(image: ImageID("\($0)"), probability: 0.9, isRight: true, source: .audit)
        }
        let learned = try #require(LogisticRecalibration.fit(all))
        #expect(learned.corrected(0.9) > 0.9 && learned.corrected(0.9) < 1)
        #expect(learned.corrected(0.2) < learned.corrected(0.8), "the order stays")
    }

    @Test("a candidate is right where something is, whatever its class; crowd regions decide nothing")
    func againstTruth() throws {
        var drawing = Drawing()
        for person in ["ann", "ben"] {
            drawing.box(person, 0, 0, 100, 100)
            drawing.box(person, 500, 500, 40, 40)
            drawing.box(person, 800, 800, 40, 40)
        }
        let found = ExistenceObservation.all(
            try consensus(drawing.answers(["ann", "ben"])),
            against: [
                TruthShape(
                    labelID: LabelClassID("dog"), shape: .box(Box(x: 2, y: 0, width: 100, height: 100))),
                TruthShape(
                    labelID: LabelClassID("cat"), shape: .box(Box(x: 780, y: 780, width: 200, height: 200)),
                    isCrowd: true),
            ])
        #expect(found.map(\.isRight).sorted { $0 && !$1 } == [true, false])
    }

    @Test("a model with a correction judges by it, and the evidence still adds up")
    func judging() throws {
        var drawing = Drawing()
        for person in ["ann", "ben"] { drawing.box(person, 100, 100, 80, 80) }
        drawing.box("cem", 500, 500, 60, 60)
        let answers = drawing.answers(["ann", "ben", "cem"])
        let method = BayesConsensus()
        let model = method.learn(from: [answers]).model
        let learned = try #require(LogisticRecalibration.fit(bold(400)))
        let plain = method.consensus(of: answers, given: model, settings: ConsensusSettings())
        let corrected = method.consensus(
            of: answers, given: model.recalibrated(learned), settings: ConsensusSettings())
        for object in corrected.objects {
            let before = try #require(plain.objects.first { $0.id == object.id })
            #expect(abs(object.existence - learned.corrected(before.existence)) < 1e-5)
            let evidence = try #require(object.evidence)
            #expect(abs(1 / (1 + exp(-evidence.logit)) - object.existence) < 1e-5)
            #expect(object.accepted == (object.existence >= 0.5))
        }
        let back = method.consensus(
            of: answers, given: model.recalibrated(learned).recalibrated(nil), settings: ConsensusSettings())
        #expect(try encoded([plain]) == encoded([back]))
    }
}
