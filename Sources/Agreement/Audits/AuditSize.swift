/// How many items an audit draws.
public enum AuditSize: Hashable, Sendable {
    /// So many that the exact interval reaches at most this far to either side, should this share be right.
    case halfWidth(Double, accuracy: Double)
    /// This share of all, 0…1, rounded up.
    case share(Double)
    /// So many.
    case items(Int)

    /// The number of items to draw from a whole of `population`; at least 1, at most all.
    public func count(of population: Int) -> Int {
        let wanted =
            switch self {
            case .halfWidth(let width, let accuracy):
                AuditSize.smallest(upTo: population) {
                    ProportionBounds.halfWidth(at: accuracy, of: $0) <= width
                } ?? population
            case .share(let share): Int((share * Double(population)).rounded(.up))
            case .items(let count): count
            }
        return min(population, max(1, wanted))
    }

    /// The smallest number from `least` to `most` that suffices, where all larger ones suffice, too; nil if none does.
    static func smallest(from least: Int = 1, upTo most: Int, where suffices: (Int) -> Bool) -> Int? {
        guard least <= most, suffices(most) else { return nil }
        var (low, high) = (least, most)
        while low < high {
            let middle = low + (high - low) / 2
            if suffices(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
