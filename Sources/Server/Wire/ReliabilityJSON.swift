import Agreement
import Labeling
import Workflow

/// Of the objects given a probability, how many were there.
struct ReliabilityJSON: Encodable {
    struct BinJSON: Encodable {
        let low: Double
        let high: Double
        let count: Int
        let predicted: Double?
        let observed: EstimateJSON
        let images: [ImageID]
    }

    struct DiagramJSON: Encodable {
        let bins: [BinJSON]
        let expectedCalibrationError: Double?
        let brierScore: Double?
        let count: Int

        init(_ diagram: ReliabilityDiagram) {
            bins = diagram.bins.map {
                BinJSON(
                    low: $0.low, high: $0.high, count: $0.count, predicted: $0.predicted,
                    observed: EstimateJSON($0.observed), images: $0.images)
            }
            expectedCalibrationError = diagram.expectedCalibrationError
            brierScore = diagram.brierScore
            count = diagram.count
        }
    }

    /// The log odds are stretched by `slope` and shifted by `intercept`.
    struct CorrectionJSON: Encodable {
        let slope: Double
        let intercept: Double
        let observations: Int
        let images: Int

        init(_ correction: LogisticRecalibration) {
            slope = correction.slope
            intercept = correction.intercept
            observations = correction.observations
            images = correction.images
        }
    }

    let method: String
    /// Whether the method gives probabilities that can be corrected.
    let mayBeCorrected: Bool
    /// What the project's settings want.
    let recalibration: Recalibration
    /// The correction in the last fit; null where there is none.
    let inForce: CorrectionJSON?
    /// What all observations would teach; null where there are too few.
    let learned: CorrectionJSON?
    let stale: Bool
    let observations: Int
    let known: Int
    let audited: Int
    let fewestObservations: Int
    let fewestImages: Int
    let before: DiagramJSON
    /// Each image corrected by the others; null where there is too little to learn from.
    let after: DiagramJSON?

    init(_ project: ProjectReliability) {
        let reliability = project.reliability
        method = project.method
        mayBeCorrected = project.mayBeCorrected
        recalibration = project.wanted
        inForce = project.inForce.map(CorrectionJSON.init)
        learned = reliability.recalibration.map(CorrectionJSON.init)
        stale = project.isStale
        observations = reliability.before.count
        known = reliability.sources[.known] ?? 0
        audited = reliability.sources[.audit] ?? 0
        fewestObservations = LogisticRecalibration.fewestObservations
        fewestImages = LogisticRecalibration.fewestImages
        before = DiagramJSON(reliability.before)
        after = reliability.after.map(DiagramJSON.init)
    }
}
