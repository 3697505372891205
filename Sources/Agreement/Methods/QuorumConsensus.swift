import Geometry
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
/// 5. Boxes become their robust middle, polygons the line between them. With ``PlaceWeights/skill`` each counts by
///    1 / spread², the spread of its maker's edges over all images as ``BayesConsensus`` estimates it, and by at most
///    four times the median of those who drew the object.
/// 6. The score is existence · (½ + ½ class share) · (0.8 + 0.2 mean IoU), with 0 for the mean IoU of a single vote.
///
/// Without weights each image stands alone. About half a millisecond for 5 people with 20 boxes each.
///
/// For comparison outlines may be made by another rule, and classes found by an aggregator of labels; the tasks of the
/// latter are the groups of all images that are fitted together.
public struct QuorumConsensus: ConsensusMethod {
    /// The name in settings and files.
    public static let id = "quorum"

    /// The name shown to people.
    public static let title = "Quorum"

    /// It is what decides.
    public static let usesQuorum = true

    /// Places may be weighted.
    public static let usesWeights = true

    private let outlines: OutlineRule
    private let classes: (any LabelAggregator)?

    /// The method; everything else is in the settings.
    ///
    /// - Parameters:
    ///   - outlines: how several polygons become one.
    ///   - classes: what finds the class of an object; nil counts votes.
    public init(outlines: OutlineRule = .line, classes: (any LabelAggregator)? = nil) {
        self.outlines = outlines
        self.classes = classes
    }

    /// Weights by skill are learned from all images; without them each image stands alone.
    public static func learns(with settings: ConsensusSettings) -> Bool { settings.weights == .skill }

    /// The consensus of every image, in order of image identifier, and what the weights were taken from.
    ///
    /// The quorum is brought into 0…1 first (0.5 if it is not a number); at least one person must always agree.
    public func fit(_ answers: [ImageAnswers], settings: ConsensusSettings) -> ConsensusFit {
        let model =
            Self.learns(with: settings)
            ? BayesConsensus().fit(answers, settings: settings).model : nil
        let ordered = answers.sorted { $0.image < $1.image }
        return ConsensusFit(consensus: consensus(of: ordered, given: model, settings: settings), model: model)
    }

    /// The consensus of one image; the model gives the weights, where there are any.
    public func consensus(
        of answers: ImageAnswers, given model: CrowdModel?, settings: ConsensusSettings
    ) -> ImageConsensus {
        consensus(of: [answers], given: model, settings: settings)[0]
    }

    private func consensus(
        of answers: [ImageAnswers], given model: CrowdModel?, settings: ConsensusSettings
    ) -> [ImageConsensus] {
        let limits = MatchingLimits(settings)
        let weights = settings.weights == .skill ? SkillWeights(model) : nil
        let candidates = answers.concurrentMap { Candidates($0, limits: limits) }
        let names = classes.map { GroupNaming(of: candidates, answers: answers, by: $0) }
        return Array(answers.indices).concurrentMap { image in
            let (answers, candidates) = (answers[image], candidates[image])
            let crowds = CrowdRegions(candidates)
            let votes = candidates.groups.map { $0.map { candidates.ballots[$0] } }
            let objects = votes.enumerated().map { index, votes in
                let own = weights?.of(votes)
                let shape = shape(of: votes, weights: own)
                let neutral = votes[0].isCrowd ? [] : crowds.neutral(towards: votes, at: shape)
                return CandidateObject(
                    votes: votes, shape: shape, asked: answers.annotators.count - neutral.count,
                    quorum: settings.quorum, neutral: neutral.map { answers.annotators[$0] }, weights: own,
                    posterior: names?.posterior(image: image, group: index))
            }
            return ImageConsensus(
                settling: answers, candidates: candidates, objects: objects, votes: votes, limits: limits)
        }
    }

    private func shape(of votes: [Ballot], weights: [Double]?) -> Shape {
        let shapes = votes.map(\.shape)
        if let outline = outlines.outline(of: shapes) { return outline }
        guard let weights else { return MergedShape.of(shapes) }
        return MergedShape.of(shapes, weights: weights, boxes: weights)
    }
}
