import Agreement
import Labeling

extension RiskCalibration {
    /// How the errors that a fit expects compare with those found, on images whose truth is known.
    ///
    /// Each is judged as if it were not known. Errors are counted as wrong and missed objects at IoU 0.5.
    ///
    /// - Returns: nil where the method learns nothing and so expects nothing.
    static func of(
        _ method: any ConsensusMethod, model: CrowdModel?, settings: ConsensusSettings,
        on inputs: [ConsensusInput]
    ) -> RiskCalibration? {
        guard type(of: method).learns(with: settings) else { return nil }
        var (predicted, actual) = ([Double](), [Double]())
        for input in inputs {
            guard let truth = input.truth else { continue }
            let consensus = method.consensus(of: input.unknown.answers, given: model, settings: settings)
            guard let risk = consensus.risk else { return nil }
            let found = Evaluation(of: [
                EvaluatedImage(
                    image: input.image.id,
                    truth: truth.annotations.map(TruthShape.init),
                    predictions: consensus.accepted.map { ScoredShape($0) })
            ]).at50
            predicted.append(risk)
            actual.append(Double(found.falsePositives + found.falseNegatives))
        }
        return .fit(predicted: predicted, actual: actual)
    }
}
