import Foundation
public import Labeling

/// What rules of replication look at: figures of one image's consensus.
public struct StoppingFigures: Hashable, Sendable {
    /// How many people answered.
    public let answers: Int
    /// How many of them fail known answers by now.
    public var doubted = 0
    /// Mean pairwise agreement, 0…1; nil with fewer than two answers.
    public let agreement: Double?
    /// The number of errors to be expected, calibrated where something is known; nil if the method does not estimate it.
    public var risk: Double?
    /// The probability that there is nothing on the image, 0…1.
    ///
    /// Of every candidate that it is none, and of the expected number u of objects that nobody drew exp(−u), as for a
    /// Poisson count: Π (1 − rᵢ) · exp(−u).
    public let empty: Double

    /// The figures of a consensus.
    ///
    /// - Parameters:
    ///   - doubted: people who fail known answers.
    ///   - riskFactor: errors found divided by errors expected, where that is known.
    public init(
        _ consensus: ImageConsensus, doubted people: Set<AccountID> = [], riskFactor: Double = 1
    ) {
        answers = consensus.annotators.count
        doubted = consensus.annotators.count(where: people.contains)
        agreement = consensus.agreement
        risk = consensus.risk.map { $0 * riskFactor }
        let none = consensus.objects.reduce(1.0) { $0 * (1 - min(max($1.existence, 0), 1)) }
        empty = consensus.annotators.isEmpty ? 0 : none * exp(-(consensus.riskParts?.unseen ?? 0))
    }

    /// Figures with their values.
    public init(answers: Int, agreement: Double?, risk: Double?, empty: Double) {
        self.answers = answers
        self.agreement = agreement
        self.risk = risk
        self.empty = empty
    }
}

extension ReplicationRules {
    /// Where an image with these figures stands, and the rule that finished it; a pure function of what is known now.
    public func decision(on figures: StoppingFigures) -> (state: ImageStage.State, rule: Int?) {
        let counted = counted(figures)
        if let rule = finish.firstIndex(where: { $0.holds(for: figures, answers: counted) }) {
            return (.finished, rule)
        }
        return (counted < maximum ? .open : .exhausted, nil)
    }

    /// How many answers the rules count.
    public func counted(_ figures: StoppingFigures) -> Int {
        goldFailed ? max(0, figures.answers - figures.doubted) : figures.answers
    }

    /// How many free slots an image has by the rules, beside the answers that they count and the turns that people hold.
    public func freeSlots(for state: ImageStage.State, answers: Int, held: Int) -> Int {
        guard state == .open else { return 0 }
        let wanted = min(max(first, answers + 1), maximum)
        return max(0, wanted - answers - held)
    }
}

extension ReplicationRules.Rule {
    /// Whether all conditions hold; one about a figure that there is not does not.
    ///
    /// - Parameter counted: how many answers count.
    func holds(for figures: StoppingFigures, answers counted: Int) -> Bool {
        guard counted >= max(1, answers) else { return false }
        if let agreement { guard let found = figures.agreement, found >= agreement else { return false } }
        if let risk { guard let found = figures.risk, found <= risk else { return false } }
        if let empty { guard figures.empty >= empty else { return false } }
        return true
    }
}
