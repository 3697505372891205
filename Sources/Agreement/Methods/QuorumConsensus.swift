public import Labeling

/// The rule that can be said in a sentence: an object counts when at least the stated share of the people drew it.
///
/// 1. One annotator's shapes of the same class with IoU ≥ 0.8 are one shape.
/// 2. Shapes of different people are grouped by place, whatever their class, best pair first (average linkage, one
///    shape a person): they link at 0.4 and group at 0.5 of the IoU threshold. A partner of the same class is
///    preferred as if it had 0.1 more IoU.
/// 3. The classes of a group are counted: shares are the class posterior, ties go to the lower identifier.
/// 4. Existence is the share of people who drew it; it is accepted from the quorum on. People who marked a crowd
///    region over at least 0.7 of it are left out of the count.
/// 5. Boxes become their robust middle, polygons the region that half of them cover.
/// 6. The score is existence · (½ + ½ class share) · (0.8 + 0.2 mean IoU), with 0 for the mean IoU of a single vote.
///
/// Each image stands alone. About half a millisecond for 5 people with 20 boxes each.
public struct QuorumConsensus: ConsensusMethod {
    /// The name in settings and files.
    public static let id = "quorum"

    /// The name shown to people.
    public static let title = "Quorum"

    /// The method; everything else is in the settings.
    public init() {}

    /// The consensus of every image, in order of image identifier.
    ///
    /// The quorum is brought into 0…1 first (0.5 if it is not a number); at least one person must always agree.
    public func consensus(of answers: [ImageAnswers], settings: ConsensusSettings) -> [ImageConsensus] {
        answers.sorted { $0.image < $1.image }.map { consensus(of: $0, settings: settings) }
    }

    private func consensus(of answers: ImageAnswers, settings: ConsensusSettings) -> ImageConsensus {
        let limits = MatchingLimits(settings)
        let candidates = Candidates(answers, limits: limits)
        let quorum = settings.quorum.isNaN ? 0.5 : min(max(settings.quorum, 0), 1)
        let crowds = CrowdRegions(candidates)
        let objects = candidates.groups.map { group in
            let votes = group.map { candidates.ballots[$0] }
            let shape = MergedShape.of(votes.map(\.shape))
            let neutral = votes[0].isCrowd ? [] : crowds.neutral(towards: votes, at: shape)
            let asked = answers.annotators.count - neutral.count
            return CandidateObject(
                votes: votes, shape: shape, asked: asked, quorum: quorum,
                neutral: neutral.map { answers.annotators[$0] })
        }
        return ImageConsensus(answers: answers, candidates: candidates, objects: objects, limits: limits)
    }
}
