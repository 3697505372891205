import Labeling

/// From where on shapes may be the same object, derived from a project's IoU threshold.
struct MatchingLimits: Sendable {
    /// How much IoU the same class is worth when one shape has several possible partners.
    static let classPreference = 0.1

    /// The project's threshold: pairs of two annotators count from this IoU on.
    let pair: Double
    /// Two shapes are linked from this IoU on.
    let link: Double
    /// Two groups join while the mean IoU between their members, 0 where not linked, reaches this.
    let average: Double
    /// How much IoU different classes cost when deciding whether shapes may be the same object.
    let classPenalty: Double

    /// The limits for a threshold, which is brought into 0.05…0.95 first (0.5 if it is not a number).
    ///
    /// Groups link at 0.4 and join at 0.5 of the threshold, hence 0.2 and 0.25 for the usual 0.5: two shapes that
    /// both have IoU 0.5 with the object between them have far less with each other.
    init(_ settings: ConsensusSettings, classPenalty: Double = 0) {
        let threshold = settings.iouThreshold.isNaN ? 0.5 : min(max(settings.iouThreshold, 0.05), 0.95)
        pair = threshold
        link = threshold * 0.4
        average = threshold * 0.5
        self.classPenalty = classPenalty
    }
}
