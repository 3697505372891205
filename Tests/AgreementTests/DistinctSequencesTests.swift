import Testing

@testable import Agreement

@Suite("Different sequences of numbers")
struct DistinctSequencesTests {
    @Test(
        "Equal sequences have one number, different ones different numbers, in the order in which they came")
    func numbers() {
        var dice = Dice(5)
        var sequences = DistinctSequences()
        var known: [[Int32]] = []
        for _ in 0..<3000 {
            let length = Int.random(in: 0...4, using: &dice)
            let sequence = (0..<length).map { _ in Int32.random(in: -2...9, using: &dice) }
            let expected = known.firstIndex(of: sequence) ?? known.count
            if expected == known.count { known.append(sequence) }
            #expect(sequences.number(of: sequence) == expected)
        }
        #expect(sequences.count == known.count && known.count > 500)
        for (number, sequence) in known.enumerated() { #expect(Array(sequences[number]) == sequence) }
    }
}
