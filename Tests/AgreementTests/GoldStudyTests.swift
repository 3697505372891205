import Geometry
import Labeling
import Testing

@testable import Agreement

@Suite("How much gold a plan needs")
struct GoldStudyTests {
    private func study(_ score: Double, answers: Int, people: Int) -> GoldStudy {
        GoldStudy(
            score: Estimate(value: score, low: nil, high: nil, n: 1), answers: answers, people: people)
    }

    @Test("a person meets so much gold beside their ordinary tasks that it is the rate of both together")
    func rates() {
        let study = study(0.8, answers: 9_000, people: 10)
        #expect(study.plans.map(\.rate) == GoldStudy.rates)
        // 900 ordinary tasks each: at a tenth, 100 of 1,000 are gold.
        #expect(study.plans.map(\.perPerson) == [18, 47, 100, 158, 225, 385])
        #expect(study.plans.map(\.answers) == [180, 470, 1_000, 1_580, 2_250, 3_850])
    }

    @Test("the width is that of the interval which people's scores get, and falls with the rate")
    func width() throws {
        let study = study(0.8, answers: 9_000, people: 10)
        let standing = GoldStanding(scores: Array(repeating: 1, count: 80) + Array(repeating: 0, count: 20))
        let low = try #require(standing.score.low)
        let high = try #require(standing.score.high)
        #expect(abs(study.plans[2].width - (high - low)) < 1e-12)
        // Wilson's interval of 80 of 100: 0.7112 to 0.8666.
        #expect(abs(study.plans[2].width - 0.1554) < 1e-3)
        #expect(zip(study.plans, study.plans.dropFirst()).allSatisfy { $0.width > $1.width })
    }

    @Test("the lowest rate that is narrow enough is chosen; none where people do too little")
    func cheapest() {
        #expect(study(0.8, answers: 9_000, people: 10).cheapest(width: 0.2)?.rate == 0.1)
        #expect(study(0.8, answers: 9_000, people: 10).cheapest(width: 0.3)?.rate == 0.05)
        #expect(study(0.8, answers: 100, people: 50).cheapest(width: 0.2) == nil)
        #expect(study(0.8, answers: 100, people: 50).plans[0].width == 1, "nobody meets any")
        #expect(GoldStudy(score: .undefined("none"), answers: 100, people: 5).plans.isEmpty)
    }
}
