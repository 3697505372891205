import Geometry
import Labeling

extension CandidateObject {
    /// Decides by the probability of existence that a judge found.
    ///
    /// - Parameters:
    ///   - outlineWeights: how much each vote counts for an outline; asked for only where there is one.
    ///   - steps: fused boxes are rounded to so many steps a pixel.
    init(
        _ candidate: BayesScene.Candidate, in scene: BayesScene, judgement: Judgement,
        outlineWeights: () -> [Double], steps: Double
    ) {
        let votes = candidate.votes
        let weights = candidate.hasOutline ? outlineWeights() : []
        let shape = scene.shape(of: candidate, at: judgement.edges, weights: weights, steps: steps)
        let shares = CandidateObject.shares(
            of: votes, in: shape,
            weights: BayesScene.placeShares(of: candidate, judgement, outlineWeights: weights),
            classWeights: judgement.naming.shares)
        let flags = CandidateObject.flags(of: votes, weights: judgement.naming.shares)
        let known: Annotation? = if case .real(let known) = candidate.standing { known } else { nil }
        let posterior = judgement.naming.posterior
        let object = ConsensusObject(
            id: known?.id.rawValue ?? CandidateObject.id(of: votes),
            accepted: judgement.accepted,
            labelID: posterior[0].labelID,
            classPosterior: posterior,
            shape: shape,
            existence: judgement.existence,
            score: Rounding.probability(judgement.score),
            meanIoU: CandidateObject.meanIoU(shares),
            edgeSpread: votes.count > 1 ? CandidateObject.edgeSpread(votes.map(\.bounds)) : nil,
            isCrowd: candidate.isCrowd,
            votes: shares,
            neutral: candidate.neutral.map { scene.answers.annotators[$0] },
            placeDeviation: judgement.evidence == nil ? nil : Rounding.probability(judgement.deviation),
            expectedIoU: judgement.evidence == nil ? nil : Rounding.probability(judgement.expectedIoU),
            isKnown: known != nil,
            evidence: judgement.evidence,
            flags: known?.flags.subtracting(.crowd) ?? flags.set,
            flagShares: flags.shares
        )
        self.init(
            object, asked: scene.answers.annotators.count - candidate.neutral.count, needed: nil)
    }

    /// The lowest identifier among votes.
    static func id(of votes: [Ballot]) -> String {
        guard var lowest = votes.first?.annotationID else { return "" }
        for vote in votes.dropFirst() where vote.annotationID < lowest { lowest = vote.annotationID }
        return lowest.rawValue
    }
}
