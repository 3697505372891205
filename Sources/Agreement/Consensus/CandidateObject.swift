import Geometry
import Labeling

/// A consensus object in the making, with what its conflicts are described from.
struct CandidateObject {
    let object: ConsensusObject
    /// How many people had a say.
    let asked: Int
    /// How many of them would have had to draw it, where a number decides.
    let needed: Int?

    /// Decides by quorum: accepted if `votes.count / asked >= quorum`, with a billionth to spare for shares such as ⅓.
    ///
    /// - Parameters:
    ///   - votes: one a person, at least one.
    ///   - weights: how much each counts for the place; nil counts heads.
    ///   - posterior: how probable each class is, the most probable first; nil takes the shares of the votes.
    ///   - score: its score; nil makes it of existence, class and place.
    init(
        votes: [Ballot], shape: Shape, asked: Int, quorum: Double, neutral: [AccountID],
        weights: [Double]? = nil, posterior: [ClassShare]? = nil, score: Double? = nil
    ) {
        let order = votes.indices.sorted { votes[$0].annotator < votes[$1].annotator }
        let ordered = order.map { votes[$0] }
        let count = ordered.count
        let equal = Array(repeating: 1 / Double(count), count: count)
        let total = weights?.reduce(0, +) ?? 1
        let shares = CandidateObject.shares(
            of: ordered, in: shape,
            weights: weights.map { weights in order.map { weights[$0] / total } } ?? equal,
            classWeights: equal)
        let posterior = posterior ?? CandidateObject.posterior(of: ordered.map(\.labelID))
        let meanIoU = CandidateObject.meanIoU(shares)
        let existence = Double(count) / Double(max(asked, 1))
        let needed = CandidateObject.needed(quorum: quorum, asked: asked)
        let classShare = posterior[0].probability
        let flags = CandidateObject.flags(of: ordered, weights: equal)
        self.asked = asked
        self.needed = needed
        self.object = ConsensusObject(
            id: ordered.map(\.annotationID).min()?.rawValue ?? "",
            accepted: count >= needed,
            labelID: posterior[0].labelID,
            classPosterior: posterior,
            shape: shape,
            existence: existence,
            score: score ?? existence * (0.5 + 0.5 * classShare) * (0.8 + 0.2 * (meanIoU ?? 0)),
            meanIoU: meanIoU,
            edgeSpread: count > 1 ? CandidateObject.edgeSpread(ordered.map(\.bounds)) : nil,
            isCrowd: ordered[0].isCrowd,
            votes: shares,
            neutral: neutral,
            flags: flags.set,
            flagShares: flags.shares
        )
    }

    /// How many people must have drawn something for a quorum to accept it.
    static func needed(quorum: Double, asked: Int) -> Int {
        let share = quorum.isNaN ? 0.5 : min(max(quorum, 0), 1)
        return max(1, Int((share * Double(asked) - 1e-9).rounded(.up)))
    }

    /// An object with what its conflicts are described from.
    init(_ object: ConsensusObject, asked: Int, needed: Int?) {
        self.object = object
        self.asked = asked
        self.needed = needed
    }

    /// The same object under another identifier.
    func renamed(_ id: String) -> CandidateObject {
        var renamed = object
        renamed.id = id
        return CandidateObject(renamed, asked: asked, needed: needed)
    }

    /// Each vote's part in an object of the given shape, in the same order.
    ///
    /// - Parameters:
    ///   - weights: the votes' shares in its place.
    ///   - classWeights: their shares in its class.
    static func shares(
        of votes: [Ballot], in shape: Shape, weights: [Double], classWeights: [Double]
    ) -> [VoteShare] {
        let bounds = shape.bounds
        return votes.enumerated().map { index, vote in
            VoteShare(
                annotator: vote.vote.annotator, annotationID: vote.annotationID, labelID: vote.labelID,
                iou: Ballot.placeIoU(vote.shape, vote.bounds, shape, bounds),
                weight: Rounding.probability(weights[index]),
                classWeight: Rounding.probability(classWeights[index]))
        }
    }

    /// What the people behind votes say about an object together, with the shares of what anybody said.
    static func flags(of votes: [Ballot], weights: [Double]) -> (set: AnnotationFlags, shares: [FlagShare]) {
        let flags = votes.map { $0.vote.annotation.flags.subtracting(.crowd) }
        guard flags.contains(where: { !$0.isEmpty }) else { return ([], []) }
        let vote = FlagVote(flags, weights: weights)
        let shares = vote.shares.filter { $0.share > 0 }
            .map { FlagShare(flag: $0.flag, share: Rounding.probability($0.share)) }
        return (vote.flags, shares)
    }

    /// Mean IoU of at least two votes with their object.
    static func meanIoU(_ shares: [VoteShare]) -> Double? {
        shares.count > 1 ? shares.reduce(0) { $0 + $1.iou } / Double(shares.count) : nil
    }

    /// The share of each class, largest first, ties by identifier.
    private static func posterior(of labels: [LabelClassID]) -> [ClassShare] {
        var counts: [(label: LabelClassID, count: Int)] = []
        for label in labels.sorted() {
            if counts.last?.label == label {
                counts[counts.count - 1].count += 1
            } else {
                counts.append((label, 1))
            }
        }
        return
            counts
            .sorted { $0.count == $1.count ? $0.label < $1.label : $0.count > $1.count }
            .map { ClassShare(labelID: $0.label, probability: Double($0.count) / Double(labels.count)) }
    }

    /// Sample standard deviation of the left, top, right and bottom edge in pixels.
    static func edgeSpread(_ boxes: [Box]) -> [Double] {
        [boxes.map(\.x), boxes.map(\.y), boxes.map(\.maxX), boxes.map(\.maxY)].map { values in
            let first = values[0]
            let mean = first + values.reduce(0) { $0 + ($1 - first) } / Double(values.count)
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (squares / Double(values.count - 1)).squareRoot()
        }
    }
}
