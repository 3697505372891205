import Agreement
import Labeling
import Workflow

/// The settings of a consensus as clients see them.
struct ConsensusSettingsJSON: Encodable {
    let method: String
    let iouThreshold: Double
    let quorum: Double
    let placeWeights: PlaceWeights
    let recalibration: Recalibration

    init(_ settings: ConsensusSettings) {
        method = settings.method
        iouThreshold = settings.iouThreshold
        quorum = settings.quorum
        placeWeights = settings.weights
        recalibration = settings.recalibration
    }
}

/// One run of a project's consensus.
struct ConsensusRunJSON: Encodable {
    let number: Int
    let kind: ConsensusRun.Kind
    /// Of a rollback, the run it put back in force.
    let source: Int?
    let settings: ConsensusSettingsJSON
    /// The name of the fit; null where the method learns nothing.
    let fit: String?
    let images: Int
    let answers: Int
    let objects: Int
    let conflicts: Int
    /// Names all of it; runs with the same digest hold the same bytes.
    let digest: String
    /// Who asked for it; null for the server itself.
    let author: String?
    let name: String?
    /// What it is kept for: an export, an audit, or a rollback that left it.
    let keptFor: ConsensusRun.Keeping?
    let createdAt: String

    init(_ view: RunView) {
        let run = view.run
        number = run.number
        kind = run.kind
        source = run.source
        settings = ConsensusSettingsJSON(run.settings)
        fit = run.fit
        images = run.counts.images
        answers = run.counts.answers
        objects = run.counts.objects
        conflicts = run.counts.conflicts
        digest = run.digest
        author = view.author
        name = run.name
        keptFor = run.keptFor
        createdAt = run.createdAt.rfc3339
    }
}

/// The history of a project's consensus, or a part of it.
struct RunHistoryJSON: Encodable {
    let items: [ConsensusRunJSON]
    /// The number to ask for runs before; null at the end.
    let next: Int?
    let settings: ConsensusSettingsJSON
    /// Whether the consensus is what the newest run holds.
    let current: Bool
    /// The run that the project stands at; null where it follows its answers.
    let pin: PinJSON?

    struct PinJSON: Encodable {
        let run: Int
        /// Images whose answers wait.
        let waiting: [WaitingJSON]
    }

    struct WaitingJSON: Encodable {
        let id: ImageID
        let name: String
    }

    init(_ history: RunHistory) {
        items = history.runs.map(ConsensusRunJSON.init)
        next = history.hasMore ? history.runs.last?.run.number : nil
        settings = ConsensusSettingsJSON(history.settings)
        current = history.isCurrent
        pin = history.pin.map { pin in
            PinJSON(run: pin.run, waiting: pin.waiting.map { WaitingJSON(id: $0.id, name: $0.name) })
        }
    }
}

/// What somebody wants to call a run.
struct RunNameRequest: Decodable {
    let name: String
}

/// Settings to try or to put in force; what is left out is as in the project.
struct ConsensusSettingsRequest: Decodable {
    let method: String?
    let iouThreshold: Double?
    let quorum: Double?
    let placeWeights: String?

    var draft: ProjectDraft {
        var draft = ProjectDraft()
        draft.consensusMethod = method
        draft.iouThreshold = iouThreshold
        draft.quorum = quorum
        draft.placeWeights = placeWeights
        return draft
    }
}
