import Geometry
import Labeling
import Workflow

/// A comment thread as one person may see it.
struct ThreadJSON: Encodable {
    let id: CommentThreadID
    let imageId: ImageID
    let imageName: String?
    /// x and y in upright image pixels.
    let place: [Double]
    let annotationId: AnnotationID?
    let state: CommentThread.State
    let createdAt: String
    /// Whether the reader began it.
    let mine: Bool
    /// Who began it; missing for annotators, who only see their own.
    let author: String?
    let comments: [CommentJSON]

    /// One thing said.
    struct CommentJSON: Encodable {
        let id: CommentID
        /// `author` or `reviewer`: who answers speaks for the project.
        let from: String
        let mine: Bool
        let text: String
        let createdAt: String
    }

    init(_ view: ThreadView) {
        let thread = view.thread
        id = thread.id
        imageId = view.imageID
        imageName = view.imageName
        place = [thread.place.x, thread.place.y]
        annotationId = thread.annotationID
        state = thread.state
        createdAt = thread.createdAt.rfc3339
        mine = thread.authorID == view.viewer
        author = view.authorName
        comments = thread.comments.map { comment in
            CommentJSON(
                id: comment.id, from: comment.authorID == thread.authorID ? "author" : "reviewer",
                mine: comment.authorID == view.viewer, text: comment.text,
                createdAt: comment.createdAt.rfc3339)
        }
    }
}

/// A question as a client sends it.
struct ThreadRequest: Decodable {
    let id: CommentThreadID
    let commentId: CommentID
    let place: [Double]
    let annotationId: AnnotationID?
    let text: String

    func draft() throws(BoxwoodError) -> ThreadDraft {
        guard place.count == 2 else { throw .invalid("place", "A place is two numbers, x and y.") }
        return ThreadDraft(
            id: id, commentID: commentId, place: ImagePoint(x: place[0], y: place[1]),
            annotationID: annotationId, text: text)
    }
}
