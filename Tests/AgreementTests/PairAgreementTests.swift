import Geometry
import Labeling
import Testing

@testable import Agreement

@Suite("Agreement of two answers")
struct PairAgreementTests {
    private func pair(_ drawing: Drawing) throws -> PairAgreement {
        try #require(try consensus(drawing.answers(["ann", "ben"])).pairs.first)
    }

    @Test("Two empty answers agree, an empty and a full one do not")
    func empty() throws {
        #expect(try pair(Drawing()).agreement == 1)
        var drawing = Drawing()
        drawing.box("ann", 0, 0, 10, 10)
        let one = try pair(drawing)
        #expect(one.agreement == 0 && one.meanIoU == nil && one.onlyA == 1 && one.onlyB == 0)
    }

    @Test("Twice the IoU of the pairs over all shapes")
    func formula() throws {
        var drawing = Drawing()
        drawing.box("ann", 0, 0, 100, 100)
        drawing.box("ben", 0, 0, 100, 80, label: "dog")
        drawing.box("ann", 500, 500, 100, 100)
        let result = try pair(drawing)
        let expected: Double = 1.6 / 3
        #expect(abs(try #require(result.agreement) - expected) < 1e-12)
        #expect(abs(try #require(result.meanIoU) - 0.8) < 1e-12)
        #expect(result.matched == 1 && result.onlyA == 1 && result.onlyB == 0 && result.classMatches == 0)
    }

    @Test("The best pairing of all, not the best pair first")
    func optimal() throws {
        // Greedy would take the middle pair (0.9) and leave the others alone.
        var drawing = Drawing()
        drawing.box("ann", 0, 0, 100, 100)
        drawing.box("ann", 32, 0, 100, 100)
        drawing.box("ben", 29, 0, 100, 100)
        drawing.box("ben", 63, 0, 100, 100)
        let result = try pair(drawing)
        #expect(result.matched == 2)
    }

    @Test("Below the threshold there is no pair")
    func threshold() throws {
        var drawing = Drawing()
        drawing.box("ann", 0, 0, 100, 100)
        drawing.box("ben", 0, 0, 100, 49)
        #expect(try pair(drawing).matched == 0)
    }

    @Test("It does not depend on the size of the image", arguments: [0.1, 10])
    func scale(factor: Double) throws {
        var (plain, scaled) = (Drawing(), Drawing())
        var dice = Dice(4)
        for _ in 0..<6 {
            let (x, y) = (dice.uniform(0...800), dice.uniform(0...800))
            for person in ["ann", "ben"] {
                let (dx, dy) = (dice.normal(8), dice.normal(8))
                plain.box(person, x + dx, y + dy, 60, 50)
                scaled.box(person, (x + dx) * factor, (y + dy) * factor, 60 * factor, 50 * factor)
            }
        }
        let one = try #require(try consensus(plain.answers(["ann", "ben"], side: 1000)).agreement)
        let other = try #require(try consensus(scaled.answers(["ann", "ben"], side: 10_000)).agreement)
        #expect(abs(one - other) < 1e-9)
    }

    @Test("The assignment is the best of all", arguments: 0..<60 as Range<UInt64>)
    func bruteForce(seed: UInt64) throws {
        var dice = Dice(seed)
        let rows = Int.random(in: 1...5, using: &dice)
        let columns = Int.random(in: 1...5, using: &dice)
        let values = (0..<rows).map { _ in
            (0..<columns).map { _ in dice.uniform(0...1) < 0.3 ? 0 : dice.uniform(0...1) }
        }
        func best(_ row: Int, _ used: Set<Int>) -> Double {
            guard row < rows else { return 0 }
            let rest = best(row + 1, used)
            return (0..<columns).filter { !used.contains($0) }.reduce(rest) { found, column in
                max(found, values[row][column] + best(row + 1, used.union([column])))
            }
        }
        let chosen = OptimalAssignment.maximizing(values)
        let taken = chosen.compactMap { $0 }
        #expect(taken.count == min(rows, columns) && Set(taken).count == taken.count)
        let sum = chosen.enumerated().reduce(0.0) { sum, item in
            sum + (item.element.map { values[item.offset][$0] } ?? 0)
        }
        #expect(abs(sum - best(0, [])) < 1e-9)
    }
}
