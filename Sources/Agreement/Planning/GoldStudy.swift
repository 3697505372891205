/// What known answers at some rate tell about each person, and what they take.
public struct GoldPlan: Hashable, Sendable {
    /// The share of a person's tasks that are gold.
    public let rate: Double
    /// Gold answers of one person.
    public let perPerson: Int
    /// Gold answers of all people; each is paid as any other.
    public let answers: Int
    /// Width of the 95 % interval that a person's score is expected to have, 0…1.
    public let width: Double
}

/// How much gold tells how well people do, by the rate at which they meet it.
///
/// A person who does T ordinary tasks meets T · g / (1 - g) gold ones at the rate g. The interval of their score is that of
/// ``GoldStanding``, at the score that one answer of the pilot has in the mean: the width that is to be expected.
public struct GoldStudy: Sendable {
    /// The rates that are studied.
    public static let rates = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3]

    /// What one answer of the pilot scores in the mean, 0…1.
    public let score: Estimate
    /// Ordinary answers in all.
    public let answers: Int
    /// So many people share the work.
    public let people: Int
    /// The plans, from the lowest rate on.
    public let plans: [GoldPlan]

    /// A study of work that is shared equally.
    ///
    /// - Parameters:
    ///   - score: what one answer scores in the mean; without a value nothing is studied.
    ///   - answers: ordinary answers in all.
    ///   - people: people who share them, at least 1.
    public init(score: Estimate, answers: Int, people: Int) {
        self.score = score
        self.answers = answers
        self.people = max(1, people)
        let tasks = Double(answers) / Double(max(1, people))
        plans =
            score.value.map { share in
                Self.rates.map { rate in
                    let met = Int((tasks * rate / (1 - rate)).rounded(.down))
                    return GoldPlan(
                        rate: rate, perPerson: met, answers: met * max(1, people),
                        width: Self.width(share: share, answers: met))
                }
            } ?? []
    }

    /// The plan with the lowest rate at which a person's interval is no wider; nil where none is.
    public func cheapest(width: Double) -> GoldPlan? {
        plans.first { $0.width <= width }
    }

    /// The width of Wilson's interval of so many answers that score the same; 1 without any.
    private static func width(share: Double, answers: Int) -> Double {
        guard answers > 0 else { return 1 }
        let interval = Estimate.wilson(share: share, n: answers)
        return (interval.high ?? 1) - (interval.low ?? 0)
    }
}
