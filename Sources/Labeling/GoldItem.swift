/// An image of a project whose answer is known, met by people in their work, in practice or in an exam.
public struct GoldItem: Hashable, Sendable {
    /// Where people meet the image.
    public enum Purpose: String, Sendable, Codable, CaseIterable {
        /// Among their ordinary work, not to be told from it.
        case stream
        /// In an exam.
        case exam
        /// In practice, where the answer is shown afterwards.
        case practice
    }

    /// Whether it is given out and counted.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// Given out and counted.
        case active
        /// In quarantine: neither given out nor counted until somebody decides about it.
        case suspect
        /// Gone for good: not counted, and an ordinary image again.
        case voided
    }

    /// The item's identifier; never shown to annotators.
    public let id: GoldItemID
    /// The project.
    public let projectID: ProjectID
    /// The image.
    public let imageID: ImageID
    /// Where people meet it.
    public var purpose: Purpose
    /// Whether it is given out and counted.
    public var state: State
    /// Why it stands where it stands; empty while nothing was said.
    public var reason: String
    /// The acceptable answers, the preferred one first; never none.
    public var answers: [GoldAnswer]
    /// How many people may be given it; nil for the project's limit.
    public var maximumExposures: Int?
    /// When a requester took it out of quarantine: only later answers speak against it; nil if it never was in one.
    public var trustedAt: Timestamp?
    /// How many people were given it.
    public let exposures: Int
    /// Who made it gold.
    public let authorID: AccountID
    /// When.
    public let createdAt: Timestamp
    /// Grows by one with every change.
    public var revision: Int

    /// An item with all its properties.
    public init(
        id: GoldItemID, projectID: ProjectID, imageID: ImageID, purpose: Purpose, state: State = .active,
        reason: String = "", answers: [GoldAnswer], maximumExposures: Int? = nil, trustedAt: Timestamp? = nil,
        exposures: Int = 0, authorID: AccountID, createdAt: Timestamp, revision: Int = 1
    ) {
        self.id = id
        self.projectID = projectID
        self.imageID = imageID
        self.purpose = purpose
        self.state = state
        self.reason = reason
        self.answers = answers
        self.maximumExposures = maximumExposures
        self.trustedAt = trustedAt
        self.exposures = exposures
        self.authorID = authorID
        self.createdAt = createdAt
        self.revision = revision
    }
}

/// One acceptable answer to a ``GoldItem``.
public struct GoldAnswer: Hashable, Sendable, Codable {
    /// Where an answer comes from.
    public enum Origin: String, Sendable, Codable, CaseIterable {
        /// Imported as known truth.
        case imported
        /// What the people agreed on.
        case consensus
        /// Given by hand.
        case given
        /// An annotator's own answer, accepted after a dispute.
        case disputed
    }

    /// An object that is there.
    public struct Part: Hashable, Sendable, Codable {
        /// The object.
        public let annotation: Annotation
        /// The clause of the guidelines that says why, shown to those who missed it; empty for none.
        public let clause: String

        /// An object with its clause.
        public init(annotation: Annotation, clause: String = "") {
            self.annotation = annotation
            self.clause = clause
        }
    }

    /// Names the answer among those of its item.
    public let id: GoldAnswerID
    /// Where it comes from.
    public let origin: Origin
    /// All objects of the image; none is an answer too.
    public let parts: [Part]

    /// An answer with all its properties.
    public init(id: GoldAnswerID, origin: Origin, parts: [Part]) {
        self.id = id
        self.origin = origin
        self.parts = parts
    }

    /// Its shapes.
    public var annotations: [Annotation] { parts.map(\.annotation) }
}

/// Names a ``GoldItem``.
public typealias GoldItemID = Identifier<GoldItem>
/// Names a ``GoldAnswer``.
public typealias GoldAnswerID = Identifier<GoldAnswer>
