/// Which answers of a project are counted.
public struct ActivityFilter: Hashable, Sendable {
    /// From this moment on; nil from the first.
    public var from: Timestamp?
    /// Before this moment; nil to the last.
    public var to: Timestamp?
    /// One person's alone.
    public var person: AccountID?
    /// Shapes of one class alone, and the answers that hold any.
    public var labelID: LabelClassID?

    /// A filter with all its parts.
    public init(
        from: Timestamp? = nil, to: Timestamp? = nil, person: AccountID? = nil, labelID: LabelClassID? = nil
    ) {
        self.from = from
        self.to = to
        self.person = person
        self.labelID = labelID
    }
}

/// What was answered in one stretch of time.
public struct ActivityRow: Hashable, Sendable {
    /// When the stretch begins.
    public let start: Timestamp
    /// Answers that count.
    public let answers: Int
    /// Shapes in them, of one class where only that is asked for.
    public let shapes: Int
    /// Images that they are about.
    public let images: Int
    /// People who gave them.
    public let people: Int
    /// Work on the answers whose time is known, in milliseconds.
    public let activeMilliseconds: Int64
    /// Shapes of all classes in those.
    public let timedShapes: Int

    /// A row with all its figures.
    public init(
        start: Timestamp, answers: Int, shapes: Int, images: Int, people: Int, activeMilliseconds: Int64,
        timedShapes: Int
    ) {
        self.start = start
        self.answers = answers
        self.shapes = shapes
        self.images = images
        self.people = people
        self.activeMilliseconds = activeMilliseconds
        self.timedShapes = timedShapes
    }
}

/// How far people agree on an image whose last answer came at some time.
public struct AgreementMoment: Hashable, Sendable {
    /// When its last answer came.
    public let at: Timestamp
    /// Mean pairwise agreement, 0…1.
    public let agreement: Double

    /// An agreement with its time.
    public init(at: Timestamp, agreement: Double) {
        self.at = at
        self.agreement = agreement
    }
}

/// An image that waits for answers.
public struct WaitingImage: Hashable, Sendable {
    /// The image.
    public let id: ImageID
    /// Since when: its last answer, or its upload.
    public let since: Timestamp
    /// Answers it still wants that nobody is at.
    public let freeSlots: Int

    /// An image that waits.
    public init(id: ImageID, since: Timestamp, freeSlots: Int) {
        self.id = id
        self.since = since
        self.freeSlots = freeSlots
    }
}
