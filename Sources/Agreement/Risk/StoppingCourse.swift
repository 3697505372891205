public import Labeling

/// How an image would have been answered by rules of replication.
public struct StoppingCourse: Hashable, Sendable {
    /// Answers that there are.
    public let answers: Int
    /// Answers that would have been used.
    public let used: Int
    /// Where the image would stand after them.
    public let state: ImageStage.State
    /// The number of the rule that would have finished it.
    public let rule: Int?

    /// The courses of images, in their order.
    ///
    /// - Parameters:
    ///   - images: of each image its first answer, its first two, and so on up to all; never empty.
    ///   - model: what was learned of the people.
    ///   - doubted: people who fail known answers.
    ///   - riskFactor: errors found divided by errors expected, where that is known.
    public static func courses(
        of images: [[ImageAnswers]], by rules: ReplicationRules, method: any ConsensusMethod,
        given model: CrowdModel?, settings: ConsensusSettings, doubted: Set<AccountID> = [],
        riskFactor: Double = 1
    ) -> [StoppingCourse] {
        images.concurrentMap { parts in
            StoppingCourse(of: parts, by: rules) { answers in
                StoppingFigures(
                    method.consensus(of: answers, given: model, settings: settings), doubted: doubted,
                    riskFactor: riskFactor)
            }
        }
    }

    private init(
        of parts: [ImageAnswers], by rules: ReplicationRules, _ figures: (ImageAnswers) -> StoppingFigures
    ) {
        answers = parts.count
        for (index, part) in parts.enumerated() where index + 1 >= rules.first {
            let decision = rules.decision(on: figures(part))
            guard decision.state == .open else {
                (used, state, rule) = (index + 1, decision.state, decision.rule)
                return
            }
        }
        (used, state, rule) = (parts.count, .open, nil)
    }
}
