public import Geometry
public import Labeling

/// A comment thread as one person may see it.
public struct ThreadView: Sendable {
    /// The thread.
    public let thread: CommentThread
    /// The image, by the identifier under which the viewer knows it.
    public let imageID: ImageID
    /// Who is looking.
    public let viewer: AccountID
    /// The name of the thread's author as the viewer may know it; nil for annotators, who only see their own threads.
    public let authorName: String?
    /// The image's file name; nil for annotators.
    public let imageName: String?
}

/// What somebody wants to ask about a place of an image.
public struct ThreadDraft: Sendable {
    /// The thread's identifier, made by the client.
    public let id: CommentThreadID
    /// The first comment's identifier, made by the client.
    public let commentID: CommentID
    /// Where it is pinned, in upright image pixels.
    public let place: ImagePoint
    /// The shape it is about, where it is about one.
    public let annotationID: AnnotationID?
    /// What is asked.
    public let text: String

    /// A wish for a thread.
    public init(
        id: CommentThreadID, commentID: CommentID, place: ImagePoint, annotationID: AnnotationID?,
        text: String
    ) {
        self.id = id
        self.commentID = commentID
        self.place = place
        self.annotationID = annotationID
        self.text = text
    }
}

/// Questions of annotators, pinned to a place, and their answers.
///
/// A thread is seen by its author and by reviewers and requesters of the project, by nobody else.
public struct ManageComments: Sendable {
    private let environment: WorkflowEnvironment

    /// Comments, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The threads on an image, oldest first; for an annotator their own.
    public func list(
        on image: ImageID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [ThreadView] {
        try await environment.store.read { tx in
            let (found, access) = try tx.imageToDiscuss(image, in: project, for: principal)
            let seesAll = access.role >= .reviewer && found.id == image
            return try tx.threads(image: found.id, author: seesAll ? nil : principal.account.id)
                .filter { seesAll || $0.shownAs == image }
                .map { try tx.view($0, for: principal, access) }
        }
    }

    /// The threads of a project, newest first; for an annotator their own.
    public func list(
        in project: ProjectID, query: ThreadQuery, by principal: Principal
    ) async throws(BoxwoodError) -> Page<ThreadView> {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .annotator)
            var query = query
            if access.role < .reviewer { query.author = principal.account.id }
            let page = try tx.threads(of: project, query: query)
            return Page(
                items: try page.items.map { try tx.view($0, for: principal, access) }, next: page.next)
        }
    }

    /// Pins a question to a place of an image; the same identifier again answers the same again.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` for images that an annotator never had a turn at.
    public func open(
        _ draft: ThreadDraft, on image: ImageID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ThreadView {
        try Self.check(uuid: draft.id.rawValue, field: "id")
        let comment = try comment(draft.text, id: draft.commentID, field: "commentId", by: principal)
        return try await environment.store.write { [environment] tx in
            let (found, access) = try tx.imageToDiscuss(image, in: project, for: principal)
            if let present = try tx.thread(draft.id) {
                guard present.shownAs == image, present.authorID == principal.account.id else {
                    throw BoxwoodError(.conflict, "This identifier was used for another comment.")
                }
                return try tx.view(present, for: principal, access)
            }
            guard (0...Double(found.size.width)).contains(draft.place.x),
                (0...Double(found.size.height)).contains(draft.place.y)
            else { throw BoxwoodError.invalid("place", "The place lies outside the image.") }
            let own = try tx.threads(image: found.id, author: principal.account.id)
                .count { $0.shownAs == image }
            guard own < environment.limits.threadsPerImage else {
                throw BoxwoodError(.tooLarge, "A person asks at most \(own) questions about an image.")
            }
            let thread = CommentThread(
                id: draft.id, projectID: project, imageID: found.id, authorID: principal.account.id,
                place: draft.place, annotationID: draft.annotationID, createdAt: comment.createdAt,
                comments: [comment], shownAs: image)
            try tx.insert(thread)
            try tx.note("comment.opened", thread, by: principal, at: comment.createdAt)
            return try tx.view(thread, for: principal, access)
        }
    }

    /// Answers in a thread; the same identifier again answers the same again.
    public func reply(
        _ text: String, id: CommentID, to thread: CommentThreadID, in project: ProjectID,
        by principal: Principal
    ) async throws(BoxwoodError) -> ThreadView {
        let comment = try comment(text, id: id, field: "id", by: principal)
        return try await environment.store.write { [environment] tx in
            let (thread, access) = try tx.threadToDiscuss(thread, in: project, for: principal)
            if let holder = try tx.thread(holding: id) {
                guard holder == thread.id else {
                    throw BoxwoodError(.conflict, "This identifier was used for another comment.")
                }
                return try tx.view(thread, for: principal, access)
            }
            guard thread.comments.count < environment.limits.commentsPerThread else {
                throw BoxwoodError(.tooLarge, "A thread holds at most \(thread.comments.count) comments.")
            }
            try tx.append(
                comment, to: thread.id,
                state: thread.authorID == principal.account.id ? .open : .answered)
            try tx.note("comment.answered", thread, by: principal, at: comment.createdAt)
            return try tx.view(try tx.thread(thread.id) ?? thread, for: principal, access)
        }
    }

    /// Closes a thread, or opens it again.
    public func setResolved(
        _ isResolved: Bool, thread: CommentThreadID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ThreadView {
        let now = environment.clock.now()
        return try await environment.store.write { tx in
            var (thread, access) = try tx.threadToDiscuss(thread, in: project, for: principal)
            guard (thread.state == .resolved) != isResolved else {
                return try tx.view(thread, for: principal, access)
            }
            let lastIsAuthor = thread.comments.last?.authorID == thread.authorID
            thread.state = isResolved ? .resolved : lastIsAuthor ? .open : .answered
            try tx.setState(thread.state, of: thread.id)
            try tx.note("comment.\(isResolved ? "resolved" : "reopened")", thread, by: principal, at: now)
            return try tx.view(thread, for: principal, access)
        }
    }

    private func comment(
        _ text: String, id: CommentID, field: String, by principal: Principal
    ) throws(BoxwoodError) -> Comment {
        try Self.check(uuid: id.rawValue, field: field)
        let text = try TextRules.text(text, field: "text", maximum: environment.limits.commentLength)
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw .invalid("text", "A comment says something.")
        }
        return Comment(
            id: id, authorID: principal.account.id, text: text, createdAt: environment.clock.now())
    }

    private static func check(uuid: String, field: String) throws(BoxwoodError) {
        guard AnnotationRules.isUUID(uuid) else {
            throw .invalid(field, "A comment's identifier is a UUID in lower case.")
        }
    }
}

