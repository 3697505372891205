/// One person's turn at one image.
public struct Assignment: Hashable, Sendable {
    /// Where the turn stands.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// Being worked on; holds one of the image's slots until it expires.
        case leased
        /// Answered; holds its slot for good.
        case submitted
        /// Given back; may be offered to the same person again, after others.
        case returned
        /// Not answered in time; may be offered again.
        case expired
        /// Refused with a reason; never offered to the same person again.
        case skipped
    }

    /// The assignment's identifier.
    public let id: AssignmentID
    /// The project.
    public let projectID: ProjectID
    /// The image.
    public let imageID: ImageID
    /// The identifier under which the person knows the image; another one where it came back to them.
    public let shownAs: ImageID
    /// The person.
    public let annotatorID: AccountID
    /// Where the turn stands.
    public var state: State
    /// The secret of the present lease; a new one is made whenever the turn is taken up again.
    public var leaseToken: String
    /// When the lease ends unless a heartbeat renews it.
    public var leaseExpiresAt: Timestamp
    /// When the turn was first taken.
    public let createdAt: Timestamp
    /// Why the image was skipped or given back, where somebody said so.
    public var skipReason: String?
    /// When the turn ends whatever its heartbeats say; nil for no such end.
    public var dueAt: Timestamp?
    /// How often it was extended.
    public var extensions: Int
    /// What an answer was promised to earn, in minor units; nil where nothing is paid.
    public var price: Int?
    /// Whether the image had as many answers as every image gets, and wanted another.
    public var isFurther: Bool

    /// An assignment with all its properties.
    public init(
        id: AssignmentID, projectID: ProjectID, imageID: ImageID, annotatorID: AccountID, state: State,
        leaseToken: String, leaseExpiresAt: Timestamp, createdAt: Timestamp, skipReason: String? = nil,
        dueAt: Timestamp? = nil, extensions: Int = 0, price: Int? = nil, shownAs: ImageID? = nil,
        isFurther: Bool = false
    ) {
        self.id = id
        self.projectID = projectID
        self.imageID = imageID
        self.annotatorID = annotatorID
        self.state = state
        self.leaseToken = leaseToken
        self.leaseExpiresAt = leaseExpiresAt
        self.createdAt = createdAt
        self.skipReason = skipReason
        self.dueAt = dueAt
        self.extensions = extensions
        self.price = price
        self.shownAs = shownAs ?? imageID
        self.isFurther = isFurther
    }

    /// Whether the image came back to somebody who had answered it.
    public var isRepeat: Bool { shownAs != imageID }
}
