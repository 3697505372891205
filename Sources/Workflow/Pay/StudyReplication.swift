public import Agreement
public import Labeling

/// What is asked of a plan.
public struct StudyDraft: Sendable {
    /// At most so many wrong and missed objects an image.
    public var errors: Double
    /// For how many images the bill is; nil takes those of the project.
    public var images: Int?
    /// What is paid; nil takes the project's terms.
    public var terms: PayTerms?
    /// Rules to study; nil takes the project's, or those that a project starts with.
    public var rules: ReplicationRules?

    /// A wish for a plan.
    public init(errors: Double, images: Int? = nil, terms: PayTerms? = nil, rules: ReplicationRules? = nil) {
        self.errors = errors
        self.images = images
        self.terms = terms
        self.rules = rules
    }
}

/// What the answers there are say about how many people are needed, and what that costs.
public struct StudyReport: Sendable {
    /// A plan with its bill.
    public struct Row: Sendable {
        /// The plan.
        public let plan: StudiedPlan
        /// Its bill; nil where nothing is paid.
        public let bill: PayBill?
        /// Whether it is the cheapest that meets the target.
        public let isRecommended: Bool
    }

    /// The study.
    public let study: ReplicationStudy
    /// What was asked for.
    public let errors: Double
    /// For how many images the bills are.
    public let images: Int
    /// The terms of the bills.
    public let terms: PayTerms?
    /// The rules that were studied.
    public let rules: ReplicationRules
    /// The plans, from the fewest answers on.
    public let rows: [Row]
}

/// Plans a project from a pilot: errors by the number of people, with intervals, and the cheapest plan that meets a target.
public struct StudyReplication: Sendable {
    private let environment: WorkflowEnvironment
    private static let mostImages = 10_000_000

    /// Studying, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Studies the answers of a project.
    public func callAsFunction(
        _ draft: StudyDraft, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> StudyReport {
        guard draft.errors > 0, draft.errors.isFinite else {
            throw .invalid("errors", "A target is a number of errors an image above 0.")
        }
        guard draft.images.map({ (0...Self.mostImages).contains($0) }) ?? true else {
            throw .invalid("images", "This is a number of images up to \(Self.mostImages).")
        }
        let askedTerms = try draft.terms?.checked()
        let askedRules = try draft.rules?.checked()
        let ground = try await environment.store.read { tx in
            let settings = try tx.access(project, for: principal, atLeast: .requester).project.consensus
            let plan = try tx.workPlan(of: project)
            return (
                settings: settings, fit: try tx.fit(of: project), terms: askedTerms ?? plan.pay,
                rules: askedRules ?? plan.rules ?? .initial(estimatesRisk: settings.estimatesRisk),
                images: try draft.images ?? tx.progress(of: project).images
            )
        }
        let method = try ground.settings.consensusMethod()
        let model = try ground.fit.map(FitDocument.decode)?.model
        let inputs = try await environment.store.answeredInputs(of: project)
        let study = await environment.workers.run {
            ReplicationStudy(
                of: inputs.map { input in
                    PilotImage(
                        answers: input.unknown.answers,
                        truth: input.truth.map { $0.annotations.map(TruthShape.init) })
                },
                rules: ground.rules, method: method, given: model, settings: ground.settings)
        }
        let best = study.cheapest(for: draft.errors)
        return StudyReport(
            study: study, errors: draft.errors, images: ground.images, terms: ground.terms,
            rules: ground.rules,
            rows: study.plans.map { plan in
                let answers = Int((plan.answers * Double(ground.images)).rounded(.up))
                return StudyReport.Row(
                    plan: plan, bill: ground.terms?.bill(answers: answers), isRecommended: plan == best)
            })
    }
}
