/// One fit of a project's consensus to all its answers at once, as it is kept.
public struct FitRecord: Hashable, Sendable {
    /// The project.
    public let projectID: ProjectID
    /// The fit's name: hexadecimal SHA-256 of the settings, the answers and what was learned from them.
    ///
    /// The same answers and settings give the same name.
    public let digest: String
    /// The settings it was made with.
    public let settings: ConsensusSettings
    /// How many images had an answer.
    public let images: Int
    /// How many answers went in.
    public let answers: Int
    /// The project's ``ConsensusReading/answersRevision(of:)`` when the answers were read.
    public let answersRevision: Int
    /// What was learned about the people, as JSON.
    public let document: String
    /// When it was made.
    public let computedAt: Timestamp

    /// A record with all its properties.
    public init(
        projectID: ProjectID, digest: String, settings: ConsensusSettings, images: Int, answers: Int,
        answersRevision: Int, document: String, computedAt: Timestamp
    ) {
        self.projectID = projectID
        self.digest = digest
        self.settings = settings
        self.images = images
        self.answers = answers
        self.answersRevision = answersRevision
        self.document = document
        self.computedAt = computedAt
    }
}
