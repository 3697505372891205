import Foundation

/// MACE: on every question somebody either knows and says what is true, or guesses in a way of their own.
///
/// Fifty rounds of variational Bayes, with Beta(½, ½) for how often somebody guesses and Dirichlet(10) for what they say
/// then; all labels are as common beforehand. ``LabelAggregate/people`` is the estimated weight of knowing; with that of
/// guessing it sums to a little less than 1, as variational estimates do. O(rounds · answers · labels).
///
/// crowd-kit begins ten times at the same random place; here it begins once, where everybody guesses half of the time
/// and guesses evenly, so that nothing depends on the order of people. crowd-kit also takes one person for another
/// unless their names sort in the order in which they come up.
///
/// Source: D. Hovy, T. Berg-Kirkpatrick, A. Vaswani, E. Hovy, Learning whom to trust with MACE, NAACL 2013; `MACE` of
/// crowd-kit.
public struct MACE: LabelAggregator {
    /// The name in commands.
    public static let id = "mace"

    /// The name shown to people.
    public static let title = "MACE"

    private static let rounds = 50
    private static let habitPrior = 0.5
    private static let strategyPrior = 10.0

    /// What is taken of people at first.
    public struct Start: Sendable {
        /// How much each person guesses, and how much they know.
        public let habits: [SIMD2<Double>]
        /// How much each person says each label when guessing.
        public let strategies: [[Double]]

        /// A start with all its properties.
        public init(habits: [SIMD2<Double>], strategies: [[Double]]) {
            self.habits = habits
            self.strategies = strategies
        }
    }

    private let start: Start?

    /// The model.
    ///
    /// - Parameter start: where it begins, with an entry for each person; nil takes everybody for the same.
    public init(start: Start? = nil) {
        self.start = start
    }

    /// Labels and people, by the model.
    public func aggregate(_ votes: LabelVotes) -> LabelAggregate {
        guard votes.labels > 1, !votes.votes.isEmpty else {
            return LabelAggregate(
                probabilities: votes.shares, people: Array(repeating: 1, count: votes.people))
        }
        let even = Array(repeating: 1 / Double(votes.labels), count: votes.labels)
        var habits = start?.habits ?? Array(repeating: SIMD2(0.5, 0.5), count: votes.people)
        var strategies = start?.strategies ?? Array(repeating: even, count: votes.people)
        var probabilities = Self.probabilities(votes, habits, strategies)
        for _ in 0..<Self.rounds {
            (habits, strategies) = Self.people(votes, probabilities, habits, strategies)
            probabilities = Self.probabilities(votes, habits, strategies)
        }
        return LabelAggregate(probabilities: probabilities, people: habits.map(\.y))
    }

    /// The chance of an answer if a label is true: guessed, or known.
    private static func chance(
        _ vote: LabelVotes.Vote, if label: Int, _ habits: [SIMD2<Double>], _ strategies: [[Double]]
    ) -> Double {
        let guessed = habits[vote.person].x * strategies[vote.person][vote.label]
        return label == vote.label ? guessed + habits[vote.person].y : guessed
    }

    private static func probabilities(
        _ votes: LabelVotes, _ habits: [SIMD2<Double>], _ strategies: [[Double]]
    ) -> [[Double]] {
        var logs = votes.table()
        for vote in votes.votes {
            for label in 0..<votes.labels {
                logs[vote.task][label] += log(chance(vote, if: label, habits, strategies))
            }
        }
        return logs.map(Softmax.of)
    }

    /// What the answers say about people when the labels are known with some probability.
    private static func people(
        _ votes: LabelVotes, _ probabilities: [[Double]], _ habits: [SIMD2<Double>], _ strategies: [[Double]]
    ) -> (habits: [SIMD2<Double>], strategies: [[Double]]) {
        var knowing = Array(repeating: SIMD2<Double>.zero, count: votes.people)
        var guesses = Array(repeating: Array(repeating: 0.0, count: votes.labels), count: votes.people)
        for vote in votes.votes {
            let guessed = habits[vote.person].x * strategies[vote.person][vote.label]
            let share = (0..<votes.labels).reduce(0.0) { sum, label in
                sum + probabilities[vote.task][label] / chance(vote, if: label, habits, strategies)
            }
            knowing[vote.person].x += share * guessed
            knowing[vote.person].y +=
                probabilities[vote.task][vote.label] * habits[vote.person].y
                / chance(vote, if: vote.label, habits, strategies)
            guesses[vote.person][vote.label] += share * guessed
        }
        let newHabits = knowing.map { counts in
            let shares = expected([counts.x, counts.y], prior: habitPrior)
            return SIMD2(shares[0], shares[1])
        }
        return (newHabits, guesses.map { expected($0, prior: strategyPrior) })
    }

    /// exp E ln p for the probabilities of a Dirichlet distribution with these counts and the same prior for all.
    private static func expected(_ counts: [Double], prior: Double) -> [Double] {
        let total = Digamma.of(counts.reduce(0) { $0 + $1 + prior })
        return counts.map { exp(Digamma.of($0 + prior) - total) }
    }
}
