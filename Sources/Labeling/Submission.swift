/// One annotator's finished answer for one image; never changed once it is there.
public struct Submission: Hashable, Sendable {
    /// Whether the answer counts.
    public enum Status: String, Sendable, Codable, CaseIterable {
        /// Counts towards the image's replication and its consensus.
        case accepted
        /// Came when the image had all its answers; kept, not counted.
        case late
        /// Given in practice or an exam; kept and scored, not counted.
        case trial
        /// Given to an image that had come back; kept and compared with the first answer, not counted.
        case `repeat`

        /// What the person is told: nothing tells them that an image had come back.
        public var told: Status { self == .repeat ? .accepted : self }
    }

    /// The submission's identifier, made by the client; also the request's idempotency key.
    public let id: SubmissionID
    /// The turn it answers; nil for imported answers.
    public let assignmentID: AssignmentID?
    /// The project.
    public let projectID: ProjectID
    /// The image.
    public let imageID: ImageID
    /// The identifier under which the person knows the image; another one where it came back to them.
    public let shownAs: ImageID
    /// Whose answer it is.
    public let annotatorID: AccountID
    /// Whether it counts.
    public let status: Status
    /// The shapes; none is an answer too.
    public let annotations: [Annotation]
    /// How many suggestions of each source were taken away.
    public let deletedSuggestions: [String: Int]
    /// Seconds of work, idle time taken out, in milliseconds.
    public let activeMilliseconds: Int64
    /// Hexadecimal SHA-256 of the answer in canonical form, repeated in the receipt.
    public let digest: String
    /// When the server took it.
    public let receivedAt: Timestamp
    /// The version of the guidelines under which it was made; nil where that is not known.
    public let guidelineVersion: Int?
    /// How often the person turned to something else while they drew; nil where nobody counted.
    public let focusChanges: Int?

    /// A submission with all its properties.
    public init(
        id: SubmissionID, assignmentID: AssignmentID?, projectID: ProjectID, imageID: ImageID,
        annotatorID: AccountID, status: Status, annotations: [Annotation],
        deletedSuggestions: [String: Int] = [:], activeMilliseconds: Int64, digest: String,
        receivedAt: Timestamp, guidelineVersion: Int? = nil, focusChanges: Int? = nil, shownAs: ImageID? = nil
    ) {
        self.id = id
        self.assignmentID = assignmentID
        self.projectID = projectID
        self.imageID = imageID
        self.annotatorID = annotatorID
        self.status = status
        self.annotations = annotations
        self.deletedSuggestions = deletedSuggestions
        self.activeMilliseconds = activeMilliseconds
        self.digest = digest
        self.receivedAt = receivedAt
        self.guidelineVersion = guidelineVersion
        self.focusChanges = focusChanges
        self.shownAs = shownAs ?? imageID
    }
}
