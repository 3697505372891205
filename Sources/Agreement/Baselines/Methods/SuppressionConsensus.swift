/// ``NonMaximumSuppression`` of people's shapes: since all are as sure, the first in canonical order stays as it is.
///
/// Overlaps are those of the boxes around the shapes.
public struct SuppressionConsensus: BaselineConsensus {
    /// The name in settings and files.
    public static let id = "nms"

    /// The name shown to people.
    public static let title = "Non-maximum suppression"

    /// The method; everything else is in the settings.
    public init() {}

    /// The shapes that stay, with those they suppress.
    public func groups(of votes: [BaselineVote], people: Int, iouThreshold: Double) -> [BaselineGroup] {
        var rule = NonMaximumSuppression()
        rule.iouThreshold = iouThreshold
        return rule.fused(votes.rated).map { kept in
            BaselineGroup(members: kept.members, shape: votes[kept.members[0]].shape, score: kept.score)
        }
    }
}
