import Geometry
import Labeling

/// The candidates of one image, ready for the fit.
struct BayesScene {
    let answers: ImageAnswers
    let candidates: Candidates
    /// The votes of each candidate, in canonical order.
    let votes: [[Ballot]]
    /// The merged outline of candidates with polygons and of crowd regions; the fit does not change it.
    let outlines: [Shape?]
    /// Whoever marked a crowd over a candidate and so has no say in whether it exists.
    let neutral: [[AccountID]]

    init(_ answers: ImageAnswers, limits: MatchingLimits) {
        let candidates = Candidates(answers, limits: limits)
        let votes = candidates.groups.map { group in group.map { candidates.ballots[$0] } }
        let outlines = votes.map { BayesScene.outline(of: $0) }
        let crowds = CrowdRegions(candidates)
        self.answers = answers
        self.candidates = candidates
        self.votes = votes
        self.outlines = outlines
        neutral = zip(votes, outlines).map { votes, outline in
            if votes.contains(where: \.isCrowd) { return [] }
            let shape = outline ?? .box(BayesScene.middle(of: votes))
            return crowds.neutral(towards: votes, at: shape).map { answers.annotators[$0] }
        }
    }

    private static func outline(of votes: [Ballot]) -> Shape? {
        let hasOutline = votes.contains { vote in
            if case .polygon = vote.shape { true } else { vote.isCrowd }
        }
        return hasOutline ? MergedShape.of(votes.map(\.shape)) : nil
    }

    private static func middle(of votes: [Ballot]) -> Box {
        let edges = Median.of(votes.map { SIMD4($0.bounds.x, $0.bounds.y, $0.bounds.maxX, $0.bounds.maxY) })
        return Box(minX: edges.x, minY: edges.y, maxX: edges.z, maxY: edges.w)
    }

    /// The shape of a candidate whose edges were fused: a box becomes the fused one, on the image.
    ///
    /// A vote that lies there to the last digit is returned as it was drawn.
    func shape(of candidate: Int, at edges: SIMD4<Double>) -> Shape {
        if let outline = outlines[candidate] { return outline }
        let same = votes[candidate].first { vote in
            SIMD4(vote.bounds.x, vote.bounds.y, vote.bounds.maxX, vote.bounds.maxY) == edges
        }
        if let same { return same.shape }
        let box = Box(minX: edges.x, minY: edges.y, maxX: edges.z, maxY: edges.w)
        guard answers.size.pixelCount > 0 else { return .box(box) }
        let onImage = box.clamped(to: answers.size)
        return .box(onImage.isEmpty ? BayesScene.middle(of: votes[candidate]) : onImage)
    }
}
