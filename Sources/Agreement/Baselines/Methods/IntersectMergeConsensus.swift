import Geometry

/// ``IntersectMerge``, Datumaro's merge, of people's shapes in order of their identifiers.
///
/// What fewer than the quorum agree on keeps its class and is not accepted, as in CVAT, where Datumaro would take the
/// class away and keep the object. The score is Datumaro's without a quorum. Datumaro counts all data sets, here only
/// those who answered the image count.
public struct IntersectMergeConsensus: BaselineConsensus {
    /// The name in settings and files.
    public static let id = "datumaro"

    /// The name shown to people.
    public static let title = "Datumaro's intersect merge"

    /// The method; everything else is in the settings.
    public init() {}

    /// The merged shapes.
    public func groups(of votes: [BaselineVote], people: Int, iouThreshold: Double) -> [BaselineGroup] {
        var rule = IntersectMerge()
        rule.iouThreshold = iouThreshold
        var indices = Array(repeating: [Int](), count: people)
        for (index, vote) in votes.enumerated() { indices[vote.person].append(index) }
        let sources = indices.map { own in
            own.map { IntersectMerge.Drawn(shape: votes[$0].shape, label: votes[$0].kind) }
        }
        return rule.merged(sources).map { merged in
            BaselineGroup(
                members: merged.members.map { indices[$0.source][$0.shape] }, shape: merged.shape,
                score: merged.score)
        }
    }
}
