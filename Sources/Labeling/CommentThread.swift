public import Geometry

/// A question or remark that somebody pinned to a place of an image, with what was answered.
///
/// It is between its author and those who may review the project; other annotators never see it.
public struct CommentThread: Hashable, Sendable {
    /// Whose turn it is to speak.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// The author spoke last.
        case open
        /// Somebody answered.
        case answered
        /// Nothing is left to say; the next comment opens it again.
        case resolved
    }

    /// The thread's identifier, made by the client so that a retry is recognised.
    public let id: CommentThreadID
    /// The project.
    public let projectID: ProjectID
    /// The image.
    public let imageID: ImageID
    /// The identifier under which the author knows the image; another one where it came back to them.
    public let shownAs: ImageID
    /// Who began it.
    public let authorID: AccountID
    /// Where it is pinned, in upright image pixels.
    public let place: ImagePoint
    /// The shape it is about, where it is about one; the shape may be gone.
    public let annotationID: AnnotationID?
    /// Whose turn it is to speak.
    public var state: State
    /// When it was begun.
    public let createdAt: Timestamp
    /// What was said, oldest first; never empty.
    public var comments: [Comment]

    /// A thread with all its properties.
    public init(
        id: CommentThreadID, projectID: ProjectID, imageID: ImageID, authorID: AccountID, place: ImagePoint,
        annotationID: AnnotationID? = nil, state: State = .open, createdAt: Timestamp, comments: [Comment],
        shownAs: ImageID? = nil
    ) {
        self.id = id
        self.projectID = projectID
        self.imageID = imageID
        self.authorID = authorID
        self.place = place
        self.annotationID = annotationID
        self.state = state
        self.createdAt = createdAt
        self.comments = comments
        self.shownAs = shownAs ?? imageID
    }
}

/// One thing said in a ``CommentThread``; never changed.
public struct Comment: Hashable, Sendable {
    /// The comment's identifier, made by the client so that a retry is recognised.
    public let id: CommentID
    /// Who said it.
    public let authorID: AccountID
    /// What was said, as plain text.
    public let text: String
    /// When.
    public let createdAt: Timestamp

    /// A comment with all its properties.
    public init(id: CommentID, authorID: AccountID, text: String, createdAt: Timestamp) {
        self.id = id
        self.authorID = authorID
        self.text = text
        self.createdAt = createdAt
    }
}

/// Names a ``CommentThread``; made by the client.
public typealias CommentThreadID = Identifier<CommentThread>
/// Names a ``Comment``; made by the client.
public typealias CommentID = Identifier<Comment>
