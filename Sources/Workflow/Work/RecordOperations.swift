public import Labeling

/// An edit as a client sent it, not yet checked.
public struct ReceivedOperation: Sendable {
    /// What the sender knew of the shape when they edited it.
    public enum Base: Hashable, Sendable {
        /// They do not say: the edit is taken whatever the draft holds.
        case unknown
        /// The shape as this operation left it; nil for a shape that was not there.
        case revision(OperationID?)
    }

    /// The operation's identifier.
    public let id: OperationID
    /// What it does.
    public let edit: Operation.Edit
    /// What it was made from.
    public let base: Base

    /// An edit with its identifier.
    public init(id: OperationID, edit: Operation.Edit, base: Base = .unknown) {
        self.id = id
        self.edit = edit
        self.base = base
    }
}

/// What became of the operations of one request.
public struct OperationsReceipt: Sendable {
    /// One edit that was not taken.
    public struct Rejection: Sendable {
        /// The edit.
        public let id: OperationID
        /// Why.
        public let error: BoxwoodError
        /// For ``BoxwoodError/Code/stale``: the last operation on the shape; nil when there is none.
        public var present: Operation?
    }

    /// How many operations the draft held before; more than the sender knew of means that they work elsewhere, too.
    public let previousRevision: Int
    /// How many operations the draft holds now.
    public let revision: Int
    /// Those that are on disk, whether from this request or an earlier one.
    public let acknowledged: [OperationID]
    /// Those that were not taken, and why.
    public let rejected: [Rejection]
}

/// Takes edits of a draft, each exactly once.
///
/// Edits are taken even when the lease has run out: nobody's work is refused for being late. An edit that was made
/// from an older state of its shape than the draft holds is refused as stale, alone: the sender then merges.
public struct RecordOperations: Sendable {
    private let environment: WorkflowEnvironment

    /// Recording operations, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Appends the operations to the draft; when this returns, the acknowledged ones are on disk.
    ///
    /// - Throws: ``BoxwoodError/Code/conflict`` when the image was answered or refused already.
    public func callAsFunction(
        _ operations: [ReceivedOperation], to id: AssignmentID, by principal: Principal
    ) async throws(BoxwoodError) -> OperationsReceipt {
        let limits = environment.limits
        guard operations.count <= limits.operationsPerRequest else {
            throw BoxwoodError(
                .tooLarge, "A request holds at most \(limits.operationsPerRequest) operations.",
                field: "operations")
        }
        let now = environment.clock.now()
        return try await environment.store.write { tx in
            let assignment = try tx.ownAssignment(id, of: principal)
            guard assignment.state != .submitted, assignment.state != .skipped else {
                throw BoxwoodError(
                    .conflict, "This image was answered already; the answer cannot be changed.")
            }
            guard let project = try tx.project(assignment.projectID),
                let image = try tx.image(assignment.imageID)
            else { throw BoxwoodError.notFound("assignment") }
            let rules = AnnotationRules(
                labels: try tx.labels(of: project.id), size: image.size,
                minimumSidePixels: project.minimumSidePixels)
            let previous = try tx.operationCount(of: id)
            var intake = OperationIntake(
                assignment: id, rules: rules, limit: limits.operationsPerDraft, revision: previous, now: now)
            for (index, operation) in operations.enumerated() {
                try intake.take(operation, path: "operations[\(index)]", in: tx)
            }
            return OperationsReceipt(
                previousRevision: previous, revision: intake.revision, acknowledged: intake.acknowledged,
                rejected: intake.rejected)
        }
    }
}
