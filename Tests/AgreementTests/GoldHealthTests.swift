import Agreement
import Labeling
import TestSupport
import Testing

@Suite("Health of known answers")
struct GoldHealthTests {
    private func scores(_ values: [(Double, Double?)]) -> [GoldItemScore] {
        values.map { GoldItemScore(score: $0.0, elsewhere: $0.1, answeredAt: TestClock.start) }
    }

    private func health(_ values: [(Double, Double?)], disputes: Int = 0) -> GoldHealth {
        GoldHealth(scores: scores(values), disputes: disputes, threshold: 0.7)
    }

    @Test("discrimination is the correlation of passing with the score elsewhere")
    func discrimination() {
        // Pearson's correlation of (1, 1, 0, 0) with (0.9, 0.7, 0.5, 0.3), by hand: 0.8 / sqrt(0.8) = 2 / sqrt(5).
        let found = health([(1, 0.9), (0.8, 0.7), (0.5, 0.5), (0, 0.3)]).discrimination ?? 0
        let distance = abs(found - 2 / 5.0.squareRoot())
        #expect(distance < 1e-12)
        #expect(health([(1, 0.9), (1, 0.2)]).discrimination == nil, "all pass")
        #expect(health([(1, 0.5), (0, 0.5)]).discrimination == nil, "all are alike elsewhere")
        #expect(health([(1, nil), (0, nil)]).discrimination == nil, "nobody met another")
    }

    @Test("an item that almost nobody passes is doubted after enough answers, not before")
    func passRate() {
        let failed = Array(repeating: (0.1, Optional(0.9)), count: 9)
        #expect(health(failed).doubt == nil)
        #expect(health(failed + [(0.2, 0.8)]).doubt?.contains("nobody passes") == true)
        let some =
            Array(repeating: (1.0, Optional(0.9)), count: 3)
            + Array(repeating: (0.1, Optional(0.6)), count: 7)
        #expect(health(some).doubt == nil)
    }

    @Test("an item that good people fail and bad ones pass is doubted, and so is one that many dispute")
    func doubts() {
        let upside = (0..<10).map { number in
            number < 5 ? (1.0, Optional(0.2)) : (0.0, Optional(0.9))
        }
        #expect(health(upside).doubt?.contains("do better elsewhere") == true)
        let fine = (0..<10).map { number in
            number < 5 ? (1.0, Optional(0.9)) : (0.0, Optional(0.2))
        }
        #expect(health(fine).doubt == nil)
        #expect(health(fine, disputes: 3).doubt?.contains("dispute") == true)
        #expect(health(fine, disputes: 2).doubt == nil)
    }
}
