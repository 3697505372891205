import Labeling
import Workflow

/// The demonstration's project in a data folder: found there, or made.
struct DemoProject: Sendable {
    /// Says in the audit trail that a project is ours to fill.
    private static let begun = "demonstration.begun"
    /// Says that nothing is missing from it.
    private static let filled = "demonstration.filled"

    let id: ProjectID
    let environment: WorkflowEnvironment
    let principal: Principal

    /// The project of this name, and whether it still has to be filled.
    ///
    /// A project that was begun and not finished, because the process was stopped, is finished; any other is kept
    /// as it is.
    static func find(
        named name: String, _ environment: WorkflowEnvironment, by principal: Principal
    ) async throws(BoxwoodError) -> (project: DemoProject, isFilled: Bool)? {
        let found = try await environment.store.read { tx -> (ProjectID, Bool)? in
            guard let project = try tx.project(named: name) else { return nil }
            let actions = Set(try tx.auditEvents(of: project.id, limit: .max).map(\.action))
            return (project.id, actions.contains(filled) || !actions.contains(begun))
        }
        guard let (id, isFilled) = found else { return nil }
        return (DemoProject(id: id, environment: environment, principal: principal), isFilled)
    }

    /// Makes the project with its classes.
    ///
    /// - Parameter replication: how many people may draw on an image.
    static func create(
        _ material: DemoMaterial, replication: Int, _ environment: WorkflowEnvironment,
        by principal: Principal
    ) async throws(BoxwoodError) -> DemoProject {
        var draft = ProjectDraft()
        draft.name = material.projectName
        draft.summary = material.summary
        draft.instructions = material.instructions
        draft.replication = replication
        let keys = (1...9).map(String.init) + ["0"]
        draft.labels = material.classes.enumerated().map { index, item in
            LabelDraft(
                name: item.name, color: item.color, key: index < keys.count ? keys[index] : nil,
                summary: item.summary)
        }
        let ordered = WorkflowEnvironment(
            store: environment.store, blobs: environment.blobs, ingester: environment.ingester,
            clock: environment.clock, identifiers: OrderedIdentifiers().source, workers: environment.workers,
            hashers: environment.hashers, limits: environment.limits, logger: environment.logger)
        let detail = try await ManageProjects(ordered).create(draft, by: principal)
        let project = DemoProject(id: detail.project.id, environment: environment, principal: principal)
        try await project.note(begun)
        return project
    }

    /// Notes that the project is complete.
    func finish() async throws(BoxwoodError) {
        try await note(Self.filled)
    }

    private func note(_ action: String) async throws(BoxwoodError) {
        let event = AuditEvent(
            actor: principal.account.id, action: action, projectID: id, subject: id.rawValue,
            at: environment.clock.now())
        try await environment.store.write { tx in try tx.append(event) }
    }
}
