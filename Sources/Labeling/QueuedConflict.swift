public import Geometry

/// A place of an image about which its annotators disagree, as it waits for somebody to decide.
///
/// Derived from the answers and their consensus; several objects of a consensus can be one conflict.
public struct QueuedConflict: Hashable, Sendable, Codable {
    /// What the people disagree about most, by the errors that are expected of it.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// An accepted object that not everybody drew.
        case missing
        /// Something that too few drew to be accepted.
        case extra
        /// An object under different classes.
        case `class`
        /// An object whose edges differ: low IoU.
        case overlap
        /// An object with different answers to its class's questions.
        case attribute
        /// One shape of somebody where somebody else drew several.
        case split
    }

    /// Names the place by the shapes in question, so that it stays the same over other methods and thresholds.
    public let id: ConflictID
    /// The image.
    public let imageID: ImageID
    /// What the people disagree about most.
    public let kind: Kind
    /// The class of the object in question; of several the first.
    public let labelID: LabelClassID?
    /// The object in question by its identifier in the consensus; of several the first.
    public let objectID: String?
    /// Where to look, in upright image pixels.
    public let box: Box
    /// How many errors a decision is expected to take away.
    public let errors: Double
    /// How long a decision is expected to take, in minutes.
    public let minutes: Double

    /// A conflict with all its properties.
    public init(
        id: ConflictID, imageID: ImageID, kind: Kind, labelID: LabelClassID?, objectID: String?, box: Box,
        errors: Double, minutes: Double
    ) {
        self.id = id
        self.imageID = imageID
        self.kind = kind
        self.labelID = labelID
        self.objectID = objectID
        self.box = box
        self.errors = errors
        self.minutes = minutes
    }

    /// The errors that a minute of work is expected to take away: the order of the queue.
    public var gain: Double { minutes > 0 ? errors / minutes : 0 }
}

/// Names a ``QueuedConflict``.
public typealias ConflictID = Identifier<QueuedConflict>

/// A conflict as it stands in the queue.
public struct ConflictRow: Hashable, Sendable {
    /// The conflict.
    public let conflict: QueuedConflict
    /// Its image's name.
    public let imageName: String
    /// Its image's size.
    public let size: PixelSize
    /// Who is to decide it; nil for whoever comes.
    public let assignee: AccountID?
    /// The decision that settles it; nil while it is open.
    public let decision: AdjudicationID?

    /// A row with all its columns.
    public init(
        conflict: QueuedConflict, imageName: String, size: PixelSize, assignee: AccountID?,
        decision: AdjudicationID?
    ) {
        self.conflict = conflict
        self.imageName = imageName
        self.size = size
        self.assignee = assignee
        self.decision = decision
    }
}

/// An accepted object as it hangs on the wall of crops, where odd ones stand out among their like.
public struct WallObject: Hashable, Sendable {
    /// The image.
    public let imageID: ImageID
    /// The object's identifier in the consensus of its image.
    public let objectID: String
    /// Its class.
    public let labelID: LabelClassID
    /// Where it is, in upright image pixels.
    public let box: Box
    /// How sure it is that it is there and of that class, 0…1.
    public let probability: Double
    /// How far its edges vary among those who drew it, as a share of its side; 0 for a single shape.
    public let spread: Double
    /// What a second look said last; nil where nobody looked again.
    public let verdict: SecondLook.Verdict?
    /// Whether a decision or a known answer settles it, so that second looks change nothing.
    public let isSettled: Bool

    /// An object with all its properties.
    public init(
        imageID: ImageID, objectID: String, labelID: LabelClassID, box: Box, probability: Double,
        spread: Double, verdict: SecondLook.Verdict?, isSettled: Bool = false
    ) {
        self.imageID = imageID
        self.objectID = objectID
        self.labelID = labelID
        self.box = box
        self.probability = probability
        self.spread = spread
        self.verdict = verdict
        self.isSettled = isSettled
    }
}

/// What is kept of an image's consensus so that lists over a project need not read it: derived data.
public struct AdjudicationIndex: Hashable, Sendable {
    /// The image.
    public let imageID: ImageID
    /// The project.
    public let projectID: ProjectID
    /// Conflicts that are open.
    public let open: [QueuedConflict]
    /// Conflicts that are decided, with what decided them.
    public let decided: [AdjudicationID: QueuedConflict]
    /// Its objects for the wall.
    public let objects: [WallObject]

    /// An index entry with all its parts.
    public init(
        imageID: ImageID, projectID: ProjectID, open: [QueuedConflict],
        decided: [AdjudicationID: QueuedConflict], objects: [WallObject]
    ) {
        self.imageID = imageID
        self.projectID = projectID
        self.open = open
        self.decided = decided
        self.objects = objects
    }
}
