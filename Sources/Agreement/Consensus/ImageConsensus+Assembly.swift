import Geometry
import Labeling

extension ImageConsensus {
    /// Puts objects in order and adds what follows from them: conflicts, pairs, agreement and disagreement.
    init(
        answers: ImageAnswers, candidates: Candidates, objects: [CandidateObject], limits: MatchingLimits,
        risk: Double? = nil, riskParts: RiskParts? = nil
    ) {
        let ordered = ImageConsensus.named(objects).sorted { $0.precedes($1) }
        let crowds = ordered.filter { $0.object.isCrowd && $0.object.accepted }.map(\.object.shape)
        let pairs = PairAgreement.all(answers: answers, candidates: candidates, threshold: limits.pair)
        let agreements = pairs.compactMap(\.agreement)
        let mean = agreements.isEmpty ? nil : agreements.reduce(0, +) / Double(agreements.count)
        let map = DisagreementMap(
            answers: answers, objects: ordered.map { DisagreementMap.Drawn($0.object, shapes: $0.shapes) },
            classes: nil)
        self.init(
            image: answers.image,
            annotators: answers.annotators,
            objects: ordered.map(\.object),
            conflicts: ordered.flatMap { $0.conflicts(crowds: crowds) },
            duplicates: candidates.duplicates,
            pairs: pairs,
            agreement: mean,
            agreementReason: mean == nil ? ImageConsensus.reason(answers.annotators.count) : nil,
            disagreement: map.index,
            risk: risk,
            riskParts: riskParts
        )
    }

    private static func reason(_ annotators: Int) -> String {
        annotators == 0 ? "Nobody has answered yet." : "Only one person has answered."
    }

    /// Makes identifiers unique where files of several people use the same ones.
    private static func named(_ objects: [CandidateObject]) -> [CandidateObject] {
        var uses: [String: Int] = [:]
        return objects.map { candidate in
            let use = uses[candidate.object.id, default: 0] + 1
            uses[candidate.object.id] = use
            return use == 1 ? candidate : candidate.renamed("\(candidate.object.id).\(use)")
        }
    }
}

extension CandidateObject {
    /// Whether this object is listed first: by falling score, then box, class and identifier.
    fileprivate func precedes(_ other: CandidateObject) -> Bool {
        if object.score != other.object.score { return object.score > other.object.score }
        if let decided = CanonicalOrder.isBefore(object.shape.bounds, other.object.shape.bounds) {
            return decided
        }
        if object.labelID != other.object.labelID { return object.labelID < other.object.labelID }
        return ImageID(object.id) < ImageID(other.object.id)
    }
}
