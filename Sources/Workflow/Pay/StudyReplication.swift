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
    /// How many people share the work; nil takes those of the pilot.
    public var people: Int?
    /// How wide the interval of a person's gold score may be, above 0 and below 1.
    public var goldWidth: Double

    /// A wish for a plan.
    public init(
        errors: Double, images: Int? = nil, terms: PayTerms? = nil, rules: ReplicationRules? = nil,
        people: Int? = nil, goldWidth: Double = 0.2
    ) {
        self.errors = errors
        self.images = images
        self.terms = terms
        self.rules = rules
        self.people = people
        self.goldWidth = goldWidth
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

    /// A rate of gold with what it costs.
    public struct GoldRow: Sendable {
        /// The rate, and what it tells of a person.
        public let plan: GoldPlan
        /// Images that have to be gold: nobody meets one twice, and each is met by no more people than the project says.
        public let items: Int
        /// What the gold answers cost; nil where nothing is paid.
        public let bill: PayBill?
        /// What they cost together with the ordinary answers; nil where nothing is paid.
        public let together: PayBill?
        /// Whether it is the lowest rate at which the interval is narrow enough.
        public let isRecommended: Bool
    }

    /// How much gold goes with the recommended plan, or with the largest where none is.
    public struct Gold: Sendable {
        /// The study.
        public let study: GoldStudy
        /// How wide the interval may be.
        public let width: Double
        /// The rates, from the lowest on.
        public let rows: [GoldRow]
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
    /// How much gold; nil where the pilot is too small.
    public let gold: Gold?
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
        guard draft.people.map({ (1...Self.mostImages).contains($0) }) ?? true else {
            throw .invalid("people", "This is a number of people from 1 on.")
        }
        guard draft.goldWidth > 0, draft.goldWidth < 1 else {
            throw .invalid("goldWidth", "The width of an interval of scores is above 0 and below 1.")
        }
        let askedTerms = try draft.terms?.checked()
        let askedRules = try draft.rules?.checked()
        let ground = try await environment.store.read { tx in
            let settings = try tx.access(project, for: principal, atLeast: .requester).project.consensus
            let plan = try tx.workPlan(of: project)
            return (
                settings: settings, fit: try tx.fit(of: project), terms: askedTerms ?? plan.pay,
                rules: askedRules ?? plan.rules ?? .initial(estimatesRisk: settings.estimatesRisk),
                images: try draft.images ?? tx.progress(of: project).images,
                exposures: (try tx.goldSettings(of: project)?.settings ?? GoldSettings()).maximumExposures
            )
        }
        let method = try ground.settings.consensusMethod()
        let lessons = try ground.fit.map(FitDocument.decode)
        let inputs = try await environment.store.answeredInputs(of: project)
        let study = await environment.workers.run {
            ReplicationStudy(
                of: inputs.map { input in
                    PilotImage(
                        answers: input.unknown.answers,
                        truth: input.truth.map { $0.annotations.map(TruthShape.init) })
                },
                rules: ground.rules, method: method, given: lessons?.model, settings: ground.settings,
                riskFactor: lessons?.riskFactor ?? 1)
        }
        let best = study.cheapest(for: draft.errors)
        let chosen = best ?? study.plans.max { $0.answers < $1.answers }
        return StudyReport(
            study: study, errors: draft.errors, images: ground.images, terms: ground.terms,
            rules: ground.rules,
            rows: study.plans.map { plan in
                let answers = Int((plan.answers * Double(ground.images)).rounded(.up))
                return StudyReport.Row(
                    plan: plan, bill: ground.terms?.bill(answers: answers), isRecommended: plan == best)
            },
            gold: chosen.map { plan in
                StudyReport.Gold(
                    GoldStudy(
                        score: study.score, answers: Int((plan.answers * Double(ground.images)).rounded(.up)),
                        people: draft.people ?? study.people),
                    width: draft.goldWidth, terms: ground.terms, exposures: ground.exposures)
            })
    }
}

extension StudyReport.Gold {
    fileprivate init(_ study: GoldStudy, width: Double, terms: PayTerms?, exposures: Int) {
        let best = study.cheapest(width: width)
        self.init(
            study: study, width: width,
            rows: study.plans.map { plan in
                StudyReport.GoldRow(
                    plan: plan,
                    items: max(plan.perPerson, (plan.answers + exposures - 1) / max(1, exposures)),
                    bill: terms?.bill(answers: plan.answers),
                    together: terms?.bill(answers: study.answers + plan.answers),
                    isRecommended: plan == best)
            })
    }
}
