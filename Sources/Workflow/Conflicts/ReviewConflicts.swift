import Agreement
public import Labeling

/// A page of the queue with how much there is.
public struct ConflictPage: Sendable {
    /// The page.
    public let page: Page<ConflictView>
    /// How many conflicts there are.
    public let counts: ConflictCounts
}

/// Shows the conflicts of a project to those who may decide them.
public struct ReviewConflicts: Sendable {
    private let environment: WorkflowEnvironment

    /// Reviewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// A page of the conflicts, the most expected errors a minute first.
    public func list(
        in project: ProjectID, query: ConflictQuery, by principal: Principal
    ) async throws(BoxwoodError) -> ConflictPage {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            let page = try tx.conflicts(of: project, query: query)
            return ConflictPage(
                page: Page(items: try page.items.map(tx.view), next: page.next),
                counts: try tx.conflictCounts(of: project, query: query))
        }
    }

    /// One conflict with what everybody drew there.
    ///
    /// - Parameter names: whether to tell who is behind the letters; requesters only.
    public func callAsFunction(
        _ id: ConflictID, in project: ProjectID, names: Bool = false, by principal: Principal
    ) async throws(BoxwoodError) -> ConflictDetail {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .reviewer)
            guard !names || access.role >= .requester else {
                throw BoxwoodError(.forbidden, "Only requesters learn who is behind the letters.")
            }
            let row = try tx.conflict(id, in: project, for: principal)
            let source = try tx.source(of: row.conflict)
            let view = try tx.view(row)
            let dispute = view.decision == nil ? source.dispute(id) : nil
            let anchors = dispute?.anchors ?? view.decision?.decision.anchors ?? []
            let merged =
                dispute?.objects
                ?? source.consensus.objects.filter { $0.decision?.id == row.decision && $0.accepted }
            let objects = Set(merged.map(\.id))
            let screened = try tx.screenedAreas(image: row.conflict.imageID)
            return ConflictDetail(
                view: view,
                answers: try source.people.enumerated().map { index, person in
                    ConflictDetail.Answer(
                        letter: ConflictSource.letter(index),
                        name: names ? try tx.displayName(of: person, for: access) : nil,
                        shapes: source.shapes(of: person, anchors: anchors, at: row.conflict.box),
                        screened: screened[person]?.share(of: row.conflict.box, on: row.size))
                },
                merged: merged,
                details: source.consensus.conflicts.filter { objects.contains($0.objectID) }.map(\.detail))
        }
    }

    /// A page of what was decided, newest first, what was withdrawn included.
    public func decisions(
        in project: ProjectID, after: String? = nil, limit: Int = 100, by principal: Principal
    ) async throws(BoxwoodError) -> Page<DecisionView> {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            let page = try tx.decisions(of: project, after: after, limit: limit)
            return Page(items: try page.items.compactMap(tx.view), next: page.next)
        }
    }
}
