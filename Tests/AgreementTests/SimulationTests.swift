import Agreement
import Geometry
import Labeling
import Testing

@Suite("Consensus of simulated people")
struct SimulationTests {
    @Test("It is nearer the truth than the mean annotator", arguments: 0..<4 as Range<UInt64>, methods)
    func nearer(seed: UInt64, method: String) throws {
        let crowd = Crowd(seed: seed + 20, images: 30, polygons: seed % 2 == 1)
        let merged = try #require(ConsensusMethods.named(method))
            .consensus(of: crowd.images, settings: ConsensusSettings())
        let together = Evaluation(
            of: zip(merged, crowd.truth).map { result, truth in
                EvaluatedImage(
                    image: result.image, truth: truth, predictions: result.objects.map(ScoredShape.init))
            })
        let single = Crowd.people.map { person in
            Evaluation(
                of: zip(crowd.images, crowd.truth).map { image, truth in
                    let own = image.votes.filter { $0.annotator == AccountID(person) }
                    return EvaluatedImage(
                        image: image.image, truth: truth,
                        predictions: own.map {
                            ScoredShape(labelID: $0.annotation.labelID, shape: $0.annotation.shape, score: 1)
                        })
                })
        }
        func mean(_ value: (Evaluation) -> Double?) -> Double {
            single.compactMap(value).reduce(0, +) / Double(single.count)
        }
        let f1 = try #require(together.at50.f1.value)
        #expect(f1 > mean(\.at50.f1.value) + 0.05)
        #expect(try #require(together.at75.f1.value) > mean(\.at75.f1.value) + 0.05)
        #expect(try #require(together.at50.meanIoU.value) > mean(\.at50.meanIoU.value) + 0.02)
        #expect(try #require(together.averagePrecision) > mean(\.averagePrecision) + 0.1)
    }

    @Test("The careless one is seen in the figures")
    func careless() throws {
        let crowd = Crowd(seed: 5, images: 40)
        let merged = QuorumConsensus().consensus(of: crowd.images, settings: ConsensusSettings())
        let report = AgreementReport(answers: crowd.images, consensus: merged)
        #expect(report.annotators.map(\.annotator.rawValue) == Crowd.people)
        let worst = try #require(report.annotators.last)
        for other in report.annotators.dropLast() {
            let (low, high) = (try #require(other.recall.low), try #require(worst.recall.high))
            #expect(low > high, "the intervals are apart")
            let (good, bad) = (try #require(other.meanIoU.low), try #require(worst.meanIoU.high))
            #expect(good > bad)
        }
    }
}
