import Agreement
import Labeling

/// The consensus of an image with everything that is derived from it, as all of it is kept.
struct SettledImage: Sendable {
    let consensus: ConsensusRecord
    let conflicts: ConsensusDigest
    let disagreement: DisagreementRecord

    init(
        _ consensus: ImageConsensus, of input: ConsensusInput, settings: ConsensusSettings, fit: String?,
        at time: Timestamp
    ) throws(BoxwoodError) {
        let answers = input.answers
        self.consensus = try ConsensusRecord(
            consensus, of: answers, settings: settings, fit: fit, at: time)
        conflicts = ConsensusDigest(consensus, of: answers, input)
        disagreement = DisagreementRecord(
            imageID: input.image.id, projectID: input.image.projectID,
            document: DisagreementDocument.encode(
                DisagreementSummary(answers: answers, consensus: consensus)))
    }
}

extension WriteTransaction {
    /// Stores an image's consensus with what is derived from it.
    func put(_ settled: SettledImage) throws {
        try put(settled.consensus)
        try put(settled.conflicts)
        try put(settled.disagreement)
    }
}
