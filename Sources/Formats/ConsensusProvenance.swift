/// How a consensus object came about: the `boxwood` object of an annotation.
public struct ConsensusProvenance: Hashable, Sendable {
    /// How likely one class is.
    public struct ClassProbability: Hashable, Sendable {
        /// The ``DatasetClass/number``.
        public var classNumber: Int
        /// 0…1.
        public var probability: Double

        /// A class with its probability.
        public init(classNumber: Int, probability: Double) {
            self.classNumber = classNumber
            self.probability = probability
        }
    }

    /// Standard deviation of each edge of a box, in pixels.
    public struct EdgeDeviation: Hashable, Sendable {
        /// The left edge's, in x.
        public var left: Double
        /// The top edge's, in y.
        public var top: Double
        /// The right edge's, in x.
        public var right: Double
        /// The bottom edge's, in y.
        public var bottom: Double

        /// Deviations of the four edges, in pixels.
        public init(left: Double, top: Double, right: Double, bottom: Double) {
            self.left = left
            self.top = top
            self.right = right
            self.bottom = bottom
        }
    }

    /// What speaks for and against an object, in natural logarithms of odds (nats); all parts together are the logit
    /// of its existence.
    public struct Evidence: Hashable, Sendable {
        /// One annotator's part.
        public struct Annotator: Hashable, Sendable {
            /// The ``DatasetAnnotator/number``.
            public var number: Int
            /// What drawing it, or not drawing it, adds.
            public var logOdds: Double

            /// An annotator's part.
            public init(number: Int, logOdds: Double) {
                self.number = number
                self.logOdds = logOdds
            }
        }

        /// What was believed before anybody looked.
        public var prior: Double
        /// Everybody who answered the image.
        public var annotators: [Annotator]
        /// That an object may be hard to see.
        public var difficulty: Double
        /// How close the shapes lie.
        public var place: Double
        /// That a candidate which nobody drew is never seen.
        public var truncation: Double
        /// What limits on the sum take off.
        public var limit: Double
        /// What those add who saw the object again after the merge; 0 where nobody did.
        public var looks: Double

        /// Evidence with all its parts.
        public init(
            prior: Double, annotators: [Annotator], difficulty: Double, place: Double, truncation: Double,
            limit: Double, looks: Double = 0
        ) {
            self.prior = prior
            self.annotators = annotators
            self.difficulty = difficulty
            self.place = place
            self.truncation = truncation
            self.limit = limit
            self.looks = looks
        }
    }

    /// Who decided an object, and when.
    public struct Decided: Hashable, Sendable {
        /// A pseudonym, the same over a whole project.
        public var by: String
        /// RFC 3339.
        public var at: String

        /// A decider with the time.
        public init(by: String, at: String) {
            self.by = by
            self.at = at
        }
    }

    /// A vote of somebody who saw the object again after the merge.
    public struct Look: Hashable, Sendable {
        /// A pseudonym, the same over a whole project.
        public var by: String
        /// `right`, `wrong` or `relabel`.
        public var verdict: String
        /// What it adds to the log odds that the object exists, in nats.
        public var logOdds: Double

        /// A vote with all its parts.
        public init(by: String, verdict: String, logOdds: Double) {
            self.by = by
            self.verdict = verdict
            self.logOdds = logOdds
        }
    }

    /// Whether the object counts as there; a rejected candidate is listed with what it rests on.
    public var isAccepted = true
    /// Whether it is a known answer rather than an inferred one.
    public var isKnown = false
    /// The probability that there is an object, 0…1.
    public var existence: Double?
    /// The classes it may have, as the caller orders them.
    public var classPosterior: [ClassProbability]
    /// How far the edges of those who drew it differ; nil for polygons and single votes.
    public var edgeDeviation: EdgeDeviation?
    /// Standard deviation of the edges of the merged shape itself, in pixels; nil where it was not estimated.
    public var placeDeviation: Double?
    /// The IoU to be expected with the truth as another person would draw it, 0…1; nil where it was not estimated.
    public var expectedIoU: Double?
    /// The annotations it was made from.
    public var votes: [AnnotationReference]
    /// How much each of ``votes`` weighs in its place; sums to 1, or empty where that is not known.
    public var weights: [Double] = []
    /// What its existence follows from; nil where the method does not say.
    public var evidence: Evidence?
    /// Who decided it; nil for what follows from the answers.
    public var decided: Decided?
    /// Second looks at it.
    public var looks: [Look] = []
    /// What a second group said of it that is no plain yes.
    public var alternatives: [Alternative] = []

    /// What somebody of a second group holds against an object, or holds possible in its place.
    public struct Alternative: Hashable, Sendable {
        /// Who, by a pseudonym.
        public var by: String
        /// What was thought: `bad`, `corrected` or `unsure`.
        public var verdict: String
        /// What is wrong.
        public var reason: String?
        /// The ``DatasetClass/number`` of another class.
        public var classNumber: Int?
        /// Another place: x, y, width and height in pixels.
        public var box: [Double]?

        /// An alternative with all its parts.
        public init(by: String, verdict: String, reason: String?, classNumber: Int?, box: [Double]?) {
            self.by = by
            self.verdict = verdict
            self.reason = reason
            self.classNumber = classNumber
            self.box = box
        }
    }

    /// A provenance with all its parts.
    public init(
        existence: Double?, classPosterior: [ClassProbability] = [], edgeDeviation: EdgeDeviation? = nil,
        votes: [AnnotationReference] = []
    ) {
        self.existence = existence
        self.classPosterior = classPosterior
        self.edgeDeviation = edgeDeviation
        self.votes = votes
    }
}
