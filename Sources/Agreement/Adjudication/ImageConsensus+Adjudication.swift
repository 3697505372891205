import Geometry
public import Labeling

extension ImageConsensus {
    /// The consensus with what was said after the merge: first second looks, then decisions, oldest first.
    ///
    /// A second look is evidence (``SecondLooks``); a decision takes the place of the objects that it is about
    /// (``DecidedPlace``), with existence 1. Both are found again by the shapes they were about, so they hold whatever
    /// the method, its settings and later answers make of these. Where the truth is known nothing is changed.
    ///
    /// - Parameters:
    ///   - entries: what holds about the image.
    ///   - answers: what the consensus was made from.
    ///   - settings: how.
    ///   - judges: how far those who look again can be trusted.
    ///   - model: what is learned of people as annotators; nil where the method learns nothing.
    public func adjudicated(
        by entries: [Adjudication], answers: ImageAnswers, settings: ConsensusSettings,
        judges: JudgeSkills = .none, model: CrowdModel? = nil
    ) -> ImageConsensus {
        guard !entries.isEmpty, answers.known == nil else { return self }
        let before = objects
        let votes = DrawnVotes(answers)
        let looks = SecondLooks(
            entries, acceptance: Self.acceptance(settings), judges: judges, model: model, votes: votes)
        var objects = looks.applied(to: objects)
        let changed = Set(zip(before, objects).filter { $0 != $1 }.map(\.1.id))
        for entry in entries {
            guard let place = DecidedPlace(entry, on: answers.size) else { continue }
            objects = place.applied(to: objects, votes: votes)
        }
        return ImageConsensus(self, objects: objects, changed: changed, asked: answers.annotators.count)
    }

    /// From which existence on a candidate is accepted.
    private static func acceptance(_ settings: ConsensusSettings) -> Double {
        let usesQuorum = ConsensusMethods.named(settings.method).map { type(of: $0).usesQuorum } ?? false
        return usesQuorum ? min(max(settings.quorum, 1e-9), 1) : BayesConsensus.acceptance
    }

    /// The same image with other objects: in order, with the conflicts and expected errors that are left.
    private init(_ before: ImageConsensus, objects: [ConsensusObject], changed: Set<String>, asked: Int) {
        let ordered = objects.indices
            .sorted { left, right in
                let (first, second) = (objects[left], objects[right])
                if first.score != second.score { return first.score > second.score }
                return CanonicalOrder.isBefore(first.shape.bounds, second.shape.bounds) ?? (left < right)
            }
            .map { objects[$0] }
        let crowds = ordered.filter { $0.isCrowd && $0.accepted }.map(\.shape)
        let conflicts = Dictionary(grouping: before.conflicts, by: \.objectID)
        let parts = before.riskParts.map { parts in
            parts.replacing(before.objects.map(\.expectedErrors), by: ordered.map(\.expectedErrors))
        }
        self.init(
            image: before.image, annotators: before.annotators, objects: ordered,
            conflicts: ordered.flatMap { object -> [Conflict] in
                if object.decision != nil { return [] }
                guard changed.contains(object.id) else { return conflicts[object.id] ?? [] }
                return CandidateObject(object, asked: asked - object.neutral.count, needed: nil)
                    .conflicts(crowds: crowds)
            },
            duplicates: before.duplicates, pairs: before.pairs, agreement: before.agreement,
            agreementReason: before.agreementReason, risk: parts.map { Rounding.probability($0.total) },
            riskParts: parts)
    }
}

extension RiskParts {
    /// The errors of an image some of whose objects were replaced; what nobody drew stays as it is.
    fileprivate func replacing(_ old: [RiskParts], by new: [RiskParts]) -> RiskParts {
        func part(_ path: KeyPath<RiskParts, Double>, atLeast least: Double = 0) -> Double {
            let change = new.reduce(0) { $0 + $1[keyPath: path] } - old.reduce(0) { $0 + $1[keyPath: path] }
            return max(least, Rounding.probability(self[keyPath: path] + change))
        }
        return RiskParts(
            missed: part(\.missed, atLeast: unseen), spurious: part(\.spurious), misplaced: part(\.misplaced),
            misclassed: part(\.misclassed), unseen: unseen)
    }
}
