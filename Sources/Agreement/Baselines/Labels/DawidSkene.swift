/// Dawid and Skene's model: everybody has a table of what they say when something is true.
///
/// Begins with the shares of the answers and estimates tables and labels in turn; nothing is believed beforehand, so a
/// person who was asked little is taken at their word. ``LabelAggregate/people`` is the chance of being right about a
/// thing as common labels are. O(rounds · answers · labels), with a table of labels² for each person.
///
/// Source: A. P. Dawid, A. M. Skene, Maximum likelihood estimation of observer error-rates using the EM algorithm,
/// Applied Statistics 28 (1979); `DawidSkene` of crowd-kit.
public struct DawidSkene: LabelAggregator {
    /// The name in commands.
    public static let id = "dawid-skene"

    /// The name shown to people.
    public static let title = "Dawid-Skene"

    /// The model; it has no settings.
    public init() {}

    /// Labels and people, by the model.
    public func aggregate(_ votes: LabelVotes) -> LabelAggregate {
        ErrorTables.estimate(votes) { probabilities, priors in
            Self.errors(votes, probabilities, priors)
        }
    }

    private static func errors(
        _ votes: LabelVotes, _ probabilities: [[Double]], _ priors: [Double]
    ) -> ErrorTables {
        let none = Array(repeating: 0.0, count: votes.labels)
        // For each person a row for everything they said, with a column for each true label; nil for what they never said.
        var said = Array(repeating: [[Double]?](repeating: nil, count: votes.labels), count: votes.people)
        for vote in votes.votes {
            var row = said[vote.person][vote.label] ?? none
            for label in row.indices { row[label] += probabilities[vote.task][label] }
            said[vote.person][vote.label] = row
        }
        var people: [Double] = []
        for person in said.indices {
            var totals = none
            for answer in said[person].indices {
                guard let row = said[person][answer]?.map({ max($0, ErrorTables.least) }) else { continue }
                said[person][answer] = row
                for label in row.indices { totals[label] += row[label] }
            }
            var right = 0.0
            for answer in said[person].indices {
                guard let row = said[person][answer] else { continue }
                let shares = row.indices.map { row[$0] / totals[$0] }
                said[person][answer] = shares
                right += priors[answer] * shares[answer]
            }
            people.append(right)
        }
        let tables = said
        return ErrorTables(
            ofVotes: votes.votes.map { tables[$0.person][$0.label] ?? none }, people: people)
    }
}
