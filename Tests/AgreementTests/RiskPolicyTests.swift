import Agreement
import Geometry
import Labeling
import Testing

@Suite("Risk, and who should look next")
struct RiskPolicyTests {
    private let fit = BayesConsensus().fit(Crowd(seed: 11, images: 20).images)

    @Test("The parts of the risk sum to it")
    func parts() throws {
        for image in fit.consensus {
            let parts = try #require(image.riskParts)
            let risk = try #require(image.risk)
            #expect(abs(parts.total - risk) < 1e-9)
            for part in [parts.missed, parts.spurious, parts.misplaced, parts.misclassed, parts.unseen] {
                #expect(part >= 0)
            }
            #expect(parts.unseen <= parts.missed)
            let doubtful = image.accepted.reduce(0) { $0 + 1 - $1.existence }
            #expect(abs(parts.spurious - doubtful) < 1e-4)
        }
        let quorum = QuorumConsensus().consensus(
            of: Crowd(seed: 11, images: 1).images, settings: ConsensusSettings())
        #expect(quorum[0].risk == nil && quorum[0].riskParts == nil)
    }

    @Test("Images are ranked by falling risk, equal ones and those without by identifier")
    func ranking() {
        func image(_ id: String, _ risk: Double?) -> ImageConsensus {
            ImageConsensus(
                image: ImageID(id), annotators: [], objects: [], conflicts: [], duplicates: [], pairs: [],
                agreement: nil, agreementReason: nil, risk: risk)
        }
        let images = [
            image("d", nil), image("c", 0.2), image("b", 0.2), image("a", 0.1), image("e", 3),
            image("b2", nil),
        ]
        let expected = ["e", "b", "c", "a", "b2", "d"]
        #expect(RiskRanking.order(images).map(\.rawValue) == expected)
        #expect(RiskRanking.order(images.reversed()).map(\.rawValue) == expected)
    }

    @Test("The value of an answer: nothing where all is sure, never below 0, nil for those who answered")
    func value() throws {
        for image in fit.consensus {
            let value = try #require(AnswerValue(of: image, given: fit.model))
            let risk = try #require(image.risk)
            #expect(value.errors >= 0 && value.errors <= risk)
            #expect(AnswerValue(of: image, by: AccountID("ann"), given: fit.model) == nil)
            #expect(AnswerValue(of: image, by: AccountID("new"), given: fit.model)?.errors == value.errors)
        }
        let timed = try #require(AnswerValue(of: fit.consensus[0], given: fit.model, seconds: 4))
        #expect(timed.perSecond == timed.errors / 4)
        let quorum = QuorumConsensus().consensus(
            of: Crowd(seed: 11, images: 1).images, settings: ConsensusSettings())
        #expect(AnswerValue(of: quorum[0], given: nil) == nil)
    }

