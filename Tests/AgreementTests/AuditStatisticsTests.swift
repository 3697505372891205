import Agreement
import Testing

@Suite("Audit statistics")
struct AuditStatisticsTests {
    @Test(
        "Clopper and Pearson's interval equals that of SciPy's beta distribution",
        arguments: [
            (5, 10, 0.187_086_028_447, 0.812_913_971_553), (1, 20, 0.001_265_089_498, 0.248_732_762_772),
            (0, 10, 0, 0.308_497_107_819), (10, 10, 0.691_502_892_181, 1),
            (290, 300, 0.939_554_677_799, 0.983_901_832_437),
            (1999, 2000, 0.997_217_360_165, 0.999_987_341_176),
        ])
    func exact(successes: Int, total: Int, low: Double, high: Double) throws {
        let estimate = ProportionBounds.exact(successes: successes, of: total)
        #expect(abs(try #require(estimate.low) - low) < 1e-9)
        #expect(abs(try #require(estimate.high) - high) < 1e-9)
        #expect(estimate.n == total)
    }

    @Test(
        "without an error, so many items show at most so many errors",
        arguments: [(59, 0.05), (149, 0.02), (299, 0.01)])
    func noErrors(items: Int, errors: Double) {
        #expect(ProportionBounds.errorsAtMost(errors: 0, of: items) <= errors)
        #expect(ProportionBounds.errorsAtMost(errors: 0, of: items - 1) > errors)
        let goal = AuditGoal(atLeast: 1 - errors)
        #expect(goal.stillNeeded(after: AuditFigures(right: 10, judged: 10)) == items - 10)
        #expect(goal.stillNeeded(after: AuditFigures(right: items, judged: items)) == 0)
    }

    @Test("nothing judged promises nothing, and too many errors never will do")
    func nothing() {
        #expect(ProportionBounds.errorsAtMost(errors: 0, of: 0) == 1)
        #expect(ProportionBounds.exact(successes: 0, of: 0).value == nil)
        #expect(ConfidenceSequence(population: 50).interval(right: 0, of: 0) == (0, 1))
        #expect(AuditGoal(atLeast: 0.95).stillNeeded(after: AuditFigures(right: 9, judged: 10)) == nil)
        #expect(AuditGoal().stillNeeded(after: AuditFigures(right: 9, judged: 10)) == nil)
    }

    @Test(
        "a size is the smallest that reaches the wanted width, a share rounded up, never more than there is")
    func size() {
        let size = AuditSize.halfWidth(0.05, accuracy: 0.5).count(of: 100_000)
        #expect((385...405).contains(size))
        func half(_ n: Int) -> Double {
            let estimate = ProportionBounds.exact(successes: n / 2, of: n)
            return ((estimate.high ?? 1) - (estimate.low ?? 0)) / 2
        }
        #expect(half(size + size % 2) <= 0.05 && half(size - 2 - size % 2) > 0.05)
        #expect(AuditSize.share(0.05).count(of: 1_001) == 51)
        #expect(AuditSize.items(80).count(of: 60) == 60)
        #expect(AuditSize.halfWidth(0.01, accuracy: 0.5).count(of: 60) == 60)
    }

    @Test("a draw holds each item at most once, and the same seed draws the same again")
    func draw() {
        for seed in 0..<50 as Range<UInt64> {
            let drawn = AuditDraw.simple(40, of: 97, seed: seed)
            #expect(Set(drawn).count == 40 && drawn.allSatisfy { (0..<97).contains($0) })
            #expect(drawn == AuditDraw.simple(40, of: 97, seed: seed))
        }
        #expect(AuditDraw.simple(40, of: 97, seed: 1) != AuditDraw.simple(40, of: 97, seed: 2))
        #expect(AuditDraw.simple(9, of: 9, seed: 3).sorted() == Array(0..<9))
    }

    @Test("every stratum gives its share to within one item, and every item is as likely as any other")
    func strata() {
        let strata = (0..<100).map { $0 < 70 ? "a" : $0 < 95 ? "b" : "c" }
        var times = [Int](repeating: 0, count: 100)
        for seed in 0..<4_000 as Range<UInt64> {
            let drawn = AuditDraw.stratified(30, strata: strata, seed: seed)
            #expect(Set(drawn).count == 30)
            for (stratum, due) in [("a", 21.0), ("b", 7.5), ("c", 1.5)] {
                #expect(abs(Double(drawn.count { strata[$0] == stratum }) - due) < 1)
            }
            for place in drawn { times[place] += 1 }
        }
        // 4,000 draws at 0.3 have a standard deviation of 29.
        #expect(times.allSatisfy { abs($0 - 1_200) < 29 * 5 }, "\(times)")
    }

