/// One row of the table of images: the image and where its work stands.
public struct ImageOverview: Hashable, Sendable {
    /// Where the work on an image stands.
    public enum Status: String, Sendable, Codable, CaseIterable {
        /// Nobody has answered.
        case unlabelled
        /// Some, but not all, of the wanted answers are there.
        case partial
        /// All wanted answers are there.
        case complete
        /// Nobody has answered, and somebody refused it.
        case skipped
    }

    /// The image.
    public let image: LabeledImage
    /// Where the work stands.
    public let status: Status
    /// How many answers count.
    public let submitted: Int
    /// The figures of its consensus; nil before the first answer.
    public let consensus: Figures?
    /// Images of a higher priority are handed out first, -100…100.
    public let priority: Int

    /// What the table shows of a consensus.
    public struct Figures: Hashable, Sendable {
        /// How many objects were accepted.
        public let objects: Int
        /// How many conflicts were found.
        public let conflicts: Int
        /// Mean pairwise agreement, 0…1.
        public let agreement: Double?
        /// Mean disagreement, 0…1.
        public let disagreement: Double
        /// The number of errors to be expected; nil if the method does not estimate it.
        public let risk: Double?

        /// Figures with all their values.
        public init(
            objects: Int, conflicts: Int, agreement: Double?, disagreement: Double, risk: Double? = nil
        ) {
            self.objects = objects
            self.conflicts = conflicts
            self.agreement = agreement
            self.disagreement = disagreement
            self.risk = risk
        }
    }

    /// A row with all its values.
    public init(image: LabeledImage, status: Status, submitted: Int, consensus: Figures?, priority: Int = 0) {
        self.image = image
        self.status = status
        self.submitted = submitted
        self.consensus = consensus
        self.priority = priority
    }
}
