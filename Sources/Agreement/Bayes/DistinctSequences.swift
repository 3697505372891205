/// Different sequences of small numbers, each under a number of its own, in the order in which they first came.
///
/// One block of memory for all; finding one takes O(its length) as a rule.
struct DistinctSequences: Sendable {
    private var values: [Int32] = []
    /// Where each sequence begins in ``values``, and in the end where the last one ends.
    private var start = [0]
    /// Numbers of sequences where their hash puts them, else -1; a power of two of places, at most half of them taken.
    private var places: [Int32] = Array(repeating: -1, count: 16)

    /// How many there are.
    var count: Int { start.count - 1 }

    /// The sequence with a number.
    subscript(number: Int) -> ArraySlice<Int32> { values[start[number]..<start[number + 1]] }

    /// The number of a sequence, which is added if it is new.
    mutating func number(of sequence: [Int32]) -> Int {
        if 2 * (count + 1) > places.count { grow() }
        let place = place(of: sequence)
        if places[place] >= 0 { return Int(places[place]) }
        places[place] = Int32(count)
        values.append(contentsOf: sequence)
        start.append(values.count)
        return count - 1
    }

    /// Where a sequence stands, or the free place where it belongs.
    private func place(of sequence: [Int32]) -> Int {
        var place = DistinctSequences.hash(sequence) & (places.count - 1)
        while places[place] >= 0, !isEqual(Int(places[place]), sequence) {
            place = (place + 1) & (places.count - 1)
        }
        return place
    }

    private func isEqual(_ number: Int, _ sequence: [Int32]) -> Bool {
        let from = start[number]
        guard start[number + 1] - from == sequence.count else { return false }
        for index in sequence.indices where values[from + index] != sequence[index] { return false }
        return true
    }

    private mutating func grow() {
        places = Array(repeating: -1, count: 2 * places.count)
        for number in 0..<count {
            var place = DistinctSequences.hash(self[number]) & (places.count - 1)
            while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
            places[place] = Int32(number)
        }
    }

    /// The same on every run, unlike that of the standard library, though nothing depends on it.
    private static func hash(_ sequence: some Sequence<Int32>) -> Int {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for value in sequence {
            hash = (hash ^ UInt64(truncatingIfNeeded: value)) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 32
        }
        return Int(truncatingIfNeeded: hash >> 1)
    }
}
