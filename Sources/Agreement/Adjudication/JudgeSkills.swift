import Foundation
public import Labeling

/// How far each person who looks again can be trusted, learned from all their looks of a project at once.
///
/// The one-coin model of A. P. Dawid and A. M. Skene (1979) with a Beta prior: a look of judge j is right with the
/// probability a_j, whatever it is about. By expectation maximisation, in ``rounds`` rounds from
/// a_j = ``SecondLooks/accuracy``:
///
/// 1. For every object, what is believed of it after all looks at it (``SecondLooks``), each weighed by its judge's a_j.
///    It begins with the existence that the merge gave or, where that is a share of people and no probability, with
///    (k + 1) / (n + 2) for k of n people (the rule of succession).
/// 2. a_j = (m · 0.95 + Σ r) / (m + looks), where r is how probably a look was right by 1.: existence times the class that
///    it stands by; of one against the object, 1 − existence. The prior counts as much as m = ``priorLooks`` looks.
///
/// Each a_j is kept in ``range``: somebody no better than chance counts for nothing, and nobody counts against what they
/// say. What is known or decided teaches nothing.
public struct JudgeSkills: Codable, Hashable, Sendable {
    /// What is known of one person.
    public struct Skill: Codable, Hashable, Sendable {
        /// Who.
        public let judge: AccountID
        /// The probability that a look of theirs is right, 0.5…0.995.
        public let accuracy: Double
        /// From how many looks that was learned.
        public let looks: Int

        /// A skill with all its properties.
        public init(judge: AccountID, accuracy: Double, looks: Int) {
            self.judge = judge
            self.accuracy = accuracy
            self.looks = looks
        }
    }

    /// So many looks count as much as what is believed of everybody beforehand.
    public static let priorLooks = 20.0
    /// What accuracies are kept within.
    public static let range = 0.5...0.995
    /// Rounds of estimation; later ones change the third digit no more.
    public static let rounds = 20

    /// Everybody who looked, in order of identifier.
    public let judges: [Skill]

    /// Nobody is known; all count the same.
    public static let none = JudgeSkills(judges: [])

    /// Skills of these people, in order of identifier.
    public init(judges: [Skill]) {
        self.judges = judges
    }

    /// The probability that a look of a person is right; that of everybody where nothing is known of them.
    public func accuracy(of judge: AccountID) -> Double {
        judges.first { $0.judge == judge }?.accuracy ?? SecondLooks.accuracy
    }

    /// What was merged of an image, before the looks at it.
    public struct Lesson: Sendable {
        let consensus: ImageConsensus
        let entries: [Adjudication]

        /// An image with what was said about it after the merge.
        public init(_ consensus: ImageConsensus, _ entries: [Adjudication]) {
            self.consensus = consensus
            self.entries = entries
        }
    }

    /// Learns from the looks at images.
    ///
    /// O(rounds · looks), after finding the object of each look.
    ///
    /// - Parameter usesQuorum: whether existence is a share of people.
    public init(learnedFrom lessons: [Lesson], usesQuorum: Bool) {
        let seen = lessons.sorted { $0.consensus.image < $1.consensus.image }.flatMap {
            Self.seen(in: $0, usesQuorum: usesQuorum)
        }
        var counts: [AccountID: Int] = [:]
        for one in seen { for (judge, _) in one.looks { counts[judge, default: 0] += 1 } }
        var accuracies = counts.mapValues { _ in SecondLooks.accuracy }
        for _ in 0..<Self.rounds {
            var right: [AccountID: Double] = [:]
            for one in seen {
                let belief = SecondLooks.belief(
                    about: one.object, existence: one.existence, looks: one.looks
                ) { accuracies[$0] ?? SecondLooks.accuracy }
                for (judge, look) in one.looks {
                    right[judge, default: 0] += belief.rightness(of: look, at: one.object)
                }
            }
            for (judge, count) in counts {
                let mean =
                    (Self.priorLooks * SecondLooks.accuracy + (right[judge] ?? 0))
                    / (Self.priorLooks + Double(count))
                accuracies[judge] = min(max(mean, Self.range.lowerBound), Self.range.upperBound)
            }
        }
        judges = counts.keys.sorted().map { judge in
            Skill(
                judge: judge, accuracy: Rounding.parameter(accuracies[judge] ?? SecondLooks.accuracy),
                looks: counts[judge] ?? 0)
        }
    }

    /// An object that was looked at again.
    private struct Seen {
        let object: ConsensusObject
        let existence: Double
        /// In order of judge.
        let looks: [(AccountID, SecondLook)]
    }

    private static func seen(in lesson: Lesson, usesQuorum: Bool) -> [Seen] {
        let objects = lesson.consensus.objects
        return SecondLooks.seen(in: lesson.entries, among: objects).compactMap { index, looks in
            let object = objects[index]
            guard !object.isSettled else { return nil }
            let asked = lesson.consensus.annotators.count - object.neutral.count
            return Seen(
                object: object,
                existence: usesQuorum
                    ? Double(object.votes.count + 1) / Double(max(asked, object.votes.count) + 2)
                    : object.existence, looks: looks)
        }
    }
}
