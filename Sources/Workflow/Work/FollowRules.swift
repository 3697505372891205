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
        try await judge(project) { tx, position in
            try tx.images(in: project, afterPosition: position, limit: Self.pageSize)
        }
    }

    /// Judges images of a project anew, a page of them in each transaction.
    ///
    /// - Parameter images: those behind a position.
    private func judge(
        _ project: ProjectID,
        _ images: @escaping @Sendable (any ReadTransaction, Int) throws -> [LabeledImage]
    ) async throws(BoxwoodError) {
        var position = 0
        while true {
            let page = try await environment.store.write { [position] tx -> [LabeledImage] in
                let page = try images(tx, position)
                let factor = try tx.riskFactor(of: project)
                for image in page {
                    try tx.follow(
                        tx.stoppingFigures(of: image.id, riskFactor: factor), image: image.id, in: project)
                }
                return page
            }
            guard let last = page.last else { return }
            position = last.position
        }
    }

    /// Does what is left to do in all projects, for instance after a crash.
    public func catchUp() async throws(BoxwoodError) {
        for project in try await environment.store.read({ tx in try tx.projects().map(\.id) }) {
            try await followFailures(in: project)
        }
    }

    /// Judges the images anew of people who began or ceased to fail known answers.
    func followFailures(in project: ProjectID) async throws(BoxwoodError) {
        let (waiting, isAsked) = try await environment.store.read { tx in
            (try tx.waitingGoldFailures(in: project), try tx.workPlan(of: project).rules?.goldFailed ?? false)
        }
        for failure in waiting {
            if isAsked {
                try await judge(project) { tx, position in
                    try tx.answeredImages(
                        by: failure.annotator, in: project, afterPosition: position, limit: Self.pageSize)
                }
            }
            try await environment.store.write { tx in try tx.markFollowed(failure, in: project) }
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
        var figures = figures
        figures.doubted = try rules.goldFailed ? doubtedAnswers(of: image) : 0
        let (state, rule) = rules.decision(on: figures)
        try put(
            ImageStage(imageID: image, state: state, rule: rule, answers: figures.answers), in: project)
        try setFreeSlots(
            rules.freeSlots(
                for: state, answers: rules.counted(figures), held: try heldSlots(of: image)), of: image)
    }
}

extension ReadTransaction {
    /// What the rules look at, from what is kept of an image's consensus.
    ///
    /// - Parameter riskFactor: see ``riskFactor(of:)``.
    func stoppingFigures(of image: ImageID, riskFactor: Double) throws -> StoppingFigures {
        try consensus(image: image).map(ConsensusDocument.decode)
            .map { StoppingFigures($0, riskFactor: riskFactor) }
            ?? StoppingFigures(answers: 0, agreement: nil, risk: nil, empty: 0)
    }

    /// By how much the errors that a project's method expects are multiplied, so that they meet those found where the truth
    /// is known; 1 where its last fit could not tell.
    func riskFactor(of project: ProjectID) throws -> Double {
        try fit(of: project).map(FitDocument.decode)?.riskFactor ?? 1
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
