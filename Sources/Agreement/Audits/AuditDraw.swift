/// Draws the items of an audit, the same ones from the same seed on every machine.
public enum AuditDraw {
    /// The places of the drawn items in random order, all equally likely.
    ///
    /// O(population).
    public static func simple(_ count: Int, of population: Int, seed: UInt64) -> [Int] {
        var generator = SplitMix64(seed: seed)
        return Array(shuffled(Array(0..<population), &generator).prefix(count))
    }

    /// The places of the drawn items in random order, from every stratum in proportion to its size.
    ///
    /// Every item is drawn with the same probability, so the share of what is right needs no weights; a stratum's
    /// number differs from its due by less than 1. The items of each stratum are shuffled, the strata laid end to end
    /// and every (population / count)-th item taken from a random start (systematic sampling: Madow 1949). O(population).
    ///
    /// - Parameter strata: the stratum of each item.
    public static func stratified(_ count: Int, strata: [String], seed: UInt64) -> [Int] {
        let population = strata.count
        guard count > 0, population > 0 else { return [] }
        var generator = SplitMix64(seed: seed)
        let members = Dictionary(grouping: strata.indices, by: { strata[$0] })
        let line = members.keys.sorted().flatMap { shuffled(members[$0] ?? [], &generator) }
        // Whole numbers only: the start is one of `population` equal parts of the first step.
        let start = generator.index(below: population)
        let drawn = (0..<min(count, population)).map { line[(start + $0 * population) / count] }
        return shuffled(drawn, &generator)
    }

    /// Source: Fisher and Yates 1938; Durstenfeld 1964.
    private static func shuffled(_ items: [Int], _ generator: inout SplitMix64) -> [Int] {
        var items = items
        for place in items.indices.dropFirst().reversed() {
            items.swapAt(place, generator.index(below: place + 1))
        }
        return items
    }
}
