public import Labeling

/// Whom a version of the guidelines that asks people to qualify again would keep from their next image.
public struct RequalificationPreview: Sendable {
    /// Whether the project has an exam; without one nobody is asked for anything.
    public let hasExam: Bool
    /// How many annotators have passed and would have to pass again.
    public let people: Int
    /// How many of these hold an image, which they may finish.
    public let atWork: Int
    /// How many of these find too few exam images that they never met.
    public let short: Int
}

/// Tells what asking people to qualify again would do, before it is done.
public struct PreviewRequalification: Sendable {
    private let environment: WorkflowEnvironment

    /// Telling, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Whom a version published now would ask to pass the exam again.
    ///
    /// Cost: a few queries for each annotator of the project who sat the exam.
    public func callAsFunction(
        in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> RequalificationPreview {
        let now = environment.clock.now()
        return try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            guard let rules = try tx.goldSettings(of: project)?.settings.exam else {
                return RequalificationPreview(hasExam: false, people: 0, atWork: 0, short: 0)
            }
            let annotators = Set(
                try tx.members(of: project).filter { $0.membership.role == .annotator }
                    .map(\.membership.accountID))
            let sat = Set(try tx.goldExams(in: project).map(\.annotatorID)).intersection(annotators)
            var (people, atWork, short) = (0, 0, 0)
            for person in sat.sorted() {
                guard let state = try tx.qualification(of: person, in: project, at: now), state.hasPassed
                else { continue }
                people += 1
                if try tx.heldTask(of: person, in: project) != nil { atWork += 1 }
                if state.examImagesLeft < rules.images { short += 1 }
            }
            return RequalificationPreview(hasExam: true, people: people, atWork: atWork, short: short)
        }
    }
}
