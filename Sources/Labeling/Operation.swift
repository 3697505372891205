/// One edit of a draft: a shape put in place (added or changed) or removed.
///
/// Operations are only ever appended; the draft is what they add up to.
public struct Operation: Hashable, Sendable {
    /// What the edit does.
    public enum Edit: Hashable, Sendable {
        /// Adds the annotation, or replaces the one with the same identifier.
        case put(Annotation)
        /// Removes the annotation with this identifier.
        case remove(AnnotationID)
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
    /// The shapes, in the order in which they were first put.
    public private(set) var annotations: [Annotation] = []

    /// An empty draft.
    public init() {}

    /// The draft after these operations, in their order.
    ///
    /// Cost: linear in the operations times the shapes they touch.
    public init(_ operations: some Sequence<Operation>) {
        for operation in operations { apply(operation.edit) }
    }

    /// Takes one more edit.
    public mutating func apply(_ edit: Operation.Edit) {
        revision += 1
        switch edit {
        case .put(let annotation):
            if let index = annotations.firstIndex(where: { $0.id == annotation.id }) {
                annotations[index] = annotation
            } else {
                annotations.append(annotation)
            }
        case .remove(let id):
            annotations.removeAll { $0.id == id }
        }
    }
}
