import Labeling

/// The classes of grouped shapes as an aggregator of labels finds them, every group being one question.
struct GroupNaming {
    private let labels: [LabelClassID]
    private let probabilities: [[Double]]
    /// The number of the first group of each image.
    private let first: [Int]

    /// Asks an aggregator about the groups of all images at once.
    init(of candidates: [Candidates], answers: [ImageAnswers], by aggregator: any LabelAggregator) {
        let people = Set(answers.flatMap(\.annotators)).sorted()
        let labels = Set(candidates.flatMap { $0.ballots.map(\.labelID) }).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
        let ranks = Dictionary(uniqueKeysWithValues: zip(people, people.indices))
        var (votes, first, tasks): ([LabelVotes.Vote], [Int], Int) = ([], [], 0)
        for (own, answers) in zip(candidates, answers) {
            first.append(tasks)
            for group in own.groups {
                for ballot in group.map({ own.ballots[$0] }) {
                    guard let person = ranks[answers.annotators[ballot.annotator]],
                        let label = numbers[ballot.labelID]
                    else { continue }
                    votes.append(LabelVotes.Vote(task: tasks, person: person, label: label))
                }
                tasks += 1
            }
        }
        self.labels = labels
        self.first = first
        probabilities =
            aggregator.aggregate(
                LabelVotes(tasks: tasks, people: people.count, labels: labels.count, votes: votes)
            ).probabilities
    }

    /// How probable each class is for a group, the most probable first; of equals the one with the lower identifier.
    ///
    /// Classes below a millionth are left out.
    func posterior(image: Int, group: Int) -> [ClassShare] {
        let row = probabilities[first[image] + group].map { Rounding.probability($0) }
        return row.indices.filter { row[$0] > 0 }
            .sorted { row[$0] == row[$1] ? $0 < $1 : row[$0] > row[$1] }
            .map { ClassShare(labelID: labels[$0], probability: row[$0]) }
    }
}
