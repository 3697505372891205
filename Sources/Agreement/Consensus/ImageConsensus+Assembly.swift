import Geometry
import Labeling

extension ImageConsensus {
    /// Puts objects in order and adds what follows from them: conflicts, pairs and agreement.
    init(
        answers: ImageAnswers, candidates: Candidates, objects: [CandidateObject], limits: MatchingLimits,
        risk: Double? = nil, riskParts: RiskParts? = nil
    ) {
        let ordered = ImageConsensus.ordered(ImageConsensus.named(objects))
        let crowds = ordered.filter { $0.object.isCrowd && $0.object.accepted }.map(\.object.shape)
        let pairs = PairAgreement.all(answers: answers, candidates: candidates, threshold: limits.pair)
        let agreements = pairs.compactMap(\.agreement)
        let mean = agreements.isEmpty ? nil : agreements.reduce(0, +) / Double(agreements.count)
        self.init(
            image: answers.image,
            annotators: answers.annotators,
            objects: ordered.map(\.object),
            conflicts: ordered.flatMap { $0.conflicts(crowds: crowds) },
            duplicates: candidates.duplicates,
            pairs: pairs,
            agreement: mean,
            agreementReason: mean == nil ? ImageConsensus.reason(answers.annotators.count) : nil,
            risk: risk,
            riskParts: riskParts
        )
    }

    private static func reason(_ annotators: Int) -> String {
        annotators == 0 ? "Nobody has answered yet." : "Only one person has answered."
    }

    /// By falling score, then box, class and identifier.
    private static func ordered(_ objects: [CandidateObject]) -> [CandidateObject] {
        let scores = objects.map(\.object.score)
        return objects.indices
            .sorted { left, right in
                if scores[left] != scores[right] { return scores[left] > scores[right] }
                return objects[left].precedes(objects[right])
            }
            .map { objects[$0] }
    }

    /// Makes identifiers unique where files of several people use the same ones.
    private static func named(_ objects: [CandidateObject]) -> [CandidateObject] {
        var uses: [String: Int] = [:]
        uses.reserveCapacity(objects.count)
        var named = objects
        for index in objects.indices {
            let id = objects[index].object.id
            let use = uses[id, default: 0] + 1
            uses[id] = use
            if use > 1 { named[index] = objects[index].renamed("\(id).\(use)") }
        }
        return named
    }
}

extension CandidateObject {
    /// Whether this of two objects with the same score is listed first: by box, class and identifier.
    fileprivate func precedes(_ other: CandidateObject) -> Bool {
        if let decided = CanonicalOrder.isBefore(object.shape.bounds, other.object.shape.bounds) {
            return decided
        }
        if object.labelID != other.object.labelID { return object.labelID < other.object.labelID }
        return ImageID(object.id) < ImageID(other.object.id)
    }
}
