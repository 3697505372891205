/// How the answers of several annotators become one.
public struct ConsensusSettings: Hashable, Sendable, Codable {
    /// The identifier of the consensus method, for example `bayes`.
    public var method: String
    /// Two shapes can be the same object from this intersection over union on, 0…1.
    public var iouThreshold: Double
    /// The share of the annotators of an image who must have drawn an object for it to count, 0…1.
    public var quorum: Double
    /// How much each person counts for the place of an object, by quorum.
    public var weights: PlaceWeights
    /// Whether the probability that an object exists is corrected by what is known.
    public var recalibration: Recalibration

    /// Settings with all their values.
    public init(
        method: String = "bayes", iouThreshold: Double = 0.5, quorum: Double = 0.5,
        weights: PlaceWeights = .none, recalibration: Recalibration = .none
    ) {
        self.method = method
        self.iouThreshold = iouThreshold
        self.quorum = quorum
        self.weights = weights
        self.recalibration = recalibration
    }

    /// Names the settings: the same settings give the same text.
    public var fingerprint: String {
        let corrected = recalibration == .none ? "" : " \(recalibration.rawValue)"
        return "\(method) \(iouThreshold) \(quorum) \(weights.rawValue)" + corrected
    }
}

/// How much each person counts for the place of an object that several drew.
public enum PlaceWeights: String, Codable, CaseIterable, Sendable {
    /// Everybody the same.
    case none
    /// The exact more: by the inverse square of how far somebody's edges stray over all images.
    case skill
}

/// Whether the probability that an object exists is corrected by known answers and audits.
public enum Recalibration: String, Codable, CaseIterable, Sendable {
    /// It is given as the method has it.
    case none
    /// Its log odds are stretched and shifted.
    case logistic
}
