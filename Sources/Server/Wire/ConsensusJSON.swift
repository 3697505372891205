import Agreement
import Geometry
import Labeling
import Workflow

/// An image's consensus as clients see it.
struct ConsensusJSON: Encodable {
    let method: String
    /// The name of the fit whose knowledge of the people it was made with.
    let fit: String?
    let iouThreshold: Double
    let quorum: Double
    let placeWeights: PlaceWeights
    let recalibration: Recalibration
    let computedAt: String
    let agreement: AgreementJSON
    let disagreement: Double
    let risk: RiskJSON?
    let next: NextJSON?
    let pairs: [PairJSON]
    let objects: [ObjectJSON]
    let conflicts: [ConflictJSON]

    struct AgreementJSON: Encodable {
        let value: Double?
        let reason: String?
    }

    struct PairJSON: Encodable {
        let a: AccountID
        let b: AccountID
        let agreement: Double?
        let meanIou: Double?
        let matched: Int
        let onlyA: Int
        let onlyB: Int
    }

    struct ShareJSON: Encodable {
        let labelId: LabelClassID
        let probability: Double
    }

    struct VoteJSON: Encodable {
        let annotatorId: AccountID
        let annotationId: AnnotationID
        let labelId: LabelClassID
        let iou: Double
        /// The vote's share in where the object is, and in what it is.
        let weight: Double
        let classWeight: Double
    }

    /// What the drawers say about the object: a flag that anybody set.
    struct FlagJSON: Encodable {
        let flag: String
        let share: Double
        /// Whether more than half of the weight set it.
        let set: Bool
    }

    /// The errors to be expected, by kind.
    struct RiskJSON: Encodable {
        let total: Double
        let missed: Double
        let spurious: Double
        let misplaced: Double
        let misclassed: Double

        init(_ risk: RiskParts) {
            total = risk.total
            missed = risk.missed
            spurious = risk.spurious
            misplaced = risk.misplaced
            misclassed = risk.misclassed
        }
    }

    struct ObjectJSON: Encodable {
        let id: String
        let accepted: Bool
        let labelId: LabelClassID
        let shape: Shape
        let score: Double
        let existence: Double
        let classPosterior: [ShareJSON]
        let meanIou: Double?
        let edgeSpread: [Double]?
        let isCrowd: Bool
        let flags: [FlagJSON]
        let known: Bool
        /// When it was decided; left out for what follows from the answers.
        let decidedAt: String?
        let secondLooks: [LookJSON]
        let expectedIou: Double?
        let evidence: EvidenceJSON?
        let change: ChangeJSON?
        let votes: [VoteJSON]
    }

    /// A vote of somebody who saw the object again.
    struct LookJSON: Encodable {
        let verdict: SecondLook.Verdict
        let labelId: LabelClassID?
        let logOdds: Double
        /// The share of the place they gave in where the object is, 0…1; null where they gave none that counts.
        let placeWeight: Double?
    }

    struct ConflictJSON: Encodable {
        let kind: Conflict.Kind
        let objectId: String
        let detail: String
        let box: Box
    }

    init(_ consensus: ImageConsensus, record: ConsensusRecord, review: ImageReview) {
        let changes = Dictionary(
            review.explanations.map { ($0.objectID, ChangeJSON($0)) }, uniquingKeysWith: { first, _ in first }
        )
        method = record.settings.method
        fit = record.fit
        iouThreshold = record.settings.iouThreshold
        quorum = record.settings.quorum
        placeWeights = record.settings.weights
        recalibration = record.settings.recalibration
        computedAt = record.computedAt.rfc3339
        agreement = AgreementJSON(value: consensus.agreement, reason: consensus.agreementReason)
        disagreement = record.disagreement
        risk = consensus.riskParts.map(RiskJSON.init)
        next = review.next.map { NextJSON($0, names: review.names) }
        pairs = consensus.pairs.map { pair in
            PairJSON(
                a: pair.a, b: pair.b, agreement: pair.agreement, meanIou: pair.meanIoU, matched: pair.matched,
                onlyA: pair.onlyA, onlyB: pair.onlyB)
        }
        objects = consensus.objects.map { object in
            ObjectJSON(
                id: object.id, accepted: object.accepted, labelId: object.labelID, shape: object.shape,
                score: object.score, existence: object.existence,
                classPosterior: object.classPosterior.map {
                    ShareJSON(labelId: $0.labelID, probability: $0.probability)
                },
                meanIou: object.meanIoU, edgeSpread: object.edgeSpread, isCrowd: object.isCrowd,
                flags: object.flagShares.map {
                    FlagJSON(flag: $0.flag, share: $0.share, set: $0.share > 0.5)
                },
                known: object.isKnown, decidedAt: object.decision?.at.rfc3339,
                secondLooks: (object.looks ?? []).map {
                    LookJSON(
                        verdict: $0.verdict, labelId: $0.labelID, logOdds: $0.logOdds,
                        placeWeight: $0.placeWeight)
                },
                expectedIou: object.expectedIoU,
                evidence: object.evidence.map(EvidenceJSON.init), change: changes[object.id],
                votes: object.votes.map {
                    VoteJSON(
                        annotatorId: $0.annotator, annotationId: $0.annotationID, labelId: $0.labelID,
                        iou: $0.iou, weight: $0.weight, classWeight: $0.classWeight)
                })
        }
        conflicts = consensus.conflicts.map {
            ConflictJSON(kind: $0.kind, objectId: $0.objectID, detail: $0.detail, box: $0.box)
        }
    }
}
