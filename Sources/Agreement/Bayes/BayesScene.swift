import Geometry
import Labeling

/// The candidates of one image, ready to be judged; a function of the image alone.
struct BayesScene {
    /// What is known of a candidate beforehand.
    enum Standing {
        /// Nothing.
        case open
        /// It is this object.
        case real(Annotation)
        /// It is no object.
        case spurious
        /// It lies in a known crowd region: no object, but not wrong either.
        case ignored
    }

    /// A group of votes, or a known object that nobody drew.
    struct Candidate {
        /// In order of annotator; at most one of each.
        let votes: [Ballot]
        /// Indices of those who marked a crowd over it and so have no say in whether it exists, ascending.
        var neutral: [Int] = []
        var standing = Standing.open

        var isCrowd: Bool {
            if case .real(let known) = standing { return known.flags.contains(.crowd) }
            return votes.contains(where: \.isCrowd)
        }

        /// Whether its place is an outline and not four edges.
        var hasOutline: Bool {
            isCrowd || votes.contains { if case .polygon = $0.shape { true } else { false } }
        }
    }

    let answers: ImageAnswers
    /// What the votes were grouped by.
    let grouping: Candidates
    /// In canonical order, and then the known objects that nobody drew.
    let candidates: [Candidate]

    init(_ answers: ImageAnswers, limits: MatchingLimits) {
        let grouping = Candidates(answers, limits: limits)
        self.answers = answers
        self.grouping = grouping
        var candidates = grouping.groups.map { group -> Candidate in
            var votes = group.map { grouping.ballots[$0] }
            votes.sort { $0.annotator < $1.annotator }
            return Candidate(votes: votes)
        }
        let crowds = CrowdRegions(grouping)
        if answers.known != nil || !crowds.isEmpty {
            let shapes = candidates.map { BayesScene.rough($0) }
            for (index, shape) in shapes.enumerated() where !candidates[index].isCrowd {
                candidates[index].neutral = crowds.neutral(towards: candidates[index].votes, at: shape)
            }
            if let known = answers.known?.annotations {
                BayesScene.stand(&candidates, on: known, shapes: shapes, threshold: limits.pair)
            }
        }
        self.candidates = candidates
    }

    /// Each vote's share in the place of a candidate, 0…1: of the fused edges, or of the merged outline.
    ///
    /// - Parameter outlineWeights: how much each vote counts for an outline.
    static func placeShares(
        of candidate: Candidate, _ judgement: Judgement, outlineWeights: [Double]
    ) -> [Double] {
        guard case .open = candidate.standing, candidate.hasOutline else { return judgement.placeShares }
        let isPolygon = candidate.votes.map { if case .polygon = $0.shape { true } else { false } }
        guard isPolygon.contains(true) else { return judgement.placeShares }
        // Boxes say nothing about an outline.
        let weights = MemberWeights.capped(
            zip(outlineWeights, isPolygon).map { $0.1 ? $0.0 : 0 })
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }

    private static func stand(
        _ candidates: inout [Candidate], on known: [Annotation], shapes: [Shape], threshold: Double
    ) {
        let matching = KnownMatching(
            known, votes: candidates.map(\.votes), shapes: shapes, threshold: threshold)
        for index in candidates.indices {
            if let object = matching.object[index] {
                candidates[index].standing = .real(known[object])
            } else {
                candidates[index].standing = matching.isIgnored[index] ? .ignored : .spurious
            }
        }
        for object in matching.undrawn {
            candidates.append(Candidate(votes: [], standing: .real(known[object])))
        }
    }

    /// About where a candidate is, before anything is known of the people.
    private static func rough(_ candidate: Candidate) -> Shape {
        candidate.hasOutline
            ? MergedShape.of(candidate.votes.map(\.shape)) : .box(middle(of: candidate.votes))
    }

    private static func middle(of votes: [Ballot]) -> Box {
        let edges = Median.of(votes.map { SIMD4($0.bounds.x, $0.bounds.y, $0.bounds.maxX, $0.bounds.maxY) })
        return Box(minX: edges.x, minY: edges.y, maxX: edges.z, maxY: edges.w)
    }

    /// The shape of a candidate whose edges were fused: a box becomes the fused one, on the image.
    ///
    /// A vote that lies there to the last digit is returned as it was drawn.
    ///
    /// - Parameters:
    ///   - candidate: the candidate.
    ///   - edges: left, top, right and bottom edge.
    ///   - weights: how much each vote counts for an outline, if there is one.
    ///   - steps: the fused box is rounded to so many steps a pixel, if that leaves it a box.
    func shape(
        of candidate: Candidate, at edges: SIMD4<Double>, weights: [Double], steps: Double
    ) -> Shape {
        if case .real(let known) = candidate.standing { return known.shape }
        if candidate.hasOutline {
            return MergedShape.of(candidate.votes.map(\.shape), weights: weights)
        }
        let same = candidate.votes.first { vote in
            SIMD4(vote.bounds.x, vote.bounds.y, vote.bounds.maxX, vote.bounds.maxY) == edges
        }
        if let same { return same.shape }
        var box = Box(minX: edges.x, minY: edges.y, maxX: edges.z, maxY: edges.w)
        if answers.size.pixelCount > 0 {
            box = box.clamped(to: answers.size)
            if box.isEmpty { box = BayesScene.middle(of: candidate.votes) }
        }
        let rounded = box.rounded(steps: steps)
        return .box(rounded.isEmpty ? box : rounded)
    }
}

extension Box {
    /// The box with its edges at multiples of a part of a pixel.
    ///
    /// - Parameter steps: how many a pixel has; 0 leaves the box as it is.
    fileprivate func rounded(steps: Double) -> Box {
        guard steps > 0 else { return self }
        let (left, top) = (Rounding.coordinate(x, steps: steps), Rounding.coordinate(y, steps: steps))
        let (right, bottom) = (
            Rounding.coordinate(maxX, steps: steps), Rounding.coordinate(maxY, steps: steps)
        )
        return Box(
            x: left, y: top, width: Rounding.coordinate(right - left, steps: steps),
            height: Rounding.coordinate(bottom - top, steps: steps))
    }
}
