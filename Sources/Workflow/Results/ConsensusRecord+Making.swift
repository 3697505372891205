import Agreement
import Labeling

extension ConsensusRecord {
    /// A consensus as it is kept.
    init(
        _ consensus: ImageConsensus, of answers: ImageAnswers, settings: ConsensusSettings, fit: String?,
        at time: Timestamp
    ) throws(BoxwoodError) {
        self.init(
            imageID: consensus.image, settings: settings, annotators: consensus.annotators.count,
            objects: consensus.accepted.count, conflicts: consensus.conflicts.count,
            agreement: consensus.agreement,
            disagreement: DisagreementMap.index(answers: answers, consensus: consensus),
            risk: consensus.risk, fit: fit, document: try ConsensusDocument.encode(consensus),
            computedAt: time)
    }
}

/// The consensus of an image with what is derived from it, as both are kept.
struct SettledImage: Sendable {
    let consensus: ConsensusRecord
    let disagreement: DisagreementRecord

    init(
        _ consensus: ImageConsensus, of input: ConsensusInput, settings: ConsensusSettings, fit: String?,
        at time: Timestamp
    ) throws(BoxwoodError) {
        let answers = input.answers
        self.consensus = try ConsensusRecord(
            consensus, of: answers, settings: settings, fit: fit, at: time)
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
        try put(settled.disagreement)
    }
}

extension ConsensusSettings {
    /// The method that these settings name.
    func consensusMethod() throws(BoxwoodError) -> any ConsensusMethod {
        guard let found = ConsensusMethods.named(method) else {
            let names = ConsensusMethods.all.map { type(of: $0).id }.joined(separator: ", ")
            throw .invalid("consensusMethod", "There is no consensus method \(method); there are \(names).")
        }
        return found
    }
}
