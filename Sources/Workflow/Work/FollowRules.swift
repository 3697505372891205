import Agreement
public import Labeling
import Logging

/// Keeps the slots of a project's images as its rules of replication ask.
///
/// The state of an image is a pure function of its consensus and the rules, so that it can be thrown away and made again.
public struct FollowRules: Sendable {
    private let environment: WorkflowEnvironment
    private static let pageSize = 50

    /// Following rules, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Where the project's images stand; nil while it has no rules.
    public func tally(
        of project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> StageTally? {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            return try tx.workPlan(of: project).rules == nil ? nil : tx.stageTally(of: project)
        }
    }

    /// Judges all images of a project anew by its rules, from what is kept of their consensus.
    public func callAsFunction(
        _ project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> StageTally? {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
        }
        try await replay(project)
        return try await tally(of: project, by: principal)
    }

    func replay(_ project: ProjectID) async throws(BoxwoodError) {
        var position = 0
        while true {
            let page = try await environment.store.write { [position] tx -> [LabeledImage] in
                let page = try tx.images(in: project, afterPosition: position, limit: Self.pageSize)
                for image in page {
                    try tx.follow(tx.stoppingFigures(of: image.id), image: image.id, in: project)
                }
                return page
            }
            guard let last = page.last else { return }
            position = last.position
        }
    }
}

extension WriteTransaction {
    /// Judges an image by its project's rules and gives it the slots that they ask for; without rules, where a reviewer
    /// has closed it and where it is gold, nothing changes.
    func follow(_ figures: StoppingFigures, image: ImageID, in project: ProjectID) throws {
        guard var rules = try workPlan(of: project).rules, try !isClosed(image), try !isKnown(image) else {
            return
        }
        rules.maximum += try extraAnswers(of: image)
        let (state, rule) = rules.decision(on: figures)
        try put(
            ImageStage(imageID: image, state: state, rule: rule, answers: figures.answers), in: project)
        try setFreeSlots(
            rules.freeSlots(for: state, answers: figures.answers, held: try heldSlots(of: image)), of: image)
    }
}

extension ReadTransaction {
    /// What the rules look at, from what is kept of an image's consensus.
    func stoppingFigures(of image: ImageID) throws -> StoppingFigures {
        try consensus(image: image).map(ConsensusDocument.decode).map(StoppingFigures.init)
            ?? StoppingFigures(answers: 0, agreement: nil, risk: nil, empty: 0)
    }

    /// Whether an image's answer is known, so that the queue gives it to nobody but as gold.
    func isKnown(_ image: ImageID) throws -> Bool {
        try goldItem(image: image).map { $0.state != .voided } ?? false
    }

    /// How many people are asked about a new image.
    func firstSlots(of project: Project) throws -> Int {
        try workPlan(of: project.id).rules?.first ?? project.replication
    }
}
