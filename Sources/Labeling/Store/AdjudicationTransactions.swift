/// What can be asked about conflicts and what was decided about them.
public protocol AdjudicationReading {
    /// The conflicts of a project, the most errors a minute first.
    func conflicts(of project: ProjectID, query: ConflictQuery) throws -> Page<ConflictRow>
    /// How many conflicts there are.
    func conflictCounts(of project: ProjectID, query: ConflictQuery) throws -> ConflictCounts
    /// The conflict with this identifier.
    func conflict(_ id: ConflictID) throws -> ConflictRow?
    /// The objects of a project for the wall.
    func wall(of project: ProjectID, query: WallQuery) throws -> Page<(object: WallObject, imageName: String)>
    /// How many objects hang there.
    func wallCount(of project: ProjectID, label: LabelClassID?) throws -> Int
    /// Whether what lists need of an image's consensus is kept.
    func hasAdjudicationIndex(image: ImageID) throws -> Bool
    /// The entry with this identifier.
    func adjudication(_ id: AdjudicationID) throws -> Adjudication?
    /// The entry that withdrew another.
    func withdrawal(of id: AdjudicationID) throws -> Adjudication?
    /// What holds about an image, oldest first.
    func adjudications(image: ImageID) throws -> [Adjudication]
    /// The decisions of a project, newest first, those that were withdrawn included.
    func decisions(of project: ProjectID, after: String?, limit: Int) throws -> Page<Adjudication>
}

/// What can be added about conflicts.
public protocol AdjudicationWriting {
    /// Keeps what lists need of an image's consensus in place of what was kept before.
    func put(_ index: AdjudicationIndex) throws
    /// Adds an entry; nothing is ever changed.
    func append(_ entry: Adjudication) throws
    /// Gives conflicts of a project to somebody, or to nobody.
    ///
    /// - Returns: how many there were.
    func assign(_ conflicts: [ConflictID], in project: ProjectID, to account: AccountID?) throws -> Int
}

/// Which conflicts of a project.
public struct ConflictQuery: Hashable, Sendable {
    /// Whose they are.
    public enum Assignee: Hashable, Sendable {
        /// Nobody's.
        case nobody
        /// This person's.
        case account(AccountID)
    }

    /// Whether they are decided.
    public enum State: String, Sendable, CaseIterable {
        /// Those that wait.
        case open
        /// Those that somebody decided.
        case decided
        /// All of them.
        case all
    }

    /// Only these kinds; nil for all.
    public var kind: QueuedConflict.Kind?
    /// Only those about this class; nil for all.
    public var label: LabelClassID?
    /// Only those of this person, or of nobody; nil for all.
    public var assignee: Assignee?
    /// Only those of this image; nil for all.
    public var image: ImageID?
    /// Whether they are decided.
    public var state: State
    /// The cursor of the page before, or nil for the first page.
    public var after: String?
    /// How many at most.
    public var limit: Int

    /// A query with all its parts.
    public init(
        kind: QueuedConflict.Kind? = nil, label: LabelClassID? = nil, assignee: Assignee? = nil,
        image: ImageID? = nil, state: State = .open, after: String? = nil, limit: Int = 100
    ) {
        self.kind = kind
        self.label = label
        self.assignee = assignee
        self.image = image
        self.state = state
        self.after = after
        self.limit = limit
    }
}

/// How many conflicts there are.
public struct ConflictCounts: Hashable, Sendable {
    /// Open ones by kind, whatever kind was asked for.
    public var open: [QueuedConflict.Kind: Int]
    /// Decided ones, whatever kind was asked for.
    public var decided: Int
    /// Those that the whole question finds.
    public var total: Int

    /// Counts with all their figures.
    public init(open: [QueuedConflict.Kind: Int] = [:], decided: Int = 0, total: Int = 0) {
        self.open = open
        self.decided = decided
        self.total = total
    }
}

/// Which objects of a project's wall, in which order.
public struct WallQuery: Hashable, Sendable {
    /// What they are sorted by.
    public enum Order: String, Sendable, CaseIterable {
        /// How sure they are.
        case probability
        /// How far their edges vary.
        case spread
    }

    /// Only those of this class; nil for all.
    public var label: LabelClassID?
    /// What they are sorted by.
    public var order: Order
    /// Whether the largest comes first.
    public var isDescending: Bool
    /// The cursor of the page before, or nil for the first page.
    public var after: String?
    /// How many at most.
    public var limit: Int

    /// A query with all its parts.
    public init(
        label: LabelClassID? = nil, order: Order = .probability, isDescending: Bool = false,
        after: String? = nil, limit: Int = 100
    ) {
        self.label = label
        self.order = order
        self.isDescending = isDescending
        self.after = after
        self.limit = limit
    }
}
