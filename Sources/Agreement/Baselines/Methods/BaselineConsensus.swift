public import Geometry
public import Labeling

/// A rule that is in use elsewhere, as a consensus method: it puts shapes together, and the quorum accepts.
///
/// For a team to run what it uses today beside ours, on its own files. Existence is the share of people with a shape in
/// the group, whatever the rule; shape and score are the rule's own. Where the rule lets several shapes of one person
/// into a group, the first of them in canonical order is that person's vote. Crowd regions are put together with crowd
/// regions only. Each image stands alone.
///
/// People and shapes come in canonical order, so the answer depends on no other: rules that ask for an order get this
/// one, and how they would answer in another is not told.
public protocol BaselineConsensus: ConsensusMethod {
    /// The shapes put together.
    ///
    /// - Parameters:
    ///   - votes: the shapes of one image in canonical order.
    ///   - people: how many people answered the image.
    ///   - iouThreshold: from where on shapes are the same object, 0.05…0.95.
    func groups(of votes: [BaselineVote], people: Int, iouThreshold: Double) -> [BaselineGroup]
}

/// One shape as a rule takes it.
public struct BaselineVote: Sendable {
    /// The shape, in image pixels.
    public let shape: Shape
    /// Its class.
    public let label: Int
    /// Whether it marks a crowd of objects as one region.
    public let isCrowd: Bool
    /// Who drew it, from 0 in order of identifier.
    public let person: Int
}

/// Shapes that a rule takes for one object.
public struct BaselineGroup: Sendable {
    /// Indices of the shapes, at least one.
    public let members: [Int]
    /// What the rule makes of them.
    public let shape: Shape
    /// The rule's score; nil where it has none.
    public let score: Double?

    /// A group with all its properties.
    public init(members: [Int], shape: Shape, score: Double?) {
        self.members = members
        self.shape = shape
        self.score = score
    }
}

extension BaselineConsensus {
    /// Each image stands alone.
    public static func learns(with settings: ConsensusSettings) -> Bool { false }

    /// It is what decides.
    public static var usesQuorum: Bool { true }

    /// Everybody counts the same.
    public static var usesWeights: Bool { false }

    /// The consensus of every image, in order of image identifier; nothing is learned.
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
        let (ballots, votes) = Self.votes(of: answers)
        let groups = groups(of: votes, people: answers.annotators.count, iouThreshold: limits.pair)
        let members = groups.map { group in
            var seen: Set<Int> = []
            return group.members.sorted().map { ballots[$0] }.filter { seen.insert($0.annotator).inserted }
        }
        let objects = zip(groups, members).map { group, members in
            CandidateObject(
                votes: members, shape: group.shape, asked: answers.annotators.count, quorum: settings.quorum,
                neutral: [], score: group.score)
        }
        return ImageConsensus(
            settling: answers, candidates: Candidates(answers, limits: limits), objects: objects,
            votes: members,
            limits: limits)
    }

    private static func votes(of answers: ImageAnswers) -> (ballots: [Ballot], votes: [BaselineVote]) {
        var people = PositionIndex(answers.annotators)
        var labels = PositionIndex<LabelClassID>()
        let ballots = answers.votes.map { vote in
            Ballot(
                vote: vote, annotator: people.position(of: vote.annotator),
                label: labels.position(of: vote.annotation.labelID))
        }
        let votes = ballots.map { ballot in
            BaselineVote(
                shape: ballot.shape, label: ballot.label, isCrowd: ballot.isCrowd, person: ballot.annotator)
        }
        return (ballots, votes)
    }
}

extension BaselineVote {
    /// Class and kind in one number: what rules that put together one class only go by.
    var kind: Int { 2 * label + (isCrowd ? 1 : 0) }
}

extension [BaselineVote] {
    /// The boxes around the shapes, each as sure as a person is.
    var rated: [RatedBox] {
        map { RatedBox(box: $0.shape.bounds, label: $0.kind, source: $0.person) }
    }
}
