import Agreement
import Labeling

extension ConsensusMethod {
    /// What the method makes of images from all their answers, corrected by what is known and with what was said after.
    func fit(
        _ inputs: [ConsensusInput], verdicts: ExistenceVerdicts, settings: ConsensusSettings
    ) -> ConsensusFit {
        let found = fit(inputs.map(\.answers), settings: settings)
            .recalibrated(by: self, on: inputs, verdicts: verdicts, settings: settings)
        let byImage = Dictionary(
            inputs.map { ($0.image.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ConsensusFit(
            consensus: found.consensus.map { byImage[$0.image]?.adjudicated($0, settings: settings) ?? $0 },
            model: found.model)
    }
}
