public import Geometry

/// A random sample of a project's consensus that people judge one by one, so that its accuracy can be stated.
///
/// What was drawn is kept as it was then: a later consensus changes neither the sample nor what was said about it.
public struct QualityAudit: Hashable, Sendable {
    /// What one item is.
    public enum Unit: String, Sendable, Codable, CaseIterable {
        /// An accepted object.
        case object
        /// An image with all its accepted objects.
        case image
    }

    /// The audit's identifier.
    public let id: QualityAuditID
    /// The project.
    public let projectID: ProjectID
    /// What one item is.
    public let unit: Unit
    /// Whether every class gave in proportion to its size; else all items were drawn alike.
    public let isStratified: Bool
    /// Where the random numbers began; the same seed draws the same items from the same consensus.
    public let seed: Int
    /// How many items were drawn.
    public let size: Int
    /// How many items there were of each class, or of all under an empty name.
    public let population: [String: Int]
    /// How far the interval is to reach to either side; nil if that is no goal.
    public let halfWidth: Double?
    /// The share that is to be right; nil if that is no goal.
    public let atLeast: Double?
    /// The settings of the consensus it was drawn from.
    public let settings: ConsensusSettings
    /// The ``FitRecord/digest`` of the fit behind that consensus; nil where there was none.
    public let fit: String?
    /// The project's ``ConsensusReading/answersRevision(of:)`` when it was drawn.
    public let answersRevision: Int
    /// Names all that could have been drawn: hexadecimal SHA-256.
    public let digest: String
    /// Who drew it.
    public let authorID: AccountID
    /// When.
    public let createdAt: Timestamp

    /// An audit with all its properties.
    public init(
        id: QualityAuditID, projectID: ProjectID, unit: Unit, isStratified: Bool, seed: Int, size: Int,
        population: [String: Int], halfWidth: Double?, atLeast: Double?, settings: ConsensusSettings,
        fit: String?, answersRevision: Int, digest: String, authorID: AccountID, createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.unit = unit
        self.isStratified = isStratified
        self.seed = seed
        self.size = size
        self.population = population
        self.halfWidth = halfWidth
        self.atLeast = atLeast
        self.settings = settings
        self.fit = fit
        self.answersRevision = answersRevision
        self.digest = digest
        self.authorID = authorID
        self.createdAt = createdAt
    }
}

/// One thing to judge in a ``QualityAudit``, as it was when it was drawn.
public struct QualityAuditItem: Hashable, Sendable {
    /// An accepted object of the consensus.
    public struct Object: Hashable, Sendable, Codable {
        /// Its identifier in the consensus of its image.
        public let id: String
        /// Its class.
        public let labelID: LabelClassID
        /// Where it is, in upright image pixels.
        public let shape: Shape

        /// An object with its class and place.
        public init(id: String, labelID: LabelClassID, shape: Shape) {
            self.id = id
            self.labelID = labelID
            self.shape = shape
        }
    }

    /// Its place in the sample, from 1; the order is random.
    public let number: Int
    /// The image; it may be gone.
    public let imageID: ImageID
    /// The image's size.
    public let size: PixelSize
    /// The class of the object; nil for images.
    public let labelID: LabelClassID?
    /// The object, or all objects of the image.
    public let objects: [Object]

    /// An item with all its properties.
    public init(number: Int, imageID: ImageID, size: PixelSize, labelID: LabelClassID?, objects: [Object]) {
        self.number = number
        self.imageID = imageID
        self.size = size
        self.labelID = labelID
        self.objects = objects
    }
}

/// What somebody said about an item; a later word takes the place of an earlier one, and all are kept.
public struct AuditJudgement: Hashable, Sendable {
    /// What was said.
    public enum Verdict: String, Sendable, Codable, CaseIterable {
        /// It is as it should be.
        case right
        /// It is not.
        case wrong
        /// What was said before does not count.
        case withdrawn
    }

    /// What is wrong.
    public enum Reason: String, Sendable, Codable, CaseIterable {
        /// There is no such object.
        case spurious
        /// It is there, but not where the shape says.
        case misplaced
        /// It is there, but of another class.
        case misclassified
        /// An image lacks an object.
        case missed
    }

    /// The judgement's identifier, made by the client so that a retry is recognised.
    public let id: AuditJudgementID
    /// Which item it is about.
    public let item: Int
    /// What was said.
    public let verdict: Verdict
    /// What is wrong; nil unless something is.
    public let reason: Reason?
    /// Who said it.
    public let judgeID: AccountID
    /// When.
    public let createdAt: Timestamp

    /// A judgement with all its properties.
    public init(
        id: AuditJudgementID, item: Int, verdict: Verdict, reason: Reason?, judgeID: AccountID,
        createdAt: Timestamp
    ) {
        self.id = id
        self.item = item
        self.verdict = verdict
        self.reason = reason
        self.judgeID = judgeID
        self.createdAt = createdAt
    }
}

/// Names a ``QualityAudit``.
public typealias QualityAuditID = Identifier<QualityAudit>
/// Names an ``AuditJudgement``; made by the client.
public typealias AuditJudgementID = Identifier<AuditJudgement>
