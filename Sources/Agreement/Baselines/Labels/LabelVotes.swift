/// Who called what how: the answers that an aggregator of labels works on.
public struct LabelVotes: Sendable {
    /// One answer.
    public struct Vote: Hashable, Sendable {
        /// What was asked about, below ``LabelVotes/tasks``.
        public let task: Int
        /// Who answered, below ``LabelVotes/people``.
        public let person: Int
        /// What they answered, below ``LabelVotes/labels``.
        public let label: Int

        /// An answer with all its properties.
        public init(task: Int, person: Int, label: Int) {
            self.task = task
            self.person = person
            self.label = label
        }
    }

    /// How many things were asked about.
    public let tasks: Int
    /// How many people answered.
    public let people: Int
    /// How many labels there are; each should be somebody's answer.
    public let labels: Int
    /// The answers, at most one of a person about a thing.
    public let votes: [Vote]

    /// Answers with all their properties.
    public init(tasks: Int, people: Int, labels: Int, votes: [Vote]) {
        precondition(
            votes.allSatisfy { 0..<tasks ~= $0.task && 0..<people ~= $0.person && 0..<labels ~= $0.label },
            "answers are within bounds")
        self.tasks = tasks
        self.people = people
        self.labels = labels
        self.votes = votes
    }

    /// A table with a row for each task and a column for each label.
    func table(_ value: Double = 0) -> [[Double]] {
        Array(repeating: Array(repeating: value, count: labels), count: tasks)
    }

    /// The share of each label among the answers about each task; equal shares where there is none.
    var shares: [[Double]] {
        var counts = table()
        for vote in votes { counts[vote.task][vote.label] += 1 }
        return counts.map { row in
            let total = row.reduce(0, +)
            return row.map { total > 0 ? $0 / total : 1 / Double(labels) }
        }
    }
}

/// What an aggregator made of labels.
public struct LabelAggregate: Sendable {
    /// How probable each label is for each task; every row sums to 1.
    public let probabilities: [[Double]]
    /// How good each person is, as the model has it.
    public let people: [Double]

    /// An aggregate with all its properties.
    public init(probabilities: [[Double]], people: [Double]) {
        self.probabilities = probabilities
        self.people = people
    }
}

/// A model of how people name things, which finds the names and how good the people are from their answers alone.
///
/// A pure function: it draws no random numbers, and numbering people or tasks otherwise changes no more than the last
/// digits.
public protocol LabelAggregator: Sendable {
    /// The name by which commands refer to it, for example `dawid-skene`.
    static var id: String { get }

    /// The name shown to people.
    static var title: String { get }

    /// Labels and people, by the model.
    func aggregate(_ votes: LabelVotes) -> LabelAggregate
}

/// The aggregators of labels there are.
///
/// A new one is one file beside this and one line here.
public enum LabelAggregators {
    /// Every aggregator, in the order in which they are offered.
    public static let all: [any LabelAggregator] = [DawidSkene(), OneCoin(), GLAD(), MACE()]

    /// The aggregator with an identifier, or nil if there is none.
    public static func named(_ id: String) -> (any LabelAggregator)? {
        all.first { type(of: $0).id == id }
    }
}
