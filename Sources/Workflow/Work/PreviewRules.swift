import Agreement
public import Labeling

/// What rules of replication would have made of the answers that a project has.
public struct RulesPreview: Sendable {
    /// Images with at least one answer.
    public var images = 0
    /// Answers to them.
    public var answers = 0
    /// Images that a rule would have finished, by the number of the rule.
    public var finishedByRule: [Int]
    /// Images that would have gone to a reviewer: the maximum was reached, and no rule held.
    public var exhausted = 0
    /// Images whose answers are not enough for any rule; they would be asked about again.
    public var open = 0
    /// Answers that would not have been asked for.
    public var saved = 0
    /// Answers that would have been used, of those that there are.
    public var used = 0
    /// Images by the number of answers they would have used, from 0.
    public var usedByImage: [Int]
    /// Images with an answer of somebody who fails known answers; 0 where the rules ask nothing about that.
    public var doubted = 0
    /// By how much expected errors were multiplied to meet those found where the truth is known; nil where not.
    public var riskFactor: Double?

    /// Images that a rule would have finished.
    public var finished: Int { finishedByRule.reduce(0, +) }
}

/// Tries rules on past answers: each image gets its answers in the order in which they came, until a rule holds.
public struct PreviewRules: Sendable {
    private let environment: WorkflowEnvironment

    /// Previewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// What rules would have made of a project's answers, by what its last fit and its known answers know of the people.
    public func callAsFunction(
        _ rules: ReplicationRules, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> RulesPreview {
        let rules = try rules.checked()
        let (settings, fit, failed) = try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .reviewer)
            return (
                access.project.consensus, try tx.fit(of: project),
                try rules.goldFailed ? tx.goldFailures(in: project) : []
            )
        }
        let method = try settings.consensusMethod()
        let lessons = try fit.map(FitDocument.decode)
        let inputs = try await environment.store.answeredInputs(of: project)
        return await environment.workers.run {
            let courses = StoppingCourse.courses(
                of: inputs.map(\.prefixes), by: rules, method: method, given: lessons?.model,
                settings: settings, doubted: failed, riskFactor: lessons?.riskFactor ?? 1)
            var preview = RulesPreview(courses, rules: rules)
            preview.doubted = inputs.count { $0.submissions.contains { failed.contains($0.annotatorID) } }
            preview.riskFactor = lessons?.calibration?.factor.value
            return preview
        }
    }
}

extension ConsensusInput {
    /// The image's first answer, its first two, and so on, in the order in which they came; as if nothing were known.
    var prefixes: [ImageAnswers] {
        (1...max(1, submissions.count)).map { count in
            ConsensusInput(
                image: image, submissions: Array(submissions.prefix(count)), gold: nil, truth: truth
            ).answers
        }
    }
}

extension RulesPreview {
    fileprivate init(_ courses: [StoppingCourse], rules: ReplicationRules) {
        finishedByRule = Array(repeating: 0, count: rules.finish.count)
        usedByImage = Array(repeating: 0, count: (courses.map(\.used).max() ?? 0) + 1)
        for course in courses {
            images += 1
            answers += course.answers
            used += course.used
            saved += course.answers - course.used
            usedByImage[course.used] += 1
            switch course.state {
            case .open: open += 1
            case .exhausted: exhausted += 1
            case .finished: if let rule = course.rule { finishedByRule[rule] += 1 }
            }
        }
    }
}

extension ReplicationRules {
    /// The rules, every part checked.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` naming the part.
    func checked() throws(BoxwoodError) -> ReplicationRules {
        guard (1...100).contains(maximum) else {
            throw .invalid("rules.maximum", "Between 1 and 100 people are asked about an image.")
        }
        guard finish.count <= 20 else { throw .invalid("rules.finish", "There are at most 20 rules.") }
        for (index, rule) in finish.enumerated() {
            let field = "rules.finish[\(index)]"
            guard (1...maximum).contains(rule.answers) else {
                throw .invalid(field + ".answers", "A rule asks for 1 to \(maximum) answers, the maximum.")
            }
            for (name, value) in [("agreement", rule.agreement), ("empty", rule.empty)] {
                guard value.map({ (0...1).contains($0) }) ?? true else {
                    throw .invalid("\(field).\(name)", "This lies between 0 and 1.")
                }
            }
            guard rule.risk.map({ $0 >= 0 && $0.isFinite }) ?? true else {
                throw .invalid(field + ".risk", "A number of expected errors is not negative.")
            }
        }
        return self
    }
}
