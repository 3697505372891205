public import Geometry
public import Labeling

/// One thing that at least one annotator marked: an accepted object, or a candidate that too few saw.
public struct ConsensusObject: Codable, Hashable, Sendable {
    /// Names the object within its image: the identifier of what is known, else the lowest among its votes, so it
    /// survives a new computation.
    public internal(set) var id: String
    /// Whether it counts as there.
    public internal(set) var accepted: Bool
    /// The most probable class; of equals the one with the lowest identifier.
    public internal(set) var labelID: LabelClassID
    /// How probable each class is that anybody named, most probable first; sums to 1.
    public internal(set) var classPosterior: [ClassShare]
    /// The merged shape, in upright image pixels.
    public internal(set) var shape: Shape
    /// How sure it is that there is such an object, 0…1; by quorum the share of people who drew it.
    public internal(set) var existence: Double
    /// Existence, class and place in one number for ranking, 0…1.
    public internal(set) var score: Double
    /// Mean IoU of the votes with ``shape``, 0…1; nil if only one person drew it.
    public internal(set) var meanIoU: Double?
    /// Standard deviation over the votes of the left, top, right and bottom edge in pixels; nil for a single vote.
    public let edgeSpread: [Double]?
    /// Standard deviation of the edges of ``shape`` itself in pixels, from what is known of the people who drew it and
    /// from how their edges lie at this object; nil if the method does not estimate it.
    public internal(set) var placeDeviation: Double?
    /// The IoU to be expected with the true shape, as another careful person would draw that, 0.05…1; nil if the method
    /// does not estimate it.
    public let expectedIoU: Double?
    /// What its drawers say about it together: flags with more than half of their weight.
    public let flags: AnnotationFlags
    /// The flags that anybody set with the share of the weight behind each: occluded, truncated, unsure.
    public let flagShares: [FlagShare]
    /// Whether it is a region of many objects (COCO `iscrowd`).
    public let isCrowd: Bool
    /// Who drew it and how, in order of annotator; one vote a person.
    public internal(set) var votes: [VoteShare]
    /// People who marked a crowd over it and so have no say in whether it exists, in order of identifier.
    public let neutral: [AccountID]
    /// Whether it is known to be there, and not merely agreed on.
    public let isKnown: Bool
    /// Why it is believed to exist; nil if the method does not weigh people, or if it is known.
    public internal(set) var evidence: ExistenceEvidence?
    /// Who saw it again after the merge, and what that adds; nil where nobody did.
    public internal(set) var looks: [LookShare]?
    /// The decision that it follows from; nil where nobody decided.
    public internal(set) var decision: DecisionMark?
    /// Whether a decision or a known answer settles it: whoever looks again changes nothing.
    public var isSettled: Bool { isKnown || decision != nil }
    /// The decided answers to its class's questions; nil where nobody decided them.
    public internal(set) var attributes: [AttributeID: AttributeValue]?

    /// An object with all its properties.
    public init(
        id: String, accepted: Bool, labelID: LabelClassID, classPosterior: [ClassShare], shape: Shape,
        existence: Double, score: Double, meanIoU: Double?, edgeSpread: [Double]?, isCrowd: Bool,
        votes: [VoteShare], neutral: [AccountID] = [], placeDeviation: Double? = nil,
        expectedIoU: Double? = nil,
        isKnown: Bool = false, evidence: ExistenceEvidence? = nil, flags: AnnotationFlags = [],
        flagShares: [FlagShare] = [], decision: DecisionMark? = nil,
        attributes: [AttributeID: AttributeValue]? = nil
    ) {
        self.id = id
        self.accepted = accepted
        self.labelID = labelID
        self.classPosterior = classPosterior
        self.shape = shape
        self.existence = existence
        self.score = score
        self.meanIoU = meanIoU
        self.edgeSpread = edgeSpread
        self.placeDeviation = placeDeviation
        self.expectedIoU = expectedIoU
        self.isCrowd = isCrowd
        self.votes = votes
        self.neutral = neutral
        self.isKnown = isKnown
        self.evidence = evidence
        self.flags = flags
        self.flagShares = flagShares
        self.decision = decision
        self.attributes = attributes
    }
}

/// How probable one class is for an object.
public struct ClassShare: Codable, Hashable, Sendable {
    /// The class.
    public let labelID: LabelClassID
    /// Its probability, 0…1.
    public let probability: Double

    /// A class with its probability.
    public init(labelID: LabelClassID, probability: Double) {
        self.labelID = labelID
        self.probability = probability
    }
}

/// One annotator's part in an object.
public struct VoteShare: Codable, Hashable, Sendable {
    /// Who drew it.
    public let annotator: AccountID
    /// Which of their shapes it is; of several over the same object the first in canonical order.
    public let annotationID: AnnotationID
    /// The class they gave it.
    public let labelID: LabelClassID
    /// IoU of their shape with the consensus, 0…1.
    public let iou: Double
    /// The vote's share in where the object is, 0…1; the shares of an object sum to 1 with those of places that were given
    /// on seeing it again, those of a known one are 0.
    public let weight: Double
    /// The vote's share in what the object is, in the same way: how much its class speaks for itself.
    public let classWeight: Double

    /// A vote with all its properties.
    public init(
        annotator: AccountID, annotationID: AnnotationID, labelID: LabelClassID, iou: Double,
        weight: Double = 1, classWeight: Double = 1
    ) {
        self.annotator = annotator
        self.annotationID = annotationID
        self.labelID = labelID
        self.iou = iou
        self.weight = weight
        self.classWeight = classWeight
    }
}
