/// What can be asked about comments.
public protocol CommentReading {
    /// The thread with this identifier.
    func thread(_ id: CommentThreadID) throws -> CommentThread?
    /// The thread that holds a comment.
    func thread(holding comment: CommentID) throws -> CommentThreadID?
    /// The threads on an image, oldest first.
    ///
    /// - Parameter author: only theirs; nil for everybody's.
    func threads(image: ImageID, author: AccountID?) throws -> [CommentThread]
    /// The threads of a project.
    func threads(of project: ProjectID, query: ThreadQuery) throws -> Page<CommentThread>
    /// How many threads of a project are in a state.
    func threadCount(in project: ProjectID, state: CommentThread.State) throws -> Int
}

/// What can be added to comments.
public protocol CommentWriting {
    /// Adds a thread with its comments.
    func insert(_ thread: CommentThread) throws
    /// Adds a comment to a thread, which then is in this state.
    func append(_ comment: Comment, to thread: CommentThreadID, state: CommentThread.State) throws
    /// Changes whose turn it is.
    func setState(_ state: CommentThread.State, of thread: CommentThreadID) throws
}

/// Which threads of a project, newest first.
public struct ThreadQuery: Hashable, Sendable {
    /// Only this person's; nil for everybody's.
    public var author: AccountID?
    /// Only those in this state; nil for all.
    public var state: CommentThread.State?
    /// The cursor of the page before, or nil for the first page.
    public var after: String?
    /// How many threads at most.
    public var limit: Int

    /// A query with all its parts.
    public init(
        author: AccountID? = nil, state: CommentThread.State? = nil, after: String? = nil, limit: Int = 100
    ) {
        self.author = author
        self.state = state
        self.after = after
        self.limit = limit
    }
}
