import Agreement
import Labeling

extension ConsensusMethod {
    /// What the method makes of images from all their answers, corrected by what is known and with what was said after,
    /// and what it learned on the way, but for the calibration.
    func fit(
        _ inputs: [ConsensusInput], verdicts: ExistenceVerdicts, settings: ConsensusSettings
    ) -> (consensus: [ImageConsensus], lessons: FitLessons) {
        let found = fit(inputs.map(\.answers), settings: settings)
            .recalibrated(by: self, on: inputs, verdicts: verdicts, settings: settings)
        let byImage = Dictionary(
            inputs.map { ($0.image.id, $0) }, uniquingKeysWith: { first, _ in first })
        let seen = found.consensus.compactMap { merged -> JudgeSkills.Lesson? in
            guard let entries = byImage[merged.image]?.adjudications.filter({ $0.look != nil }),
                !entries.isEmpty
            else { return nil }
            return JudgeSkills.Lesson(merged, entries)
        }
        let judges =
            seen.isEmpty
            ? nil : JudgeSkills(learnedFrom: seen, usesQuorum: type(of: self).usesQuorum)
        let lessons = FitLessons(model: found.model, judges: judges)
        return (
            found.consensus.map {
                byImage[$0.image]?.adjudicated($0, settings: settings, lessons: lessons) ?? $0
            }, lessons
        )
    }
}
