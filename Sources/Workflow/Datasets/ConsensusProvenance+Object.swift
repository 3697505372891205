public import Agreement
public import Formats
import Geometry
public import Labeling

extension ConsensusProvenance {
    /// What a file says about how a consensus object came about.
    ///
    /// - Parameters:
    ///   - classNumber: the class's number in the file.
    ///   - annotatorNumber: the annotator's number in the file; people without one are left out.
    ///   - reference: the annotation behind a vote in the file; votes without one are left out.
    ///   - pseudonym: how somebody is called who decided or looked again.
    public init(
        _ object: ConsensusObject, classNumber: (LabelClassID) -> Int?, annotatorNumber: (AccountID) -> Int?,
        reference: (VoteShare) -> AnnotationReference?, pseudonym: (AccountID) -> String = \.rawValue
    ) {
        let votes = object.votes.compactMap { vote in reference(vote).map { ($0, vote.weight) } }
        self.init(
            existence: object.existence,
            classPosterior: object.classPosterior.map {
                .init(classNumber: classNumber($0.labelID) ?? 0, probability: $0.probability)
            },
            edgeDeviation: EdgeDeviation(object), votes: votes.map(\.0))
        isAccepted = object.accepted
        isKnown = object.isKnown
        placeDeviation = object.placeDeviation
        expectedIoU = object.expectedIoU
        weights = votes.map(\.1)
        evidence = object.evidence.map { Evidence($0, annotatorNumber: annotatorNumber) }
        decided = object.decision.map { Decided(by: pseudonym($0.by), at: $0.at.rfc3339) }
        looks = (object.looks ?? []).map {
            Look(by: pseudonym($0.by), verdict: $0.verdict.rawValue, logOdds: $0.logOdds)
        }
    }
}

extension ConsensusProvenance.EdgeDeviation {
    /// How far the votes of a box are from one another; nil for polygons and single votes.
    fileprivate init?(_ object: ConsensusObject) {
        guard case .box = object.shape, let spread = object.edgeSpread, spread.count == 4 else { return nil }
        self.init(left: spread[0], top: spread[1], right: spread[2], bottom: spread[3])
    }
}

extension ConsensusProvenance.Evidence {
    fileprivate init(_ evidence: ExistenceEvidence, annotatorNumber: (AccountID) -> Int?) {
        self.init(
            prior: evidence.prior,
            annotators: evidence.people.compactMap { person in
                annotatorNumber(person.annotator).map { .init(number: $0, logOdds: person.logOdds) }
            },
            difficulty: evidence.difficulty, place: evidence.place, truncation: evidence.truncation,
            limit: evidence.limit, looks: evidence.looks ?? 0)
    }
}

extension ExpectedErrors {
    /// The risk of an image as a file states it.
    public init(_ risk: RiskParts) {
        self.init(
            missed: risk.missed, spurious: risk.spurious, misplaced: risk.misplaced,
            misclassed: risk.misclassed)
    }
}

extension MergeSummary {
    /// The settings that a method goes by, as a file states them.
    public static func settings(_ settings: ConsensusSettings) -> [String: Value] {
        var values: [String: Value] = ["iou": .number(settings.iouThreshold)]
        let method = ConsensusMethods.baselineOrMethod(named: settings.method).map { type(of: $0) }
        if method?.usesQuorum == true { values["quorum"] = .number(settings.quorum) }
        if method?.usesWeights == true, settings.weights != .none {
            values["weights"] = .text(settings.weights.rawValue)
        }
        if method?.usesRecalibration == true, settings.recalibration != .none {
            values["recalibration"] = .text(settings.recalibration.rawValue)
        }
        return values
    }

    /// What a fit learned about an annotator, by name; rates 0…1, pixels at objects of 100 px.
    public static func skill(_ skill: AnnotatorSkill) -> [String: Double?] {
        [
            "miss": skill.miss, "false_mark": skill.falseMark, "right_class": skill.classAccuracy,
            "edge_sd_at_100px": skill.placeDeviation(side: 100),
        ]
    }
}
