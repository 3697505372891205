import Foundation

/// What people say when something else is true, with the estimation that Dawid-Skene and its one-coin form share.
struct ErrorTables {
    /// No probability is below this.
    static let least = 1e-10
    private static let rounds = 100
    private static let tolerance = 1e-5

    /// The probability of each answer in turn, for each label as the true one.
    let ofVotes: [[Double]]
    /// How good each person is.
    let people: [Double]

    /// Estimates labels and errors in turn: at most 100 rounds, until the bound of the likelihood rises by less than
    /// 1e-5 an answer.
    ///
    /// - Parameter errors: the errors of people, from how probable each label is for each task and how common it is.
    static func estimate(
        _ votes: LabelVotes, errors: (_ probabilities: [[Double]], _ priors: [Double]) -> ErrorTables
    ) -> LabelAggregate {
        guard votes.labels > 1, !votes.votes.isEmpty else {
            return LabelAggregate(
                probabilities: votes.shares, people: Array(repeating: 1, count: votes.people))
        }
        var probabilities = votes.shares
        var priors = means(probabilities)
        var tables = errors(probabilities, priors)
        var bound = -Double.infinity
        for _ in 0..<rounds {
            probabilities = tables.probabilities(votes, priors)
            priors = means(probabilities)
            tables = errors(probabilities, priors)
            let next = tables.bound(votes, probabilities, priors) / Double(votes.votes.count)
            if next - bound < tolerance { break }
            bound = next
        }
        return LabelAggregate(probabilities: probabilities, people: tables.people)
    }

    private static func means(_ probabilities: [[Double]]) -> [Double] {
        var sums = Array(repeating: 0.0, count: probabilities.first?.count ?? 0)
        for row in probabilities { for (label, value) in row.enumerated() { sums[label] += value } }
        return sums.map { $0 / Double(probabilities.count) }
    }

    private func probabilities(_ votes: LabelVotes, _ priors: [Double]) -> [[Double]] {
        let prior = priors.map { log(max($0, ErrorTables.least)) }
        var logs = Array(repeating: prior, count: votes.tasks)
        for (vote, chances) in zip(votes.votes, ofVotes) {
            for (label, chance) in chances.enumerated() { logs[vote.task][label] += log(chance) }
        }
        return logs.map(Softmax.of)
    }

    /// A lower bound of the log likelihood, in which the prior counts once for every answer, as in crowd-kit.
    private func bound(_ votes: LabelVotes, _ probabilities: [[Double]], _ priors: [Double]) -> Double {
        let prior = priors.map { log(max($0, ErrorTables.least)) }
        var sum = 0.0
        for (vote, chances) in zip(votes.votes, ofVotes) {
            for (label, chance) in chances.enumerated() {
                sum += probabilities[vote.task][label] * (log(chance) + prior[label])
            }
        }
        for row in probabilities {
            for value in row {
                let share = max(value, ErrorTables.least)
                sum -= share * log(share)
            }
        }
        return sum
    }
}

/// Probabilities from their logarithms.
enum Softmax {
    /// Probabilities that sum to 1, from logarithms up to a common term.
    static func of(_ logs: [Double]) -> [Double] {
        let top = logs.max() ?? 0
        let shares = logs.map { exp($0 - top) }
        let total = shares.reduce(0, +)
        return shares.map { $0 / total }
    }
}