extension ReadTransaction {
    /// An image that the principal may ask about: annotators those they have or had a turn at.
    fileprivate func imageToDiscuss(
        _ id: ImageID, in project: ProjectID, for principal: Principal
    ) throws -> (image: LabeledImage, access: ProjectAccess) {
        let source = try returningImage(id)?.imageID ?? id
        let found = try image(source, in: project, for: principal, atLeast: .annotator)
        if found.access.role < .reviewer || source != id {
            guard try hasAssignment(principal.account.id, image: id) else {
                throw BoxwoodError.notFound("image")
            }
        }
        return found
    }

    /// A thread that the principal may see: annotators their own.
    fileprivate func threadToDiscuss(
        _ id: CommentThreadID, in project: ProjectID, for principal: Principal
    ) throws -> (thread: CommentThread, access: ProjectAccess) {
        let access = try access(project, for: principal, atLeast: .annotator)
        guard let thread = try thread(id), thread.projectID == project,
            access.role >= .reviewer || thread.authorID == principal.account.id
        else { throw BoxwoodError.notFound("comment") }
        return (thread, access)
    }

    fileprivate func view(
        _ thread: CommentThread, for principal: Principal, _ access: ProjectAccess
    ) throws -> ThreadView {
        let seesOthers = access.role >= .reviewer
        return ThreadView(
            thread: thread, imageID: seesOthers ? thread.imageID : thread.shownAs,
            viewer: principal.account.id,
            authorName: seesOthers ? try displayName(of: thread.authorID, for: access) : nil,
            imageName: seesOthers ? try image(thread.imageID)?.name : nil)
    }
}

extension WriteTransaction {
    fileprivate func note(
        _ action: String, _ thread: CommentThread, by principal: Principal, at now: Timestamp
    ) throws {
        try append(
            AuditEvent(
                actor: principal.account.id, action: action, projectID: thread.projectID,
                subject: thread.id.rawValue, at: now))
    }
}
