/// The constants of ``BayesConsensus``.
///
/// The defaults were chosen once, on two real crowds and on simulated ones; the best setting on each of the three
/// alone was the same.
public struct BayesParameters: Hashable, Sendable {
    /// How many times objects and skills are estimated in turn; there is no test for convergence.
    public var rounds = 12
    /// How many steps of the robust mean are taken in each round.
    public var placeSteps = 4
    /// How much IoU different classes cost when two shapes are compared.
    public var classPenalty = 0.1

    /// What is believed of everybody's miss rate beforehand.
    public var miss = BetaPrior(yes: 1, no: 6)
    /// What is believed of everybody's rate of marking a candidate that is no object.
    public var falseMark = BetaPrior(yes: 1, no: 19)
    /// What is believed of everybody's share of right classes.
    public var classAccuracy = BetaPrior(yes: 8, no: 1)
    /// What is believed of the share of candidates that are objects; alone it judges what only one person saw.
    public var realShare = BetaPrior(yes: 20, no: 10)

    /// Edge noise of an annotator beforehand, in units of `sqrt(noiseSide · sqrt(area))` pixels.
    ///
    /// It, ``chanceSpread`` and ``mostBias`` are those of pictures with objects of about ``usualSide``.
    public var spread = 0.12
    /// How many edges that belief is worth.
    public var spreadStrength = 8.0
    /// No annotator is taken to be more exact than this share of the median spread.
    public var spreadFloor = 0.4
    /// The side in pixels at which edge noise is in units of that side; it grows with the root of the side.
    public var noiseSide = 32.0
    /// Degrees of freedom of Student's t in the robust mean: the smaller, the less a stray edge counts.
    public var freedom = 6.0
    /// No vote weighs more than this many times the median weight.
    public var largestWeight = 4.0
    /// How many votes the belief that nobody is biased is worth.
    public var biasStrength = 100.0
    /// No edge of anybody is taken to be further off in the mean, in the unit of ``spread``.
    public var mostBias = 0.25
    /// The typical side of the objects in pixels; nil takes the geometric mean of the data, so that pictures at twice
    /// the size have the same answers at twice the size.
    public var typicalSide: Double?
    /// The typical side in pixels for which spreads are given: that of the two real crowds on which they were chosen.
    public static let usualSide = 107.0

    /// Kinds of objects by difficulty, the easy ones first: only those teach about misses.
    public var difficulties = [
        Difficulty(shift: 0, share: 0.84), Difficulty(shift: 2.5, share: 0.1),
        Difficulty(shift: 4, share: 0.06),
    ]
    /// How many objects the belief about their shares is worth.
    public var difficultyStrength = 400.0
    /// How many votes the belief is worth that an object is as hard to place as its people's others.
    ///
    /// If infinite, it always is.
    public var placeStrength = 5.0
    /// How much of the score the expected IoU decides, 0…1.
    public var placeScore = 0.5
    /// By how much at most the closeness of the shapes changes the log odds of existence.
    public var placeEvidence = 1.0
    /// How far the edges of shapes that only meet by chance stray, in the unit of ``spread``.
    public var chanceSpread = 0.35

    /// Whether somebody who drew nothing on an image may never make a candidate likelier.
    ///
    /// Unbounded, an empty answer can make it likelier that a doubtful candidate is an object that is merely hard to see.
    public var emptyIsBounded = true
    /// Fused boxes are rounded to so many steps a pixel; 0 leaves them as they are.
    public var placeStepsPerPixel = 100.0

    /// The defaults.
    public init() {}

    /// The same for data in which objects have a certain typical side in pixels.
    func scaled(to side: Double) -> BayesParameters {
        var scaled = self
        let factor = (side / BayesParameters.usualSide).squareRoot()
        scaled.spread *= factor
        scaled.chanceSpread *= factor
        scaled.mostBias *= factor
        return scaled
    }

    /// A belief about a probability, as counts of what was seen.
    public struct BetaPrior: Hashable, Sendable {
        /// How often it was so.
        public var yes: Double
        /// How often it was not.
        public var no: Double

        /// A belief from its counts.
        public init(yes: Double, no: Double) {
            self.yes = yes
            self.no = no
        }

        var total: Double { yes + no }
        var mean: Double { yes / (yes + no) }
    }

    /// One level of difficulty.
    public struct Difficulty: Hashable, Sendable {
        /// How much is added to the logit of everybody's miss rate.
        public var shift: Double
        /// The share of objects that are so difficult, before anything was seen.
        public var share: Double

        /// A level with its shift and share.
        public init(shift: Double, share: Double) {
            self.shift = shift
            self.share = share
        }
    }
}
