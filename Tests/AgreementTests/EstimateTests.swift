import Agreement
import Labeling
import Testing

@Suite("Estimates")
struct EstimateTests {
    @Test(
        "Wilson's interval",
        arguments: [
            (5, 10, 0.236_593_090_5, 0.763_406_909_5), (1, 20, 0.008_881_448_6, 0.236_131_163_0),
            (0, 10, 0, 0.277_532_799_9), (10, 10, 0.722_467_200_1, 1),
        ])
    func wilson(successes: Int, total: Int, low: Double, high: Double) throws {
        let estimate = Estimate.proportion(successes: successes, of: total)
        #expect(abs(try #require(estimate.low) - low) < 1e-6)
        #expect(abs(try #require(estimate.high) - high) < 1e-6)
        #expect(estimate.n == total && estimate.reason == nil)
    }

    @Test("What cannot be measured says why")
    func undefined() {
        #expect(Estimate.proportion(successes: 0, of: 0).value == nil)
        #expect(Estimate.proportion(successes: 0, of: 0).reason != nil)
        #expect(Estimate.mean(of: []).reason != nil)
        #expect(Estimate.mean(of: [.nan]).value == nil)
        let one = Estimate.mean(of: [0.4])
        #expect(one.value == 0.4 && one.low == nil && one.reason != nil)
    }

    @Test("The interval of a mean holds the truth about 19 times in 20")
    func coverage() throws {
        var hits = 0
        for seed in 0..<200 as Range<UInt64> {
            var dice = Dice(seed)
            let estimate = Estimate.mean(of: (0..<40).map { _ in dice.uniform(0...1) })
            let (low, high) = (try #require(estimate.low), try #require(estimate.high))
            if low <= 0.5, high >= 0.5 { hits += 1 }
        }
        #expect((178...200).contains(hits))
    }

    @Test("Resampling and the normal approximation meet")
    func manyValues() throws {
        var dice = Dice(8)
        let values = (0..<1200).map { _ in dice.uniform(0...1) }
        let few = Estimate.mean(of: Array(values.prefix(999)))
        let many = Estimate.mean(of: values)
        let narrow = try #require(many.high) - #require(many.low)
        let wide = try #require(few.high) - #require(few.low)
        #expect(abs(narrow / wide - (999.0 / 1200).squareRoot()) < 0.1)
        #expect(Estimate.mean(of: values.reversed()) == many)
        #expect(Estimate.mean(of: values.prefix(999).reversed()) == few)
    }
}
