public import Labeling

/// An image with the shapes that a person is to judge on it, and nothing of who drew them or what others said.
public struct SecondPassWork: Sendable {
    /// The image.
    public let image: LabeledImage
    /// What is left to judge of it.
    public let items: [SecondPassItem]
    /// How many there are in all.
    public let total: Int
    /// The classes, retired ones included.
    public let labels: [LabelClass]
}

/// Gives people of a second group images to judge that they did not answer.
public struct TakeSecondPass: Sendable {
    /// Who does not go on for so long keeps no other judge away.
    static let staleSeconds: Int64 = 1800

    private let environment: WorkflowEnvironment

    /// Taking images to judge, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The image the person has begun, or the next one; nil when nothing is left for them.
    ///
    /// Never an image that they have answered, refused or had on their desk; and what they judge they never draw on.
    ///
    /// - Throws: ``BoxwoodError/Code/conflict`` where the project has nothing judged; ``BoxwoodError/Code/paused`` while the
    ///   person is paused, ``BoxwoodError/Code/notQualified`` before they passed what ordinary work asks for;
    ///   ``BoxwoodError/Code/budgetSpent`` where it pays for verdicts and cannot pay for one more.
    public func callAsFunction(
        in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> SecondPassWork? {
        let judge = principal.account.id
        return try await environment.store.write { [environment] tx in
            let access = try tx.access(project, for: principal, atLeast: .annotator)
            guard let settings = try tx.secondPass(of: project) else {
                throw BoxwoodError(.conflict, "This project has no second pass.")
            }
            let now = environment.clock.now()
            try tx.requireUnpaused(judge, in: project)
            try tx.requireQualified(judge, in: access, at: now)
            try tx.requireBudget(forSecondPasses: 1, in: project)
            while true {
                let held = try tx.heldSecondPass(of: judge, in: project)
                let image =
                    try held
                    ?? tx.claimSecondPass(
                        for: judge, in: project, settings: settings,
                        staleBefore: now.adding(seconds: -Self.staleSeconds), at: now,
                        turn: (environment.identifiers.identifier(), environment.identifiers.secret()))
                guard let image else { return nil }
                if let work = try tx.secondPassWork(of: image, by: judge, from: settings.source) {
                    try tx.touchSecondPass(of: judge, image: image, at: now)
                    return work
                }
                try tx.finishSecondPass(of: judge, image: image, at: now)
            }
        }
    }

    /// How many images the person could judge and has judged; nil where the project has nothing judged.
    public func counts(
        in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> (available: Int, judged: Int)? {
        let now = environment.clock.now()
        return try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .annotator)
            guard let settings = try tx.secondPass(of: project) else { return nil }
            return try tx.secondPassCounts(
                for: principal.account.id, in: project, settings: settings,
                staleBefore: now.adding(seconds: -Self.staleSeconds))
        }
    }
}

extension ReadTransaction {
    /// What is left to judge on an image; nil when it is all judged.
    func secondPassWork(
        of id: ImageID, by judge: AccountID, from source: SecondPassSettings.Source
    ) throws -> SecondPassWork? {
        guard let image = try image(id) else { return nil }
        let items = try secondPassItems(of: image, from: source)
        let judged = Set(try secondPassVerdicts(image: id).filter { $0.judgeID == judge }.map(\.item))
        let left = items.filter { !judged.contains($0.id) }
        guard !left.isEmpty else { return nil }
        return SecondPassWork(
            image: image, items: left, total: items.count, labels: try labels(of: image.projectID))
    }
}
