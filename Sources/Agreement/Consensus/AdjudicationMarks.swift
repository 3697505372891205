public import Labeling

/// What decided an object.
public struct DecisionMark: Codable, Hashable, Sendable {
    /// The decision.
    public let id: AdjudicationID
    /// Who decided.
    public let by: AccountID
    /// When.
    public let at: Timestamp

    /// A mark with all its properties.
    public init(id: AdjudicationID, by: AccountID, at: Timestamp) {
        self.id = id
        self.by = by
        self.at = at
    }
}

/// What somebody adds who saw an object again after the merge.
public struct LookShare: Codable, Hashable, Sendable {
    /// Who.
    public let by: AccountID
    /// What they thought.
    public let verdict: SecondLook.Verdict
    /// The class they would give it; nil unless that is another.
    public let labelID: LabelClassID?
    /// What it adds to the log odds that the object exists, in nats.
    public let logOdds: Double
    /// The share of the place they gave in where the object is, 0…1; nil where they gave none that counts.
    public let placeWeight: Double?

    /// A look with all its properties.
    public init(
        by: AccountID, verdict: SecondLook.Verdict, labelID: LabelClassID?, logOdds: Double,
        placeWeight: Double? = nil
    ) {
        self.by = by
        self.verdict = verdict
        self.labelID = labelID
        self.logOdds = logOdds
        self.placeWeight = placeWeight
    }
}
