import Labeling

/// Decides about the edits of one request, in their order, and appends those that are sound and up to date.
struct OperationIntake {
    let assignment: AssignmentID
    let rules: AnnotationRules
    /// Edits a draft may hold.
    let limit: Int
    /// Edits the draft holds so far.
    var revision: Int
    let now: Timestamp
    private(set) var acknowledged: [OperationID] = []
    private(set) var rejected: [OperationsReceipt.Rejection] = []
    /// What the edits refused in this request were made from: an edit on top of a refused one stands on its base.
    private var refusedBases: [OperationID: ReceivedOperation.Base] = [:]

    init(assignment: AssignmentID, rules: AnnotationRules, limit: Int, revision: Int, now: Timestamp) {
        self.assignment = assignment
        self.rules = rules
        self.limit = limit
        self.revision = revision
        self.now = now
    }

    /// Takes one edit, or notes why not.
    ///
    /// - Throws: ``BoxwoodError/Code/tooLarge`` when the draft is full.
    mutating func take(_ received: ReceivedOperation, path: String, in tx: any WriteTransaction) throws {
        do throws(BoxwoodError) {
            try check(received, path: path)
        } catch {
            return refuse(received, error)
        }
        if let present = try tx.operation(received.id) {
            guard present.assignmentID == assignment else {
                return refuse(received, BoxwoodError(.conflict, "This operation belongs to another image."))
            }
            return acknowledged.append(received.id)
        }
        if case .revision(let base) = resolved(received.base) {
            let last = try tx.lastOperation(on: received.edit.annotationID, in: assignment)
            guard last?.id == base else {
                let error = BoxwoodError(
                    .stale, "The shape was changed elsewhere since.", field: path + ".base")
                return refuse(received, error, present: last)
            }
        }
        guard revision < limit else {
            throw BoxwoodError(.tooLarge, "A draft holds at most \(limit) edits.")
        }
        let operation = Operation(
            id: received.id, assignmentID: assignment, edit: received.edit, receivedAt: now)
        if try tx.append(operation) { revision += 1 }
        acknowledged.append(received.id)
    }

    private mutating func refuse(
        _ received: ReceivedOperation, _ error: BoxwoodError, present: Operation? = nil
    ) {
        refusedBases[received.id] = received.base
        rejected.append(.init(id: received.id, error: error, present: present))
    }

    private func resolved(_ base: ReceivedOperation.Base) -> ReceivedOperation.Base {
        var base = base
        var steps = refusedBases.count
        while steps > 0, case .revision(let id?) = base, let earlier = refusedBases[id] {
            base = earlier
            steps -= 1
        }
        return base
    }

    private func check(_ received: ReceivedOperation, path: String) throws(BoxwoodError) {
        guard AnnotationRules.isUUID(received.id.rawValue) else {
            throw .invalid(path + ".id", "An operation's identifier is a UUID in lower case.")
        }
        if case .put(let annotation) = received.edit {
            try rules.check(annotation, path: path + ".annotation")
        }
    }
}
