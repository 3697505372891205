/// One state of a project's whole consensus, as it is kept: by which settings, from which answers, and what came out.
public struct ConsensusRun: Hashable, Sendable {
    /// How it came about.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Answers were taken in.
        case fit
        /// The settings are others than before.
        case settings
        /// An earlier run was put back in force.
        case rollback
    }

    /// What a run is kept for that would else be forgotten.
    public enum Keeping: String, Sendable, Codable, CaseIterable {
        /// It was exported.
        case export
        /// A sample of it was drawn.
        case audit
        /// It was what somebody rolled back from.
        case rollback
    }

    /// The project.
    public let projectID: ProjectID
    /// Its number in the project, from 1; numbers are never used again.
    public let number: Int
    /// How it came about.
    public let kind: Kind
    /// Of a rollback, the run that it put back in force; nil otherwise.
    public let source: Int?
    /// The settings it was made with.
    public let settings: ConsensusSettings
    /// The ``FitRecord/digest`` of the fit whose knowledge of the people it was made with; nil where none was.
    public let fit: String?
    /// The project's ``ConsensusReading/answersRevision(of:)`` when it was kept.
    public let answersRevision: Int
    /// How much there was.
    public let counts: ConsensusCounts
    /// Names all of it: hexadecimal SHA-256 of the settings, the fit and the consensus of every image.
    ///
    /// Runs with the same digest hold the same bytes.
    public let digest: String
    /// Who asked for it; nil for the server itself.
    public let authorID: AccountID?
    /// What somebody called it.
    public var name: String?
    /// What it is kept for; nil for nothing in particular.
    public var keptFor: Keeping?
    /// When it was kept.
    public let createdAt: Timestamp

    /// A run with all its properties.
    public init(
        projectID: ProjectID, number: Int, kind: Kind, source: Int? = nil, settings: ConsensusSettings,
        fit: String?, answersRevision: Int, counts: ConsensusCounts, digest: String, authorID: AccountID?,
        name: String? = nil, keptFor: Keeping? = nil, createdAt: Timestamp
    ) {
        self.projectID = projectID
        self.number = number
        self.kind = kind
        self.source = source
        self.settings = settings
        self.fit = fit
        self.answersRevision = answersRevision
        self.counts = counts
        self.digest = digest
        self.authorID = authorID
        self.name = name
        self.keptFor = keptFor
        self.createdAt = createdAt
    }
}

/// How much a project's consensus holds.
public struct ConsensusCounts: Hashable, Sendable {
    /// Images with a consensus.
    public let images: Int
    /// Answers that went in.
    public let answers: Int
    /// Objects accepted.
    public let objects: Int
    /// Conflicts found.
    public let conflicts: Int

    /// Counts with all their values.
    public init(images: Int, answers: Int, objects: Int, conflicts: Int) {
        self.images = images
        self.answers = answers
        self.objects = objects
        self.conflicts = conflicts
    }
}

/// One state of a project's consensus.
public enum ConsensusMoment: Hashable, Sendable {
    /// As it was kept under a number.
    case run(Int)
    /// As it is.
    case now
}
