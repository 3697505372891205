import Foundation
import Labeling

/// Second looks at the objects of a consensus as evidence of their own kind.
///
/// Whoever looks again is right with a probability of 0.95, whatever they showed of themselves as annotators: a look
/// adds ± ln(0.95 / 0.05) = ± 2.94 nats to the log odds that the object exists, and another class gets 0.95 of the
/// likelihood where the others share 0.05. A class that nobody named before starts with 0.05. Of several looks of one
/// person at an object the last counts.
public struct SecondLooks {
    /// The probability that a second look is right.
    public static let accuracy = 0.95

    /// What one look adds to the log odds, in nats.
    public static var logOdds: Double { log(accuracy / (1 - accuracy)) }

    /// The share that a class starts with which nobody named.
    private static let unnamed = 0.05
    /// Existence is kept this far from 0 and 1.
    private static let margin = 1e-9

    private let looks: [(entry: Adjudication, look: SecondLook)]
    private let acceptance: Double

    /// The looks among what was said, oldest first.
    ///
    /// - Parameter acceptance: from which existence on a candidate is accepted.
    init(_ entries: [Adjudication], acceptance: Double) {
        looks = entries.compactMap { entry in entry.look.map { (entry, $0) } }
        self.acceptance = acceptance
    }

    /// The objects with what was seen.
    func applied(to objects: [ConsensusObject]) -> [ConsensusObject] {
        guard !looks.isEmpty else { return objects }
        var seen: [Int: [AccountID: SecondLook]] = [:]
        for (entry, look) in looks {
            guard let place = Self.place(of: look, among: objects) else { continue }
            seen[place, default: [:]][entry.authorID] = look
        }
        return objects.enumerated().map { index, object in
            seen[index].map { applied($0, to: object) } ?? object
        }
    }

    /// The object that a look was at: the one with most of its shapes, else the one that lies there.
    private static func place(of look: SecondLook, among objects: [ConsensusObject]) -> Int? {
        let match = AnchorMatch(look.anchors)
        let counts = objects.map { match.owns($0) ? match.count(in: $0) : 0 }
        if let most = counts.max(), most > 0 { return counts.firstIndex(of: most) }
        let overlaps = objects.map { match.overlap(with: $0) }
        guard let most = overlaps.max(), most >= AnchorMatch.sameIoU else { return nil }
        return overlaps.firstIndex(of: most)
    }

    private func applied(
        _ looks: [AccountID: SecondLook], to object: ConsensusObject
    ) -> ConsensusObject {
        guard !object.isKnown else { return object }
        let shares = looks.sorted { $0.key < $1.key }.map { person, look in
            LookShare(
                by: person, verdict: look.verdict, labelID: look.labelID,
                logOdds: Rounding.probability(look.verdict == .wrong ? -Self.logOdds : Self.logOdds))
        }
        var object = object
        let added = shares.reduce(0) { $0 + $1.logOdds }
        let before = min(max(object.existence, Self.margin), 1 - Self.margin)
        object.existence = Rounding.probability(1 / (1 + exp(-(log(before / (1 - before)) + added))))
        object.accepted = object.existence >= acceptance - 1e-9
        object.evidence?.looks = Rounding.probability(added)
        object.looks = shares
        let share = object.classPosterior.first?.probability ?? 1
        object.classPosterior = Self.posterior(
            object.classPosterior, after: shares, agreeing: object.labelID)
        object.labelID = object.classPosterior.first?.labelID ?? object.labelID
        let scale =
            (object.existence * (0.5 + 0.5 * (object.classPosterior.first?.probability ?? 1)))
            / (max(before, Self.margin) * (0.5 + 0.5 * share))
        object.score = Rounding.probability(min(1, object.score * scale))
        return object
    }

    /// The classes after the looks, most probable first, ties in order of identifier.
    private static func posterior(
        _ before: [ClassShare], after looks: [LookShare], agreeing label: LabelClassID
    ) -> [ClassShare] {
        var shares = Dictionary(
            before.map { ($0.labelID, $0.probability) }, uniquingKeysWith: { first, _ in first })
        let named = looks.compactMap { look -> LabelClassID? in
            switch look.verdict {
            case .relabel: look.labelID
            case .right: label
            case .wrong: nil
            }
        }
        guard !named.isEmpty else { return before }
        for label in named where shares[label] == nil { shares[label] = unnamed }
        guard shares.count > 1 else { return before }
        let other = (1 - accuracy) / Double(shares.count - 1)
        for label in named {
            for key in shares.keys { shares[key]? *= key == label ? accuracy : other }
        }
        let total = shares.values.reduce(0, +)
        return shares.map { ClassShare(labelID: $0.key, probability: Rounding.probability($0.value / total)) }
            .sorted {
                $0.probability == $1.probability ? $0.labelID < $1.labelID : $0.probability > $1.probability
            }
    }
}
