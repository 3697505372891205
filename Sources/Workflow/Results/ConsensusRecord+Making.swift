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
