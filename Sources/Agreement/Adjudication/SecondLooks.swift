import Foundation
import Geometry
import Labeling

/// Second looks at the objects of a consensus as evidence of their own kind.
///
/// Whoever looks again is right with a probability a: 0.95 until their looks show another (``JudgeSkills``). A look adds
/// ± ln(a / (1 − a)) to the log odds that the object exists, ± 2.94 nats at 0.95; another class gets a of the likelihood
/// where the others share 1 − a. A class that none of n drawers named starts with 0.05 where a reviewer names it, and with
/// 0.05ⁿ where somebody of a second group does, whose word is one more among those of the drawers. A place that is given is
/// a vote on where the object is (``PlaceTrust``). Of several looks of one person at an object the last counts.
public struct SecondLooks {
    /// The probability that a second look is right of somebody of whom nothing is known.
    public static let accuracy = 0.95

    /// What one such look adds to the log odds, in nats.
    public static var logOdds: Double { logOdds(of: accuracy) }

    /// Existence is kept this far from 0 and 1.
    private static let margin = 1e-9

    private let entries: [Adjudication]
    private let acceptance: Double
    private let judges: JudgeSkills
    private let trust: PlaceTrust
    private let votes: DrawnVotes

    /// The looks among what was said, oldest first.
    ///
    /// - Parameters:
    ///   - acceptance: from which existence on a candidate is accepted.
    ///   - judges: how far those who look again can be trusted.
    ///   - model: what is learned of people as annotators.
    ///   - votes: the shapes behind the objects.
    init(
        _ entries: [Adjudication], acceptance: Double, judges: JudgeSkills, model: CrowdModel?,
        votes: DrawnVotes
    ) {
        self.entries = entries
        self.acceptance = acceptance
        self.judges = judges
        self.votes = votes
        trust = PlaceTrust(model)
    }

    /// The objects with what was seen.
    func applied(to objects: [ConsensusObject]) -> [ConsensusObject] {
        let seen = Dictionary(
            uniqueKeysWithValues: Self.seen(in: entries, among: objects).map { ($0.index, $0.looks) })
        guard !seen.isEmpty else { return objects }
        return objects.enumerated().map { index, object in
            seen[index].map { applied($0, to: object) } ?? object
        }
    }

    /// What adds to log odds who is right with this probability, in nats.
    static func logOdds(of accuracy: Double) -> Double { log(accuracy / (1 - accuracy)) }

