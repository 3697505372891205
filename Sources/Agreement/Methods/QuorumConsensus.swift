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

    /// Each image stands alone.
    public static let learns = false

    /// It is what decides.
    public static let usesQuorum = true

    /// The method; everything else is in the settings.
    public init() {}

    /// The consensus of every image, in order of image identifier; nothing is learned.
    ///
    /// The quorum is brought into 0…1 first (0.5 if it is not a number); at least one person must always agree.
    public func fit(_ answers: [ImageAnswers], settings: ConsensusSettings) -> ConsensusFit {
        ConsensusFit(
            consensus: answers.sorted { $0.image < $1.image }
                .concurrentMap { consensus(of: $0, given: nil, settings: settings) },
            model: nil)
    }

    /// The consensus of one image; the model is not used.
    public func consensus(
        of answers: ImageAnswers, given model: CrowdModel?, settings: ConsensusSettings
    ) -> ImageConsensus {
        let limits = MatchingLimits(settings)
        let candidates = Candidates(answers, limits: limits)
        let crowds = CrowdRegions(candidates)
        let objects = candidates.groups.map { group in
            let votes = group.map { candidates.ballots[$0] }
            let shape = MergedShape.of(votes.map(\.shape))
            let neutral = votes[0].isCrowd ? [] : crowds.neutral(towards: votes, at: shape)
            let asked = answers.annotators.count - neutral.count
            return CandidateObject(
                votes: votes, shape: shape, asked: asked, quorum: settings.quorum,
                neutral: neutral.map { answers.annotators[$0] })
        }
        guard let known = answers.known else {
            return ImageConsensus(answers: answers, candidates: candidates, objects: objects, limits: limits)
        }
        let truth = KnownObjects(
            known, objects: objects, votes: candidates.groups.map { $0.map { candidates.ballots[$0] } },
            asked: answers.annotators.count, threshold: limits.pair)
        return ImageConsensus(
            answers: answers, candidates: candidates, objects: truth.objects, limits: limits, risk: 0,
            riskParts: RiskParts.nothing)
    }
}
