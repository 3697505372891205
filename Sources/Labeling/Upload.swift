/// A file that was sent and kept, and is not an image of its project yet.
public struct Upload: Hashable, Sendable {
    /// Where the work on a file stands.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// It waits for its turn.
        case queued
        /// It is being decoded.
        case running
        /// It was refused; its bytes are gone.
        case failed
    }

    /// Why a file was refused.
    public struct Failure: Hashable, Sendable {
        /// What kind of refusal it was.
        public let code: BoxwoodError.Code
        /// One plain sentence for the person.
        public let message: String

        /// A failure with its code and sentence.
        public init(code: BoxwoodError.Code, message: String) {
            self.code = code
            self.message = message
        }
    }

    /// The identifier that its image will have.
    public let id: ImageID
    /// The project it was sent to.
    public let projectID: ProjectID
    /// Who sent it.
    public let accountID: AccountID
    /// The file's name as the person knows it.
    public let name: String
    /// Its bytes.
    public let original: BlobID
    /// Where the work stands.
    public let state: State
    /// How often the work was begun.
    public let attempts: Int
    /// Why it was refused; only of one that failed.
    public let failure: Failure?
    /// When it was kept.
    public let createdAt: Timestamp

    /// An upload with all its properties.
    public init(
        id: ImageID, projectID: ProjectID, accountID: AccountID, name: String, original: BlobID,
        state: State = .queued, attempts: Int = 0, failure: Failure? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.accountID = accountID
        self.name = name
        self.original = original
        self.state = state
        self.attempts = attempts
        self.failure = failure
        self.createdAt = createdAt
    }
}
