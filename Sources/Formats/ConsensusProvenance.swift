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

    /// The probability that there is an object, 0…1.
    public var existence: Double?
    /// The classes it may have, as the caller orders them.
    public var classPosterior: [ClassProbability]
    /// How far the edges are known; nil for polygons and where it could not be told.
    public var edgeDeviation: EdgeDeviation?
    /// The annotations it was made from.
    public var votes: [AnnotationReference]

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
