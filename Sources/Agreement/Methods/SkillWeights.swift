import Labeling

/// How much each person counts for a place: the inverse square of how far their edges stray.
struct SkillWeights {
    private let model: CrowdModel?

    /// Weights by a fit; without one, and for people it does not know, by what is believed of everybody.
    init(_ model: CrowdModel?) {
        self.model = model
    }

    /// One weight for each vote, none above four times the median.
    func of(_ votes: [Ballot]) -> [Double] {
        MemberWeights.capped(
            votes.map { vote in
                let spread = model?.skill(of: vote.vote.annotator)?.placeSpread ?? BayesParameters().spread
                return 1 / (spread * spread)
            })
    }
}
