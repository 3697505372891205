import Agreement
import Geometry
import Testing

@Suite("Coefficients of agreement")
struct CoefficientTests {
    private struct Krippendorff: Decodable {
        struct Nominal: Decodable {
            let units: [[Int]]
            let alpha: Double?
        }
        struct Place: Decodable {
            let units: [[[Double]]]
            let observed: Double
            let expected: Double
            let alpha: Double
        }
        let nominal: [Nominal]
        let place: [Place]
    }

    private struct Kappa: Decodable {
        struct Cohen: Decodable {
            let table: [[Int]]
            let kappa: Double?
            let error: Double?
        }
        struct Fleiss: Decodable {
            let counts: [[Int]]
            let kappa: Double?
        }
        let cohen: [Cohen]
        let fleiss: [Fleiss]
    }

    private func isNear(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
        value.map { abs($0 - expected) <= tolerance } ?? false
    }

    @Test("Krippendorff's nominal alpha is the package's")
    func nominal() throws {
        let file: Krippendorff = try fixture("krippendorff.json")
        #expect(file.nominal.count >= 30)
        for item in file.nominal {
            let result = KrippendorffAlpha.nominal(units: item.units)
            if let alpha = item.alpha {
                #expect(isNear(result.value, alpha), "\(item.units)")
                #expect(result.reason == nil && result.n == item.units.count { $0.count > 1 })
            } else if item.units.contains(where: { $0.count > 1 }) {
                #expect(result.value == 1, "the package refuses where all values are the same")
            } else {
                #expect(result.value == nil && result.reason == "No unit has two values.")
            }
        }
    }

    @Test("Alpha of boxes is the package's, with chance across units only")
    func place() throws {
        let file: Krippendorff = try fixture("krippendorff.json")
        #expect(file.place.count >= 9)
        for item in file.place {
            let units = item.units.map { unit in
                unit.map { Shape.box(Box(x: $0[0], y: $0[1], width: $0[2], height: $0[3])) }
            }
            let result = KrippendorffAlpha.place(units: units)
            #expect(isNear(result.observed, item.observed) && isNear(result.expected, item.expected))
            #expect(isNear(result.value, item.alpha))
            // Of one pair in several the expectation is only about right.
            let sampled = KrippendorffAlpha.place(units: units, pairs: 10)
            #expect(isNear(sampled.observed, item.observed) && isNear(sampled.expected, item.expected, 0.3))
        }
    }

    @Test("Alpha of boxes says why it is not defined")
    func placeUndefined() {
        let box = Shape.box(Box(x: 0, y: 0, width: 10, height: 10))
        #expect(KrippendorffAlpha.place(units: []).reason == "No unit has two values.")
        #expect(KrippendorffAlpha.place(units: [[box], [box]]).reason == "No unit has two values.")
        let one = KrippendorffAlpha.place(units: [[box, box]])
        #expect(one.value == nil && one.observed == 1 && one.reason == "There is only one unit.")
        let same = KrippendorffAlpha.place(units: [[box, box], [box, box]])
        #expect(same.value == nil && same.reason == "All shapes are the same.")
    }

    @Test("Cohen's kappa and its standard error are scikit-learn's and statsmodels'")
    func cohen() throws {
        let file: Kappa = try fixture("kappa.json")
        #expect(file.cohen.count >= 15)
        for item in file.cohen {
            let result = CohenKappa.of(table: item.table)
            #expect(result.n == item.table.reduce(0) { $0 + $1.reduce(0, +) })
            if let kappa = item.kappa, let error = item.error {
                #expect(isNear(result.value, kappa) && result.reason == nil)
                #expect(isNear(CohenKappa.standardError(table: item.table), error, 1e-7))
            } else {
                #expect(result.value == nil && result.reason != nil)
                #expect(CohenKappa.standardError(table: item.table) == nil)
            }
        }
        #expect(CohenKappa.of(table: []).reason == "There is nothing to compare.")
        #expect(CohenKappa.of(table: [[1, 2], [3]]).reason == "The table is not square.")
    }

    @Test("Fleiss' kappa is statsmodels', and irrCAC's for different numbers of ratings")
    func fleiss() throws {
        let file: Kappa = try fixture("kappa.json")
        #expect(file.fleiss.count >= 15)
        for item in file.fleiss {
            let result = FleissKappa.of(counts: item.counts)
            if let kappa = item.kappa {
                #expect(isNear(result.value, kappa), "\(item.counts)")
            } else {
                #expect(result.value == nil && result.reason != nil)
            }
        }
        #expect(FleissKappa.of(counts: []).reason == "Nothing was rated by two people.")
        #expect(FleissKappa.of(counts: [[1, 0], [0, 1]]).reason == "Nothing was rated by two people.")
        let single = FleissKappa.of(counts: [[1, 0], [2, 1]])
        #expect(single.n == 1, "a unit with one rating does not count")
    }

    @Test("Two raters: alpha is kappa with common margins, corrected for few units")
    func relation() throws {
        let pairs = [[0, 0], [1, 1], [0, 1], [1, 1], [2, 2], [2, 0], [1, 1], [0, 0]]
        let alpha = try #require(KrippendorffAlpha.nominal(units: pairs).value)
        let counts = pairs.map { pair in (0..<3).map { label in pair.count { $0 == label } } }
        let kappa = try #require(FleissKappa.of(counts: counts).value)
        #expect(abs((1 - alpha) * 16 / 15 - (1 - kappa)) < 1e-12)
    }
}
