public import Labeling

/// What the annotators of one image say together, and where they differ.
///
/// Derived from the answers alone: it can be thrown away and made again to the same bytes.
public struct ImageConsensus: Codable, Hashable, Sendable {
    /// The image.
    public let image: ImageID
    /// Everybody whose answer went in, in order of identifier.
    public let annotators: [AccountID]
    /// Accepted objects and rejected candidates, by falling score, then by box.
    public let objects: [ConsensusObject]
    /// Where the annotators differ, in the order of the objects, then by kind.
    public let conflicts: [Conflict]
    /// Shapes that one annotator drew more than once over the same object.
    public let duplicates: [DuplicateShapes]
    /// How far any two annotators agree, in order of their identifiers.
    public let pairs: [PairAgreement]
    /// Mean of the pairs' agreement, 0…1; nil with fewer than two annotators.
    public let agreement: Double?
    /// Why ``agreement`` is nil, where it is.
    public let agreementReason: String?
    /// The number of errors that ``objects`` is expected to have; nil if the method does not estimate it.
    public let risk: Double?
    /// The same by kind of error; they sum to ``risk``.
    public let riskParts: RiskParts?

    /// A consensus with all its properties.
    public init(
        image: ImageID, annotators: [AccountID], objects: [ConsensusObject], conflicts: [Conflict],
        duplicates: [DuplicateShapes], pairs: [PairAgreement], agreement: Double?, agreementReason: String?,
        risk: Double? = nil, riskParts: RiskParts? = nil
    ) {
        self.image = image
        self.annotators = annotators
        self.objects = objects
        self.conflicts = conflicts
        self.duplicates = duplicates
        self.pairs = pairs
        self.agreement = agreement
        self.agreementReason = agreementReason
        self.risk = risk
        self.riskParts = riskParts
    }

    /// The objects that count as there.
    public var accepted: [ConsensusObject] { objects.filter(\.accepted) }
}