    /// A population of which some are right, the same for the same seed.
    private func population(_ size: Int, accuracy: Double) -> [Bool] {
        (0..<size).map { Double($0) < accuracy * Double(size) }
    }

    @Test(
        "of 1,000 audits at least 940 hold the true accuracy in their interval",
        arguments: [(0.5, 100), (0.93, 150), (0.99, 299)])
    func coverage(accuracy: Double, size: Int) throws {
        let truth = population(5_000, accuracy: accuracy)
        let share = Double(truth.count(where: \.self)) / 5_000
        var hits = 0
        for seed in 0..<1_000 as Range<UInt64> {
            let drawn = AuditDraw.simple(size, of: truth.count, seed: seed)
            let estimate = ProportionBounds.exact(successes: drawn.count { truth[$0] }, of: size)
            if try #require(estimate.low) <= share, share <= (try #require(estimate.high)) { hits += 1 }
        }
        #expect(hits >= 940)
    }

    @Test("drawn by class, too, where one class is worse than the others")
    func stratifiedCoverage() throws {
        let strata = (0..<3_000).map { $0 % 10 < 6 ? "a" : $0 % 10 < 9 ? "b" : "c" }
        let truth = (0..<3_000).map { $0 % 10 < 6 ? $0 % 50 != 0 : $0 % 10 < 9 ? $0 % 11 != 0 : $0 % 3 != 0 }
        let share = Double(truth.count(where: \.self)) / 3_000
        var hits = 0
        for seed in 0..<1_000 as Range<UInt64> {
            let drawn = AuditDraw.stratified(120, strata: strata, seed: seed)
            let estimate = ProportionBounds.exact(successes: drawn.count { truth[$0] }, of: 120)
            if try #require(estimate.low) <= share, share <= (try #require(estimate.high)) { hits += 1 }
        }
        #expect(hits >= 940)
    }

    @Test(
        "of 1,000 audits that look after every item at most 50 ever lose the true accuracy",
        arguments: [0.5, 0.9, 0.98])
    func everyLook(accuracy: Double) {
        let truth = population(400, accuracy: accuracy)
        let share = Double(truth.count(where: \.self)) / 400
        let sequence = ConfidenceSequence(population: 400)
        var lost = 0
        for seed in 0..<1_000 as Range<UInt64> {
            var right = 0
            let isLost = AuditDraw.simple(120, of: 400, seed: seed).enumerated().contains { look in
                if truth[look.element] { right += 1 }
                let (low, high) = sequence.interval(right: right, of: look.offset + 1)
                return share < low - 1e-12 || share > high + 1e-12
            }
            if isLost { lost += 1 }
        }
        #expect(lost <= 50)
    }

    @Test("the exact interval loses it more often, looked at after every item: hence the other")
    func peeking() throws {
        let truth = population(400, accuracy: 0.5)
        var lost = 0
        for seed in 0..<300 as Range<UInt64> {
            var right = 0
            let isLost = AuditDraw.simple(120, of: 400, seed: seed).enumerated().contains { look in
                if truth[look.element] { right += 1 }
                let estimate = ProportionBounds.exact(successes: right, of: look.offset + 1)
                return 0.5 < (estimate.low ?? 0) || 0.5 > (estimate.high ?? 1)
            }
            if isLost { lost += 1 }
        }
        #expect(lost > 15)
    }

    @Test("who has judged all knows all, and who has judged more knows more")
    func narrowing() {
        let sequence = ConfidenceSequence(population: 200)
        #expect(sequence.interval(right: 180, of: 200) == (0.9, 0.9))
        var width = 1.0
        for tens in 1...19 {
            let (low, high) = sequence.interval(right: 9 * tens, of: 10 * tens)
            #expect(low <= 0.9 && high >= 0.9 && high - low < width)
            width = high - low
        }
    }

    @Test("one may stop once the interval of every look lies on one side")
    func verdicts() {
        let goal = AuditGoal(atLeast: 0.9)
        #expect(goal.verdict(0.91, 1) == .reached)
        #expect(goal.verdict(0.7, 0.89) == .missed)
        #expect(goal.verdict(0.85, 0.95) == .open)
        #expect(AuditGoal(halfWidth: 0.05).verdict(0.85, 0.94) == .reached)
        #expect(AuditGoal(halfWidth: 0.05, atLeast: 0.9).verdict(0.91, 1) == .reached)
        #expect(AuditGoal(halfWidth: 0.01, atLeast: 0.9).verdict(0.91, 1) == .open)
        #expect(AuditGoal().verdict(0.9, 0.9) == .open)
    }
}
