import Agreement
import Labeling

/// The consensus of an image with everything that is derived from it, as all of it is kept.
struct SettledImage: Sendable {
    let consensus: ConsensusRecord
    let conflicts: AdjudicationIndex
    let disagreement: DisagreementRecord
    /// What the rules of replication look at.
    let stopping: StoppingFigures
    let projectID: ProjectID

    init(
        _ consensus: ImageConsensus, of input: ConsensusInput, settings: ConsensusSettings, fit: String?,
        riskFactor: Double, at time: Timestamp
    ) throws(BoxwoodError) {
        let record = try ConsensusRecord(
            consensus, of: input.answers, settings: settings, fit: fit, at: time)
        self.init(record, consensus, of: input, riskFactor: riskFactor)
    }

    /// What is derived from a consensus as it is kept.
    init(_ record: ConsensusRecord, of input: ConsensusInput) throws(BoxwoodError) {
        self.init(record, try ConsensusDocument.decode(record), of: input, riskFactor: 1)
    }

    private init(
        _ record: ConsensusRecord, _ consensus: ImageConsensus, of input: ConsensusInput, riskFactor: Double
    ) {
        let answers = input.answers
        self.consensus = record
        stopping = StoppingFigures(consensus, riskFactor: riskFactor)
        projectID = input.image.projectID
        conflicts = AdjudicationIndex(consensus, of: answers, input)
        disagreement = DisagreementRecord(
            imageID: input.image.id, projectID: input.image.projectID,
            document: DisagreementDocument.encode(
                DisagreementSummary(answers: answers, consensus: consensus)))
    }
}

extension ReadTransaction {
    /// Whether everything that is derived from an image's consensus is there.
    func hasAllDerived(from image: ImageID) throws -> Bool {
        try hasAdjudicationIndex(image: image) && hasDisagreement(image: image)
    }
}

extension WriteTransaction {
    /// Stores an image's consensus with what is derived from it.
    func put(_ settled: SettledImage) throws {
        try put(settled.consensus)
        try putDerived(settled)
        try follow(settled.stopping, image: settled.consensus.imageID, in: settled.projectID)
    }

    /// Stores what is derived from an image's consensus, which is there already.
    func putDerived(_ settled: SettledImage) throws {
        try put(settled.conflicts)
        try put(settled.disagreement)
    }
}
