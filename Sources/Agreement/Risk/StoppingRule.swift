/// When an image has been answered by enough people.
public struct StoppingRule: Codable, Hashable, Sendable {
    /// What is to be done about an image.
    public enum Decision: String, Codable, Sendable {
        /// As good as asked for.
        case settled
        /// Worth another answer.
        case open
        /// Not as good as asked for, but answered by as many as are allowed.
        case exhausted
    }

    /// An image is good enough from this number of expected errors down.
    public var risk: Double
    /// Nobody is asked beyond so many people.
    public var people: Int
    /// If given, the mean expected IoU of the accepted objects must also reach this, 0…1.
    public var expectedIoU: Double?

    /// A rule with its limits; the risk is what was measured to be a good balance.
    public init(risk: Double = 0.1, people: Int = 7, expectedIoU: Double? = nil) {
        self.risk = risk
        self.people = people
        self.expectedIoU = expectedIoU
    }

    /// What the rule says about an image.
    ///
    /// What is known is settled. An image that nobody answered is open. A method that estimates no risk leaves
    /// it open until the limit on people.
    ///
    /// - Parameter calibration: the factor by which the risk is multiplied first.
    public func decision(
        on image: ImageConsensus, calibration: RiskCalibration? = nil
    ) -> Decision {
        let answered = image.annotators.count
        if answered > 0, isGoodEnough(image, factor: calibration?.factor.value ?? 1) { return .settled }
        return answered < people ? .open : .exhausted
    }

    private func isGoodEnough(_ image: ImageConsensus, factor: Double) -> Bool {
        guard let estimated = image.risk, estimated * factor <= risk else { return false }
        guard let expectedIoU else { return true }
        let values = image.accepted.filter { !$0.isKnown }.compactMap(\.expectedIoU)
        guard !values.isEmpty else { return true }
        return values.reduce(0, +) / Double(values.count) >= expectedIoU
    }
}
