/// What is believed of one candidate at one moment of a fit.
struct CandidateEstimate {
    let place: FusedPlace
    let verdict: ExistenceModel.Verdict
    /// The probability of every class.
    let classes: [Double]
    /// Standard deviation of an edge of the fused box in pixels.
    var deviation = 0.0

    var existence: Double { verdict.existence }

    /// The geometric mean of the fused box's sides in pixels.
    var side: Double { FusedPlace.side(place.edges) }

    /// The IoU with the truth that the deviation lets expect, 0.05…1.
    var expectedIoU: Double { min(max(1 - 1.6 * deviation / max(1, side), 0.05), 1) }

    /// Existence, class and place in one number.
    func score(label: Int) -> Double {
        existence * (0.5 + 0.5 * classes[label]) * (0.8 + 0.2 * expectedIoU)
    }
}
