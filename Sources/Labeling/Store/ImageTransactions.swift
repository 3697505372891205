/// What can be asked about images.
public protocol ImageReading {
    /// The image with this identifier.
    func image(_ id: ImageID) throws -> LabeledImage?
    /// The image of a project that was made from these bytes.
    func image(in project: ProjectID, original: BlobID) throws -> LabeledImage?
    /// The images of a project that were uploaded under this name, by position.
    func images(in project: ProjectID, named name: String) throws -> [LabeledImage]
    /// The images of a project from after a position on, by position.
    func images(in project: ProjectID, afterPosition: Int, limit: Int) throws -> [LabeledImage]
    /// Rows of the table of images.
    func overview(of project: ProjectID, query: ImageQuery) throws -> Page<ImageOverview>
    /// One row of the table of images.
    func overview(of image: ImageID) throws -> ImageOverview?
    /// Whether the person has, or ever had, a turn at the image under this identifier.
    func hasAssignment(_ account: AccountID, image: ImageID) throws -> Bool
    /// How many images all projects have together.
    func imageCount() throws -> Int
    /// Images of all projects from after an identifier on, by identifier.
    func images(after: ImageID?, limit: Int) throws -> [LabeledImage]
    /// Whether any image, or any upload that has not failed, still uses the blob.
    func isReferenced(_ blob: BlobID) throws -> Bool
}

/// What can be changed about images.
public protocol ImageWriting {
    /// The position the next image of a project gets.
    func nextPosition(in project: ProjectID) throws -> Int
    /// Adds an image with as many free slots as the project's replication.
    func insert(_ image: LabeledImage, slots: Int) throws
    /// Gives an image other tiles, unless it has others than these by now.
    ///
    /// - Returns: whether it did.
    func replaceTiles(of id: ImageID, _ old: BlobID, by new: BlobID) throws -> Bool
    /// Makes every image of a project have this many slots; taken slots are never removed.
    func setSlots(_ count: Int, in project: ProjectID) throws
    /// Removes an image and all answers about it.
    func deleteImage(_ id: ImageID) throws
}

/// Which images, in which order.
public struct ImageQuery: Hashable, Sendable {
    /// The order of the table.
    public enum Order: String, Sendable, Codable, CaseIterable {
        /// As uploaded.
        case position
        /// The most disputed first; images without consensus last.
        case disagreement
        /// The most expected errors first; images without an estimate last.
        case risk
        /// By file name.
        case name
    }

    /// Which images the table holds.
    public enum Filter: String, Sendable, Codable, CaseIterable {
        /// All of them.
        case all
        /// Those nobody answered or refused.
        case unlabelled
        /// Those with some of the wanted answers.
        case partial
        /// Those with all wanted answers.
        case complete
        /// Complete ones whose consensus holds no object.
        case empty
        /// Those somebody refused and nobody answered.
        case skipped
        /// Those with at least one conflict.
        case conflicts
    }

    /// The order.
    public var order: Order
    /// Which images.
    public var filter: Filter
    /// Whose and which answers they must have.
    public var answers: AnswerFilter
    /// The cursor of the page before, or nil for the first page.
    public var after: String?
    /// How many rows at most.
    public var limit: Int

    /// A query with all its parts.
    public init(
        order: Order = .position, filter: Filter = .all, answers: AnswerFilter = AnswerFilter(),
        after: String? = nil, limit: Int = 100
    ) {
        self.order = order
        self.filter = filter
        self.answers = answers
        self.after = after
        self.limit = limit
    }
}

/// Which answers an image must have to be in the table.
public struct AnswerFilter: Hashable, Sendable {
    /// Each of these people answered it; nobody in particular where empty.
    public var people: [AccountID]
    /// The answers came from this moment on.
    public var from: Timestamp?
    /// They came before this moment.
    public var to: Timestamp?
    /// They hold a shape of this class.
    public var labelID: LabelClassID?
    /// Only images whose answers are known, as gold or as truth that was kept apart.
    public var isKnown: Bool

    /// A filter with all its parts.
    public init(
        people: [AccountID] = [], from: Timestamp? = nil, to: Timestamp? = nil,
        labelID: LabelClassID? = nil, isKnown: Bool = false
    ) {
        self.people = people
        self.from = from
        self.to = to
        self.labelID = labelID
        self.isKnown = isKnown
    }

    /// Whether an answer must be of a kind, whoever gave it.
    public var asksForAnswers: Bool { !people.isEmpty || from != nil || to != nil || labelID != nil }
}