    @Test("By hand: a candidate of existence r and somebody with known rates")
    func valueByHand() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 80, 60)
        let image = BayesConsensus().consensus(
            of: drawing.answers(["ann"]), given: nil, settings: ConsensusSettings(method: "bayes"))
        let unseen = try #require(image.riskParts).unseen
        // r = ⅔, m = 1/7, f = 1/20: after a silence r⁻ = 0.0952 / (1 − 0.5881) = 0.2312.
        let (r, m, f) = (2.0 / 3, 1.0 / 7, 1.0 / 20)
        let drawn = r * (1 - m) + (1 - r) * f
        let expected = (1 - r) - (1 - r) * f - min(r * m, (1 - drawn) - r * m) + unseen * (1 - m)
        let value = try #require(AnswerValue(of: image, given: nil))
        #expect(abs(value.errors - expected) < 2e-6)
    }

    @Test("The careful one is asked first, unless the careless one is much faster")
    func whom() throws {
        let image = try #require(
            BayesConsensus().fit(
                Crowd(seed: 11, images: 20).images.map { image in
                    ImageAnswers(
                        image: image.image, size: image.size, annotators: [AccountID("ben")],
                        votes: image.votes.filter { $0.annotator == AccountID("ben") })
                }
            ).consensus.first)
        func first(_ eve: Double?) -> AccountID? {
            let people = [
                AvailableAnnotator(id: AccountID("eve"), seconds: eve),
                AvailableAnnotator(id: AccountID("ann"), seconds: eve == nil ? nil : 60),
                AvailableAnnotator(id: AccountID("ben"), seconds: 1),
            ]
            guard
                case .ask(let offers) = StopAtRisk(rule: StoppingRule(risk: 0)).next(
                    for: image, among: people, given: fit.model)
            else { return nil }
            #expect(offers.count == 2, "whoever answered is not asked again")
            return offers.first?.annotator
        }
        #expect(first(nil) == AccountID("ann"))
        #expect(first(60) == AccountID("ann"))
        #expect(first(1) == AccountID("eve"))
    }

    @Test("Fixed replication counts, the stopping rule stops")
    func policies() throws {
        let image = try #require(fit.consensus.first)
        let people = [AvailableAnnotator(id: AccountID("zoe")), AvailableAnnotator(id: AccountID("yan"))]
        #expect(FixedReplication(answers: 5).next(for: image, among: people, given: nil) == .enough)
        #expect(
            FixedReplication(answers: 6).next(
                for: image, among: [AvailableAnnotator(id: AccountID("ann"))], given: nil) == .nobody)
        guard case .ask(let offers) = FixedReplication(answers: 6).next(for: image, among: people, given: nil)
        else {
            Issue.record("somebody should be asked")
            return
        }
        #expect(offers.map(\.annotator.rawValue) == ["yan", "zoe"], "of equals the lower identifier")
        let risk = try #require(image.risk)
        let lenient = StoppingRule(risk: risk + 0.01)
        let strict = StoppingRule(risk: risk / 2)
        #expect(lenient.decision(on: image) == .settled)
        #expect(strict.decision(on: image) == .open)
        #expect(StoppingRule(risk: risk / 2, people: 5).decision(on: image) == .exhausted)
        #expect(StoppingRule(risk: risk + 0.01, expectedIoU: 0.999).decision(on: image) == .open)
        let harsh = RiskCalibration(factor: Estimate(value: 100, low: 50, high: 200, n: 40))
        #expect(lenient.decision(on: image, calibration: harsh) == .open)
        #expect(StopAtRisk(rule: lenient).next(for: image, among: people, given: fit.model) == .enough)
        #expect(StopAtRisk(rule: strict).next(for: image, among: [], given: fit.model) == .nobody)
        let alone = BayesConsensus().consensus(
            of: Drawing().answers([]), given: fit.model, settings: ConsensusSettings())
        #expect(StoppingRule(risk: 1e6).decision(on: alone) == .open, "nobody answered yet")
    }

    @Test("Stopping at a risk takes fewer answers than a fixed number for as few errors")
    func online() throws {
        let crowd = Crowd(seed: 21, images: 60)
        let order = ["ben", "ann", "dot", "cem", "eve"]
        func answers(_ image: ImageAnswers, _ count: Int) -> ImageAnswers {
            let names = order.prefix(count).map { AccountID($0) }
            return ImageAnswers(
                image: image.image, size: image.size, annotators: names,
                votes: image.votes.filter { names.contains($0.annotator) })
        }
        let settings = ConsensusSettings(method: BayesConsensus.id)
        let model = BayesConsensus().fit(crowd.images).model
        func errors(_ results: [ImageConsensus]) throws -> Double {
            let images = zip(results, crowd.truth).map { result, truth in
                EvaluatedImage(
                    image: result.image, truth: truth, predictions: result.objects.map(ScoredShape.init))
            }
            return try #require(Evaluation(of: images).at50.errorsPerImage.value)
        }
        func fixed(_ count: Int) throws -> Double {
            try errors(
                crowd.images.map {
                    BayesConsensus().consensus(of: answers($0, count), given: model, settings: settings)
                })
        }
        let rule = StoppingRule(risk: 0.5, people: 5)
        var asked = 0
        let stopped = crowd.images.map { image in
            var count = 2
            while true {
                let result = BayesConsensus().consensus(
                    of: answers(image, count), given: model, settings: settings)
                if rule.decision(on: result) != .open {
                    asked += count
                    return result
                }
                count += 1
            }
        }
        let mean = Double(asked) / Double(crowd.images.count)
        #expect(mean > 2 && mean < 4.5, "\(mean)")
        #expect(try errors(stopped) < (try fixed(3)) && errors(stopped) < fixed(5) + 0.2)
    }

    @Test("Calibration: the factor, its interval, and why there is none")
    func calibration() throws {
        var dice = Dice(3)
        let predicted = (0..<200).map { _ in dice.uniform(0.1...1) }
        let actual = predicted.map { risk in
            Double((0..<20).count { _ in dice.uniform(0...1) < risk * 2 / 20 })
        }
        let factor = RiskCalibration.fit(predicted: predicted, actual: actual).factor
        let (low, high) = (try #require(factor.low), try #require(factor.high))
        #expect(low < 2 && high > 2 && high - low < 0.8 && factor.n == 200)
        let few = RiskCalibration.fit(
            predicted: Array(predicted.prefix(29)), actual: Array(actual.prefix(29))
        ).factor
        #expect(few.value == nil && few.reason?.contains("29") == true)
        let none = RiskCalibration.fit(
            predicted: predicted, actual: predicted.map { _ in 0 }
        ).factor
        #expect(none.value == 0 && none.low == 0 && none.high.map { $0 > 0 && $0 < 0.1 } == true)
        let impossible = RiskCalibration.fit(predicted: predicted.map { _ in 0 }, actual: actual).factor
        #expect(impossible.value == nil && impossible.reason != nil)
    }
}
