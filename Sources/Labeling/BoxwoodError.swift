/// Why Boxwood refused or failed, in words a person can act on and a code a program can act on.
public struct BoxwoodError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of refusal this is; the raw value is the stable `code` of the HTTP answer.
    public enum Code: String, Sendable, CaseIterable, Codable {
        /// The request or file is not acceptable as it stands.
        case invalid
        /// Nobody is signed in, or the credentials are wrong.
        case unauthorized
        /// Signed in, but not allowed to do this.
        case forbidden
        /// There is no such thing, or it is not this person's to see.
        case notFound = "not_found"
        /// The thing's present state does not allow it.
        case conflict
        /// The assignment is no longer this person's; their work is kept.
        case leaseLost = "lease_lost"
        /// The answer came when the image had all the answers it needs; the work is kept.
        case late
        /// The project's budget does not hold another answer.
        case budgetSpent = "budget_spent"
        /// The person is given no work in this project at present; their drafts are kept.
        case paused
        /// The person has to practise or pass an exam before they are given work in this project.
        case notQualified = "not_qualified"
        /// Someone else changed the thing since it was read.
        case stale
        /// An edit of a shared thing must say which version it was made from.
        case preconditionRequired = "precondition_required"
        /// More bytes than accepted.
        case tooLarge = "too_large"
        /// A kind of file that is not accepted.
        case unsupported
        /// Too many attempts; wait.
        case rateLimited = "rate_limited"
        /// The disk is full.
        case noSpace = "no_space"
        /// The data folder is in use by another process.
        case locked
        /// Our fault; details are in the log only.
        case `internal`
    }

    /// What kind of refusal this is.
    public let code: Code
    /// One plain sentence for the person.
    public let message: String
    /// The field, file, line or JSON path at fault, for example `labels[2].color`.
    public let field: String?
    /// The identifier of something that was kept or already exists, where that helps.
    public let subject: String?
    /// For ``Code/rateLimited``: how long to wait.
    public let retryAfterSeconds: Int?

    /// An error with its code and the sentence shown to the person.
    public init(
        _ code: Code, _ message: String, field: String? = nil, subject: String? = nil,
        retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.field = field
        self.subject = subject
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// The message, preceded by the field where there is one.
    public var description: String {
        field.map { "\($0): \(message)" } ?? message
    }

    /// The one answer for things that do not exist and things that are someone else's.
    public static func notFound(_ what: String) -> BoxwoodError {
        BoxwoodError(.notFound, "There is no such \(what).")
    }

    /// A refusal of one field.
    public static func invalid(_ field: String, _ message: String) -> BoxwoodError {
        BoxwoodError(.invalid, message, field: field)
    }
}
