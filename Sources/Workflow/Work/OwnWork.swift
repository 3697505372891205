public import Labeling

/// What an annotator may look back at: their own answers.
public struct OwnWork: Sendable {
    private let environment: WorkflowEnvironment

    /// Own work, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The principal's answers in a project, newest first.
    public func list(in project: ProjectID, by principal: Principal) async throws(BoxwoodError)
        -> [Submission]
    {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .annotator)
            return try tx.submissions(of: principal.account.id, in: project)
        }
    }

    /// The principal's turns that ended without an answer, newest first: given back, run out, skipped.
    public func ended(in project: ProjectID, by principal: Principal) async throws(BoxwoodError)
        -> [EndedTurn]
    {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .annotator)
            return try tx.endedTurns(of: principal.account.id, in: project)
        }
    }

    /// One of the principal's answers with its image.
    public func answer(
        to assignment: AssignmentID, by principal: Principal
    ) async throws(BoxwoodError) -> (image: LabeledImage, submission: Submission) {
        try await environment.store.read { tx in
            let assignment = try tx.ownAssignment(assignment, of: principal)
            guard let submission = try tx.submission(of: assignment.id),
                let image = try tx.image(assignment.imageID)
            else { throw BoxwoodError.notFound("submission") }
            return (image.shown(as: assignment.shownAs), submission)
        }
    }

    /// The draft of one of the principal's turns, held or not.
    public func draft(
        of assignment: AssignmentID, by principal: Principal
    ) async throws(BoxwoodError) -> Draft {
        try await environment.store.read { tx in
            Draft(try tx.operations(of: try tx.ownAssignment(assignment, of: principal).id))
        }
    }
}
