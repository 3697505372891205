public import Geometry

/// Something that was said about a consensus after the answers: a decision, a second look, or that one of them no
/// longer holds.
///
/// Entries are only ever added. Those that hold are part of what a consensus is made from.
public struct Adjudication: Hashable, Sendable {
    /// What was said.
    public enum Content: Hashable, Sendable, Codable {
        /// What is at a place.
        case decision(Decision)
        /// What somebody thinks of an object on seeing it again.
        case look(SecondLook)
        /// That an earlier entry no longer holds.
        case withdrawal(of: AdjudicationID)
    }

    /// The entry's identifier, made by the client so that a retry is recognised.
    public let id: AdjudicationID
    /// The project.
    public let projectID: ProjectID
    /// The image.
    public let imageID: ImageID
    /// What was said.
    public let content: Content
    /// Who said it.
    public let authorID: AccountID
    /// When.
    public let createdAt: Timestamp

    /// An entry with all its properties.
    public init(
        id: AdjudicationID, projectID: ProjectID, imageID: ImageID, content: Content, authorID: AccountID,
        createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.imageID = imageID
        self.content = content
        self.authorID = authorID
        self.createdAt = createdAt
    }

    /// The decision, where it is one.
    public var decision: Decision? { if case .decision(let decision) = content { decision } else { nil } }
    /// The second look, where it is one.
    public var look: SecondLook? { if case .look(let look) = content { look } else { nil } }
}

/// Names an ``Adjudication``; made by the client.
public typealias AdjudicationID = Identifier<Adjudication>

/// What somebody entitled decided about a conflict.
public struct Decision: Hashable, Sendable, Codable {
    /// What was taken.
    public enum Choice: String, Sendable, Codable, CaseIterable {
        /// What one of the annotators drew.
        case answer
        /// What the merge made of it.
        case merged
        /// What the decider drew.
        case drawn
        /// Nothing: there is no object.
        case none
    }

    /// The conflict as it was then.
    public let conflict: QueuedConflict
    /// What was taken.
    public let choice: Choice
    /// Under which letter the annotator's answer was shown; nil unless one was taken.
    public let letter: String?
    /// Every object that is at the place.
    public let shapes: [Annotation]
    /// Why, in the decider's words.
    public let reason: String?
    /// The shapes that were in question: what the decision is about, whatever becomes of the merge.
    public let anchors: [Anchor]

    /// A decision with all its parts.
    public init(
        conflict: QueuedConflict, choice: Choice, letter: String?, shapes: [Annotation], reason: String?,
        anchors: [Anchor]
    ) {
        self.conflict = conflict
        self.choice = choice
        self.letter = letter
        self.shapes = shapes
        self.reason = reason
        self.anchors = anchors
    }
}

/// What somebody thinks of an accepted object on seeing it again: a vote of a second pass.
public struct SecondLook: Hashable, Sendable, Codable {
    /// What was thought.
    public enum Verdict: String, Sendable, Codable, CaseIterable {
        /// It is as it should be.
        case right
        /// It is no such object.
        case wrong
        /// It is there, but of another class.
        case relabel
    }

    /// The object's identifier in the consensus of its image at that time.
    public let objectID: String
    /// What was thought.
    public let verdict: Verdict
    /// The class it ought to have; nil unless that is another.
    public let labelID: LabelClassID?
    /// Where it ought to be, in upright image pixels; nil unless that is another place.
    public let shape: Shape?
    /// The shapes that the object was made from.
    public let anchors: [Anchor]
    /// Whether it is somebody's of the second group, whose word on a class is one more among those who drew; a reviewer's is
    /// more.
    public let isSecondPass: Bool?

    /// A look with all its parts.
    public init(
        objectID: String, verdict: Verdict, labelID: LabelClassID?, shape: Shape? = nil, anchors: [Anchor],
        isSecondPass: Bool = false
    ) {
        self.objectID = objectID
        self.verdict = verdict
        self.labelID = labelID
        self.shape = shape
        self.anchors = anchors
        self.isSecondPass = isSecondPass ? true : nil
    }
}

/// An annotator's shape that something is about.
public struct Anchor: Hashable, Sendable, Codable {
    /// Which of the person's shapes.
    public let annotationID: AnnotationID
    /// Whose.
    public let annotatorID: AccountID
    /// Where it was, in upright image pixels.
    public let shape: Shape

    /// An anchor with all its parts.
    public init(annotationID: AnnotationID, annotatorID: AccountID, shape: Shape) {
        self.annotationID = annotationID
        self.annotatorID = annotatorID
        self.shape = shape
    }
}
