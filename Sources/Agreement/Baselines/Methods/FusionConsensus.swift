import Geometry

/// ``WeightedBoxesFusion`` of people's boxes, each with a score of 1: the mean box, and the share of people as score.
///
/// Polygons are fused as the boxes around them. The package's own threshold is 0.55.
public struct FusionConsensus: BaselineConsensus {
    /// The name in settings and files.
    public static let id = "wbf"

    /// The name shown to people.
    public static let title = "Weighted boxes fusion"

    /// The method; everything else is in the settings.
    public init() {}

    /// The fused boxes.
    public func groups(of votes: [BaselineVote], people: Int, iouThreshold: Double) -> [BaselineGroup] {
        var rule = WeightedBoxesFusion()
        rule.iouThreshold = iouThreshold
        return rule.fused(votes.rated, weights: Array(repeating: 1, count: people)).map { fused in
            BaselineGroup(members: fused.members, shape: .box(fused.box), score: fused.score)
        }
    }
}
