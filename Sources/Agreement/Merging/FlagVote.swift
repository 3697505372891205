public import Labeling

/// Which share of the people said something about an object.
public struct FlagShare: Codable, Hashable, Sendable {
    /// The flag's name: `occluded`, `truncated` or `unsure`.
    public let flag: String
    /// The share of the weight of those who set it, 0…1.
    public let share: Double

    /// A flag with its share.
    public init(flag: String, share: Double) {
        self.flag = flag
        self.share = share
    }
}

/// What the people who drew an object say about it together.
///
/// A flag is set when those who set it have more than half of the weight; at exactly half it is not.
/// ``AnnotationFlags/crowd`` is not voted on: it decides what kind of object the shapes are matched as.
public struct FlagVote: Hashable, Sendable {
    /// The flags with more than half of the weight.
    public let flags: AnnotationFlags
    /// Every flag that is voted on with its share, also those that nobody set: occluded, truncated, unsure.
    public let shares: [FlagShare]

    private static let voted: [(name: String, flag: AnnotationFlags)] = [
        ("occluded", .occluded), ("truncated", .truncated), ("unsure", .unsure),
    ]

    /// Counts the votes; their order changes nothing.
    ///
    /// - Parameters:
    ///   - flags: what each person said.
    ///   - weights: how much each counts, one for each person; nil counts heads. Those below 0 or not a number count
    ///     for nothing; if all do, heads are counted. None is above four times the median.
    public init(_ flags: [AnnotationFlags], weights: [Double]? = nil) {
        precondition(weights.map { $0.count == flags.count } ?? true, "every person has a weight")
        let weights = weights.map(MemberWeights.capped) ?? flags.map { _ in 1 }
        var set: AnnotationFlags = []
        var shares: [FlagShare] = []
        for (name, flag) in FlagVote.voted {
            // Each side in ascending order, so that equal sides have equal sums.
            let sides = [true, false].map { side in
                zip(flags, weights).filter { $0.0.contains(flag) == side }.map(\.1).sorted().reduce(0, +)
            }
            let total = sides[0] + sides[1]
            if sides[0] > sides[1] { set.insert(flag) }
            shares.append(FlagShare(flag: name, share: total > 0 ? sides[0] / total : 0))
        }
        self.flags = set
        self.shares = shares
    }
}