    /// The objects that were looked at, by index, each with the last look of everybody in order of judge.
    static func seen(
        in entries: [Adjudication], among objects: [ConsensusObject]
    ) -> [(index: Int, looks: [(AccountID, SecondLook)])] {
        var seen: [Int: [AccountID: SecondLook]] = [:]
        for entry in entries {
            guard let look = entry.look, let place = place(of: look, among: objects) else { continue }
            seen[place, default: [:]][entry.authorID] = look
        }
        return seen.sorted { $0.key < $1.key }.map { index, looks in
            (index, looks.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
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

    /// A class that a look named.
    private struct NamedClass {
        let label: LabelClassID
        /// The probability that the look is right.
        let accuracy: Double
        /// The share that the class starts with where no drawer named it.
        let unnamed: Double
    }

    /// What is believed of an object after looks at it.
    struct Belief {
        let existence: Double
        let classes: [ClassShare]

        /// How probable it is that a look was right.
        func rightness(of look: SecondLook, at object: ConsensusObject) -> Double {
            func share(_ label: LabelClassID?) -> Double {
                classes.first { $0.labelID == label }?.probability ?? 0
            }
            return switch look.verdict {
            case .right: existence * share(object.labelID)
            case .relabel: existence * share(look.labelID)
            case .wrong: 1 - existence
            }
        }
    }

    /// What is believed of an object after looks at it.
    ///
    /// - Parameters:
    ///   - existence: what was believed before.
    ///   - looks: in order of judge.
    ///   - accuracy: the probability that somebody's look is right.
    static func belief(
        about object: ConsensusObject, existence: Double, looks: [(AccountID, SecondLook)],
        accuracy: (AccountID) -> Double
    ) -> Belief {
        let added = looks.reduce(0) { sum, look in
            sum + (look.1.verdict == .wrong ? -1 : 1) * logOdds(of: accuracy(look.0))
        }
        let before = min(max(existence, margin), 1 - margin)
        let after = 1 / (1 + exp(-(log(before / (1 - before)) + added)))
        let named = looks.compactMap { judge, look -> NamedClass? in
            let label =
                switch look.verdict {
                case .relabel: look.labelID
                case .right: object.labelID
                case .wrong: LabelClassID?.none
                }
            let drawers = look.isSecondPass == true ? max(object.votes.count, 1) : 1
            return label.map {
                NamedClass(
                    label: $0, accuracy: accuracy(judge), unnamed: pow(1 - Self.accuracy, Double(drawers)))
            }
        }
        return Belief(
            existence: Rounding.probability(after), classes: posterior(object.classPosterior, after: named))
    }

    private func applied(
        _ looks: [(AccountID, SecondLook)], to object: ConsensusObject
    ) -> ConsensusObject {
        guard !object.isKnown else { return object }
        let belief = Self.belief(
            about: object, existence: object.existence, looks: looks, accuracy: judges.accuracy(of:))
        let place = moved(object, by: looks)
        let shares = looks.map { judge, look in
            let weight = Self.logOdds(of: judges.accuracy(of: judge))
            return LookShare(
                by: judge, verdict: look.verdict, labelID: look.labelID,
                logOdds: Rounding.probability(look.verdict == .wrong ? -weight : weight),
                placeWeight: place?.shares[judge])
        }
        var object = object
        let before = min(max(object.existence, Self.margin), 1 - Self.margin)
        object.existence = belief.existence
        object.accepted = object.existence >= acceptance - 1e-9
        object.evidence?.looks = Rounding.probability(shares.reduce(0) { $0 + $1.logOdds })
        object.looks = shares
        let share = object.classPosterior.first?.probability ?? 1
        object.classPosterior = belief.classes
        object.labelID = object.classPosterior.first?.labelID ?? object.labelID
        let scale =
            (object.existence * (0.5 + 0.5 * (object.classPosterior.first?.probability ?? 1)))
            / (max(before, Self.margin) * (0.5 + 0.5 * share))
        object.score = Rounding.probability(min(1, object.score * scale))
        if let place {
            object.move(to: place.shape, keeping: place.kept, precision: place.precision, votes: votes)
        }
        return object
    }

    /// Where an object is after the places that were given, and what each of them counted for.
    private struct Moved {
        let shape: Shape
        /// The share that the votes keep.
        let kept: Double
        let shares: [AccountID: Double]
        /// 1 / pixels².
        let precision: Double
    }

    /// Where an object is by the merge and by those who gave it another place; nil where nobody did who counts.
    private func moved(_ object: ConsensusObject, by looks: [(AccountID, SecondLook)]) -> Moved? {
        let bounds = object.shape.bounds
        let places = looks.compactMap { judge, look -> (judge: AccountID, shape: Shape, precision: Double)? in
            guard look.verdict != .wrong, let shape = look.shape,
                Ballot.placeIoU(shape, shape.bounds, object.shape, bounds) >= PlaceTrust.voteIoU
            else { return nil }
            let weight = Self.logOdds(of: judges.accuracy(of: judge))
            let precision = trust.precision(of: judge, weight: weight, at: object)
            return precision > 0 ? (judge, shape, precision) : nil
        }
        guard !places.isEmpty else { return nil }
        let own = trust.precision(of: object)
        let total = places.reduce(own) { $0 + $1.precision }
        return Moved(
            shape: PlaceTrust.merged(
                [object.shape] + places.map(\.shape), by: [own] + places.map(\.precision)),
            kept: own / total,
            shares: Dictionary(
                uniqueKeysWithValues: places.map { ($0.judge, Rounding.probability($0.precision / total)) }),
            precision: total)
    }

    /// The classes after those that were named, most probable first, ties in order of identifier.
    private static func posterior(
        _ before: [ClassShare], after named: [NamedClass]
    ) -> [ClassShare] {
        var shares = Dictionary(
            before.map { ($0.labelID, $0.probability) }, uniquingKeysWith: { first, _ in first })
        guard !named.isEmpty else { return before }
        for look in named where !before.contains(where: { $0.labelID == look.label }) {
            shares[look.label] = max(look.unnamed, shares[look.label] ?? 0)
        }
        guard shares.count > 1 else { return before }
        for look in named {
            let other = (1 - look.accuracy) / Double(shares.count - 1)
            for key in shares.keys { shares[key]? *= key == look.label ? look.accuracy : other }
        }
        let total = shares.values.reduce(0, +)
        return shares.map { ClassShare(labelID: $0.key, probability: Rounding.probability($0.value / total)) }
            .sorted {
                $0.probability == $1.probability ? $0.labelID < $1.labelID : $0.probability > $1.probability
            }
    }
}

extension ConsensusObject {
    /// Takes another place, to which its votes lie otherwise and for which they count less.
    fileprivate mutating func move(
        to shape: Shape, keeping kept: Double, precision: Double, votes drawn: DrawnVotes
    ) {
        self.shape = shape
        let bounds = shape.bounds
        votes = votes.map { vote in
            let iou = drawn.annotation(of: vote).map {
                Ballot.placeIoU($0.shape, $0.shape.bounds, shape, bounds)
            }
            return VoteShare(
                annotator: vote.annotator, annotationID: vote.annotationID, labelID: vote.labelID,
                iou: iou.map(Rounding.probability) ?? vote.iou,
                weight: Rounding.probability(vote.weight * kept), classWeight: vote.classWeight)
        }
        meanIoU = CandidateObject.meanIoU(votes)
        if placeDeviation != nil { placeDeviation = Rounding.probability(1 / precision.squareRoot()) }
    }
}
