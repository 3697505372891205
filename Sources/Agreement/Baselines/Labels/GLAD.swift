import Foundation

/// GLAD: people have an ability, things have a difficulty, and the chance of a right answer follows from both.
///
/// Somebody of ability α is right about a thing of ease e^β with the chance 1 / (1 + exp(−α e^β)), else says any other
/// label with the same chance. Both α and β are believed to be normal around 1. Labels are estimated in turn with
/// abilities and difficulties until the mean expected log likelihood rises by less than 1e-5.
/// ``LabelAggregate/people`` is α.
///
/// crowd-kit stops the search for abilities and difficulties at a gradient of 0.01, which leaves its probabilities about 0.001
/// off; here it goes on to 1e-7. O(rounds · steps · answers), the probabilities being those of the last but one
/// estimate of the abilities as in crowd-kit.
///
/// Source: J. Whitehill, P. Ruvolo, T. Wu, J. Bergsma, J. Movellan, Whose vote should count more: optimal integration of
/// labels from labelers of unknown expertise, NeurIPS 2009; `GLAD` of crowd-kit.
public struct GLAD: LabelAggregator {
    /// The name in commands.
    public static let id = "glad"

    /// The name shown to people.
    public static let title = "GLAD"

    private static let rounds = 100
    private static let tolerance = 1e-5

    /// The model; it has no settings.
    public init() {}

    /// Labels and people, by the model.
    public func aggregate(_ votes: LabelVotes) -> LabelAggregate {
        guard votes.labels > 1, !votes.votes.isEmpty else {
            return LabelAggregate(
                probabilities: votes.shares, people: Array(repeating: 1, count: votes.people))
        }
        var abilities = Abilities(votes)
        var probabilities = abilities.probabilities
        let cells = Double(votes.votes.count * votes.labels)
        // crowd-kit compares the first mean with a sum, which is far below it.
        var last = abilities.expectation(probabilities)
        for _ in 0..<Self.rounds {
            probabilities = abilities.probabilities
            abilities.improve(probabilities)
            let next = abilities.expectation(probabilities) / cells
            if next - last < Self.tolerance { break }
            last = next
        }
        return LabelAggregate(probabilities: probabilities, people: abilities.ability)
    }
}

/// Abilities of people and ease of things, and how they are found when the labels are known with some probability.
private struct Abilities {
    private static let sweeps = 500
    private static let least = 1e-7

    private let votes: LabelVotes
    /// Indices of the answers of each person, and about each thing.
    private let ofPerson: [[Int]]
    private let ofTask: [[Int]]
    /// α of each person.
    private(set) var ability: [Double]
    /// β of each thing.
    private var ease: [Double]

    init(_ votes: LabelVotes) {
        self.votes = votes
        ability = Array(repeating: 1, count: votes.people)
        ease = Array(repeating: 1, count: votes.tasks)
        var (ofPerson, ofTask) = (ability.map { _ in [Int]() }, ease.map { _ in [Int]() })
        for (index, vote) in votes.votes.enumerated() {
            ofPerson[vote.person].append(index)
            ofTask[vote.task].append(index)
        }
        self.ofPerson = ofPerson
        self.ofTask = ofTask
    }

    /// How probable each label is for each thing, all labels being as common.
    var probabilities: [[Double]] {
        var logs = votes.table()
        let others = log(Double(votes.labels - 1))
        for vote in votes.votes {
            let strength = ability[vote.person] * exp(ease[vote.task])
            let (right, wrong) = (-Self.softplus(-strength), -Self.softplus(strength) - others)
            for label in 0..<votes.labels { logs[vote.task][label] += label == vote.label ? right : wrong }
        }
        return logs.map(Softmax.of)
    }

    /// The expected log likelihood of answers, abilities and ease.
    func expectation(_ probabilities: [[Double]]) -> Double {
        let others = log(Double(votes.labels - 1))
        var sum = 0.0
        for vote in votes.votes {
            let strength = ability[vote.person] * exp(ease[vote.task])
            let right = probabilities[vote.task][vote.label]
            sum -= right * Self.softplus(-strength) + (1 - right) * (Self.softplus(strength) + others)
        }
        let normal = 0.5 * log(2 * Double.pi)
        for value in ability + ease { sum -= normal + (value - 1) * (value - 1) / 2 }
        return sum
    }

    /// Finds the abilities and the ease that fit best, one after the other by Newton's method, until no gradient is left.
    mutating func improve(_ probabilities: [[Double]]) {
        let right = votes.votes.map { probabilities[$0.task][$0.label] }
        for _ in 0..<Self.sweeps {
            var steepest = 0.0
            for person in ability.indices {
                let steps = ofPerson[person].map { index in
                    Strength(right: right[index], factor: exp(ease[votes.votes[index].task]))
                }
                let (value, gradient) = Self.step(
                    from: ability[person], steps, strength: { $0 }, slope: { _ in 1 })
                ability[person] = value
                steepest = max(steepest, abs(gradient))
            }
            for task in ease.indices {
                let steps = ofTask[task].map { index in
                    Strength(right: right[index], factor: ability[votes.votes[index].person])
                }
                let (value, gradient) = Self.step(from: ease[task], steps, strength: exp, slope: exp)
                ease[task] = value
                steepest = max(steepest, abs(gradient))
            }
            if steepest < Self.least { break }
        }
    }

    /// One answer as a function of one unknown: right with this probability, and how much the unknown counts.
    private struct Strength {
        let right: Double
        let factor: Double
    }

    /// A step uphill from a value of one unknown, and the gradient there; the step is halved until it gains.
    ///
    /// - Parameters:
    ///   - strength: by what an answer's factor is multiplied, given the unknown.
    ///   - slope: its derivative.
    private static func step(
        from start: Double, _ answers: [Strength], strength: (Double) -> Double, slope: (Double) -> Double
    ) -> (value: Double, gradient: Double) {
        func height(_ value: Double) -> Double {
            let scale = strength(value)
            return answers.reduce(-(value - 1) * (value - 1) / 2) { sum, answer in
                sum - answer.right * softplus(-answer.factor * scale)
                    - (1 - answer.right) * softplus(answer.factor * scale)
            }
        }
        let (scale, rise) = (strength(start), slope(start))
        var (gradient, curvature) = (1 - start, 1.0)
        for answer in answers {
            let chance = 1 / (1 + exp(-answer.factor * scale))
            gradient += (answer.right - chance) * answer.factor * rise
            curvature += chance * (1 - chance) * answer.factor * answer.factor * rise * rise
        }
        var (move, halvings) = (gradient / curvature, 0)
        let own = height(start)
        while height(start + move) < own {
            move /= 2
            halvings += 1
            // Nothing is gained beyond the digits there are.
            if halvings == 60 { return (start, gradient) }
        }
        return (start + move, gradient)
    }

    /// log(1 + exp(x)) without overflow.
    private static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
}
