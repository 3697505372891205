/// The one-coin form of Dawid and Skene's model: everybody is right with one probability, whatever is true, and else says
/// any other label with the same chance.
///
/// ``LabelAggregate/people`` is that probability. O(rounds · answers · labels).
///
/// Source: Y. Zhang, X. Chen, D. Zhou, M. I. Jordan, Spectral methods meet EM: a provably optimal algorithm for
/// crowdsourcing, Journal of Machine Learning Research 17 (2016); `OneCoinDawidSkene` of crowd-kit.
public struct OneCoin: LabelAggregator {
    /// The name in commands.
    public static let id = "one-coin"

    /// The name shown to people.
    public static let title = "One-coin Dawid-Skene"

    /// The model; it has no settings.
    public init() {}

    /// Labels and people, by the model.
    public func aggregate(_ votes: LabelVotes) -> LabelAggregate {
        ErrorTables.estimate(votes) { probabilities, _ in Self.errors(votes, probabilities) }
    }

    private static func errors(_ votes: LabelVotes, _ probabilities: [[Double]]) -> ErrorTables {
        var right = Array(repeating: 0.0, count: votes.people)
        var answers = right
        for vote in votes.votes {
            right[vote.person] += probabilities[vote.task][vote.label]
            answers[vote.person] += 1
        }
        let people = zip(right, answers).map { $1 > 0 ? $0 / $1 : 1 }
        func bounded(_ chance: Double) -> Double {
            min(max(chance, ErrorTables.least), 1 - ErrorTables.least)
        }
        let ofVotes = votes.votes.map { vote in
            let share = people[vote.person]
            let wrong = bounded((1 - share) / Double(votes.labels - 1))
            var chances = Array(repeating: wrong, count: votes.labels)
            chances[vote.label] = bounded(share)
            return chances
        }
        return ErrorTables(ofVotes: ofVotes, people: people)
    }
}
