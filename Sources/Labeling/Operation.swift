/// One edit of a draft: a shape put in place (added or changed) or removed.
///
/// Operations are only ever appended; the draft is what they add up to. The last operation on a shape names the
/// shape's present revision.
public struct Operation: Hashable, Sendable {
    /// What the edit does.
    public enum Edit: Hashable, Sendable {
        /// Adds the annotation, or replaces the one with the same identifier.
        case put(Annotation)
        /// Removes the annotation with this identifier.
        case remove(AnnotationID)

        /// The shape that the edit is about.
        public var annotationID: AnnotationID {
            switch self {
            case .put(let annotation): annotation.id
            case .remove(let id): id
            }
        }

        /// What the shape is afterwards; nil when it is gone.
        public var annotation: Annotation? {
            switch self {
            case .put(let annotation): annotation
            case .remove: nil
            }
        }
    }

    /// The operation's identifier, made by the client so that a retry is recognised.
    public let id: OperationID
    /// The draft it belongs to.
    public let assignmentID: AssignmentID
    /// What it does.
    public let edit: Edit
    /// When the server took it.
    public let receivedAt: Timestamp

    /// An operation with all its properties.
    public init(id: OperationID, assignmentID: AssignmentID, edit: Edit, receivedAt: Timestamp) {
        self.id = id
        self.assignmentID = assignmentID
        self.edit = edit
        self.receivedAt = receivedAt
    }
}

/// What the operations of an assignment add up to.
public struct Draft: Hashable, Sendable {
    /// How many operations have been taken.
    public private(set) var revision = 0
    /// The revision of each shape that ever was in the draft, removed ones included: the last operation on it.
    public private(set) var shapeRevisions: [AnnotationID: OperationID] = [:]
    /// One entry for each shape in the order in which they were put; nil where one was removed since.
    private var entries: [Annotation?] = []
    private var places: [AnnotationID: Int] = [:]

    /// An empty draft.
    public init() {}

    /// The draft after these operations, in their order.
    public init(_ operations: some Sequence<Operation>) {
        for operation in operations { apply(operation) }
    }

    /// The shapes, in the order in which they were first put.
    public var annotations: [Annotation] { entries.compactMap(\.self) }

    /// Takes one more edit.
    public mutating func apply(_ operation: Operation) {
        revision += 1
        let id = operation.edit.annotationID
        shapeRevisions[id] = operation.id
        switch (operation.edit.annotation, places[id]) {
        case (let annotation?, let place?): entries[place] = annotation
        case (let annotation?, nil):
            places[id] = entries.count
            entries.append(annotation)
        case (nil, let place?):
            entries[place] = nil
            places[id] = nil
        case (nil, nil): break
        }
    }
}
