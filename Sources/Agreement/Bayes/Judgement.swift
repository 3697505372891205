/// What was found of one candidate with the skills of a model, ready to be written down.
struct Judgement {
    /// The probability that it is an object, to the last digit.
    let probability: Double
    /// Why; nil where it is known.
    let evidence: ExistenceEvidence?
    /// Left, top, right and bottom edge in pixels.
    let edges: SIMD4<Double>
    /// Standard deviation of an edge in pixels, from the people and from how their edges lie here; 0 where the place is
    /// known.
    let deviation: Double
    /// The same against the truth as another person would draw it, who strays as people usually do.
    let truthDeviation: Double
    /// Each vote's share in the place, 0…1, in order of annotator.
    let placeShares: [Double]
    /// Its classes.
    let naming: NameVerdict
    /// How much of the score the expected IoU decides, 0…1.
    let placeScore: Double

    /// The probability that it is an object, as it is given out.
    var existence: Double { Rounding.probability(probability) }

    var accepted: Bool { existence >= BayesConsensus.acceptance }

    /// The geometric mean of the sides in pixels.
    var side: Double { FusedPlace.side(edges) }

    /// The IoU to be expected with the truth as another person would draw it, 0.05…1.
    ///
    /// Four edges that stray normally by s leave √(8/π) · 2 · s / side of the area to only one of the two boxes; half of it
    /// is missing from what they share, and half is added to what they cover.
    var expectedIoU: Double {
        let strayed = (8 / Double.pi).squareRoot() * truthDeviation / max(1, side)
        return max((1 - strayed) / (1 + strayed), 0.05)
    }

    /// Existence, class and place in one number; of the place only what the votes settle, since the rest is the same
    /// for all.
    var score: Double {
        let closeness = min(max(1 - 1.6 * deviation / max(1, side), 0.05), 1)
        return probability * (0.5 + 0.5 * naming.probability) * (1 - placeScore + placeScore * closeness)
    }
}
