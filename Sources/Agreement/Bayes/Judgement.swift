/// What was found of one candidate with the skills of a model, ready to be written down.
struct Judgement {
    /// The probability that it is an object, to the last digit.
    let probability: Double
    /// The terms of its log odds.
    let odds: ExistenceOdds.Terms
    /// Left, top, right and bottom edge in pixels.
    let edges: SIMD4<Double>
    /// Standard deviation of an edge in pixels, from the people and from how their edges lie here; 0 where the place is
    /// known.
    let deviation: Double
    /// Each vote's share in the place, 0…1, in order of the votes.
    let placeShares: [Double]
    /// How much each vote's outline counts: one over the variance of its person's edges, in order of the votes.
    let outlineWeights: [Double]
    /// Each vote's share in the class, 0…1, in order of the votes.
    let classShares: [Double]
    /// The classes that were named, most probable first; they sum to 1.
    let named: [(label: Int, probability: Double)]
    /// The probability of the first of them among all classes.
    let classProbability: Double
    /// How much of the score the expected IoU decides, 0…1.
    let placeScore: Double

    /// The probability that it is an object, as it is given out.
    var existence: Double { Rounding.probability(probability) }

    var accepted: Bool { existence >= BayesConsensus.acceptance }

    /// The geometric mean of the sides in pixels.
    var side: Double { FusedPlace.side(edges) }

    /// The IoU with the truth that the deviation lets expect, 0.05…1.
    var expectedIoU: Double { min(max(1 - 1.6 * deviation / max(1, side), 0.05), 1) }

    /// Existence, class and place in one number.
    var score: Double {
        probability * (0.5 + 0.5 * classProbability) * (1 - placeScore + placeScore * expectedIoU)
    }
}
