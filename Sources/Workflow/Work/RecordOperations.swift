public import Labeling

/// An edit as a client sent it, not yet checked.
public struct ReceivedOperation: Sendable {
    /// The operation's identifier.
    public let id: OperationID
    /// What it does.
    public let edit: Operation.Edit

    /// An edit with its identifier.
    public init(id: OperationID, edit: Operation.Edit) {
        self.id = id
        self.edit = edit
    }
}

/// What became of the operations of one request.
public struct OperationsReceipt: Sendable {
    /// How many operations the draft holds now.
    public let revision: Int
    /// Those that are on disk, whether from this request or an earlier one.
    public let acknowledged: [OperationID]
    /// Those that never will be, and why.
    public let rejected: [(id: OperationID, error: BoxwoodError)]
}

/// Takes edits of a draft, each exactly once.
///
/// Edits are taken even when the lease has run out: nobody's work is refused for being late.
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
            var revision = try tx.operationCount(of: id)
            var acknowledged: [OperationID] = []
            var rejected: [(id: OperationID, error: BoxwoodError)] = []
            for (index, received) in operations.enumerated() {
                do throws(BoxwoodError) {
                    try Self.check(received, rules: rules, path: "operations[\(index)]")
                } catch {
                    rejected.append((received.id, error))
                    continue
                }
                if let present = try tx.operation(received.id) {
                    if present.assignmentID == id {
                        acknowledged.append(received.id)
                    } else {
                        let error = BoxwoodError(.conflict, "This operation belongs to another image.")
                        rejected.append((received.id, error))
                    }
                    continue
                }
                guard revision < limits.operationsPerDraft else {
                    throw BoxwoodError(.tooLarge, "A draft holds at most \(limits.operationsPerDraft) edits.")
                }
                let operation = Operation(
                    id: received.id, assignmentID: id, edit: received.edit, receivedAt: now)
                if try tx.append(operation) { revision += 1 }
                acknowledged.append(received.id)
            }
            return OperationsReceipt(revision: revision, acknowledged: acknowledged, rejected: rejected)
        }
    }

    private static func check(
        _ received: ReceivedOperation, rules: AnnotationRules, path: String
    ) throws(BoxwoodError) {
        guard AnnotationRules.isUUID(received.id.rawValue) else {
            throw .invalid(path + ".id", "An operation's identifier is a UUID in lower case.")
        }
        if case .put(let annotation) = received.edit {
            try rules.check(annotation, path: path + ".annotation")
        }
    }
}
