import Geometry
import Labeling
import Testing

@testable import Agreement

@Suite("Intervals of what is learned about people")
struct BayesIntervalTests {
    @Test(
        "The incomplete beta function",
        arguments: [
            (1.0, 6.0, 0.1, 0.468559), (0.5, 0.5, 0.3, 0.36901011956554538),
            (2.5, 17.25, 0.2, 0.84494660738897908), (300, 40, 0.9, 0.84472680425586981),
            (5000, 20000, 0.205, 0.97543244495086343),
        ])
    func beta(a: Double, b: Double, x: Double, expected: Double) {
        #expect(abs(BetaDistribution(a: a, b: b).cumulative(x) - expected) < 1e-10)
        #expect(abs(BetaDistribution(a: b, b: a).cumulative(1 - x) - (1 - expected)) < 1e-10)
    }

    @Test(
        "Its inverse",
        arguments: [
            (1.0, 6.0, 0.025, 0.0042107445144894699), (1, 6, 0.975, 0.45925812643990053),
            (8, 1, 0.025, 0.63058335244718071), (2.5, 17.25, 0.025, 0.022841759663824863),
            (300, 40, 0.975, 0.91435090887536952), (0.5, 0.5, 0.025, 0.0015413331334360119),
            (5000, 20000, 0.975, 0.20498091179701766), (1, 1e4, 0.025, 2.5317775934746866e-06),
        ])
    func betaQuantile(a: Double, b: Double, p: Double, expected: Double) {
        #expect(abs(BetaDistribution(a: a, b: b).quantile(p) - expected) < 1e-10)
    }

    @Test(
        "The incomplete gamma function",
        arguments: [
            (0.5, 0.3, 0.5614219739190003), (4, 1, 0.01898815687615381), (4, 9, 0.9787735136970911),
            (100, 80, 0.0171083130351331), (100, 130, 0.9972495916326934),
            (2500.5, 2600, 0.9756179632702837),
        ])
    func gamma(shape: Double, x: Double, expected: Double) {
        #expect(abs(GammaDistribution(shape: shape).cumulative(x) - expected) < 1e-10)
    }

    @Test(
        "Its inverse",
        arguments: [
            (0.5, 0.975, 2.511943093657444), (4, 0.025, 1.0898653736263249), (4, 0.975, 8.767273069742323),
            (100, 0.025, 81.36399125092314), (2500.5, 0.975, 2599.4516856411174),
            (0.5, 0.025, 0.0004910345585876278),
        ])
    func gammaQuantile(shape: Double, p: Double, expected: Double) {
        let found = GammaDistribution(shape: shape).quantile(p)
        #expect(abs(found - expected) < 1e-9 * max(1, expected))
    }

    @Test("The ends of the distributions are no trap")
    func ends() {
        for shape in [1e-6, 0.5, 1, 3e5] {
            let beta = BetaDistribution(a: shape, b: 3)
            #expect(beta.cumulative(0) == 0 && beta.cumulative(1) == 1)
            #expect(beta.quantile(0) == 0 && beta.quantile(1) == 1)
            for p in [1e-9, 0.025, 0.5, 0.975] {
                #expect((0...1).contains(beta.quantile(p)))
                #expect(GammaDistribution(shape: shape).quantile(p) >= 0)
            }
        }
    }

    @Test("Intervals hold the figure, shrink with work, and without any are the prior's")
    func shrink() throws {
        func width(_ range: SkillRange) -> Double { range.high - range.low }
        let few = BayesConsensus().fit(Crowd(seed: 3, images: 4).images).annotators
        let many = BayesConsensus().fit(Crowd(seed: 3, images: 60).images).annotators
        for (less, more) in zip(few, many) {
            // Relative to the spread of a coin with that rate, since a rate may turn out to be nearer to ½.
            for (narrow, rate, wide, before) in [
                (more.missRange, more.miss, less.missRange, less.miss),
                (more.falseMarkRange, more.falseMark, less.falseMarkRange, less.falseMark),
                (more.classAccuracyRange, more.classAccuracy, less.classAccuracyRange, less.classAccuracy),
            ] {
                #expect(narrow.count > wide.count)
                #expect(
                    width(narrow) / (rate * (1 - rate)).squareRoot() < width(wide)
                        / (before * (1 - before)).squareRoot())
            }
            #expect(
                width(more.placeSpreadRange) / more.placeSpread < width(less.placeSpreadRange)
                    / less.placeSpread)
            #expect(more.biasDeviation < less.biasDeviation)
            #expect(more.missRange.low < more.miss && more.miss < more.missRange.high)
            #expect(more.falseMarkRange.low < more.falseMark && more.falseMark < more.falseMarkRange.high)
            #expect(
                more.placeSpreadRange.low < more.placeSpread && more.placeSpread < more.placeSpreadRange.high)
        }
        let idle = try #require(BayesConsensus().fit([Drawing().answers(["ann"])]).annotators.first)
        #expect(abs(idle.missRange.high - 0.45925812643990053) < 1e-8 && idle.missRange.count == 0)
        #expect(abs(idle.placeSpread - 0.12) < 1e-9 && idle.placeSpreadRange.count == 0)
    }

    @Test("Place in pixels at a stated size grows with the root of the side")
    func pixels() throws {
        let skill = try #require(BayesConsensus().fit(Crowd(seed: 3, images: 10).images).annotators.first)
        let (small, large) = (skill.place(at: 25), skill.place(at: 100))
        #expect(abs(large.deviation.value - 2 * small.deviation.value) < 1e-9)
        #expect(large.deviation.value == skill.placeDeviation(side: 100))
        #expect(large.bias.count == 4 && large.deviation.range.low < large.deviation.value)
        for edge in large.bias { #expect(edge.range.low < edge.value && edge.value < edge.range.high) }
    }
}
