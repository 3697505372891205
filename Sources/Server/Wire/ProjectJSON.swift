import Agreement
import Labeling
import Workflow

/// A class as clients see it.
struct LabelJSON: Encodable {
    let id: LabelClassID
    let name: String
    let color: String
    let key: String?
    let description: String
    let retired: Bool
    let attributes: [AttributeJSON]

    init(_ label: LabelClass) {
        id = label.id
        name = label.name
        color = label.color
        key = label.key
        description = label.summary
        retired = label.isRetired
        attributes = label.attributes.map(AttributeJSON.init)
    }
}

/// How far the work has come.
struct ProgressJSON: Encodable {
    let images: Int
    let slots: Int
    let submitted: Int
    let leased: Int
    let complete: Int
    let empty: Int
    let skipped: Int
    let conflicts: Int
    let meanAgreement: EstimateJSON?

    init(_ progress: ProjectProgress, agreement: Estimate?) {
        images = progress.images
        slots = progress.slots
        submitted = progress.submitted
        leased = progress.leased
        complete = progress.complete
        empty = progress.empty
        skipped = progress.skipped
        conflicts = progress.conflicts
        meanAgreement = agreement.map(EstimateJSON.init)
    }
}

/// A project as one person sees it.
struct ProjectJSON: Encodable {
    let id: ProjectID
    let name: String
    let description: String
    let instructions: String
    let labels: [LabelJSON]
    let replication: Int
    let consensusMethod: String
    let iouThreshold: Double
    let quorum: Double
    let placeWeights: PlaceWeights
    let recalibration: Recalibration
    let minimumSidePixels: Double
    let revision: Int
    let createdAt: String
    let role: Role
    let progress: ProgressJSON?
    let mine: OwnProgressJSON

    init(_ detail: ProjectDetail) {
        let project = detail.project
        id = project.id
        name = project.name
        description = project.summary
        instructions = project.instructions
        labels = detail.labels.map(LabelJSON.init)
        replication = project.replication
        consensusMethod = project.consensus.method
        iouThreshold = project.consensus.iouThreshold
        quorum = project.consensus.quorum
        placeWeights = project.consensus.weights
        recalibration = project.consensus.recalibration
        minimumSidePixels = project.minimumSidePixels
        revision = project.revision
        createdAt = project.createdAt.rfc3339
        role = detail.role
        progress = detail.progress.map { ProgressJSON($0, agreement: detail.agreement) }
        mine = OwnProgressJSON(submitted: detail.own.submitted, available: detail.own.available)
    }
}

/// What one person has done and could do.
struct OwnProgressJSON: Encodable {
    let submitted: Int
    let available: Int
}

/// A project as a client wants it to be.
struct ProjectRequest: Decodable {
    let name: String?
    let description: String?
    let instructions: String?
    let labels: [LabelRequest]?
    let replication: WholeNumber?
    let consensusMethod: String?
    let iouThreshold: Double?
    let quorum: Double?
    let placeWeights: String?
    let recalibration: String?
    let minimumSidePixels: Double?

    struct LabelRequest: Decodable {
        let id: LabelClassID?
        let name: String
        let color: String?
        let key: String?
        let description: String?
        let retired: Bool?
        let attributes: [AttributeRequest]?
    }

    var draft: ProjectDraft {
        var draft = ProjectDraft()
        draft.name = name
        draft.summary = description
        draft.instructions = instructions
        draft.labels = labels?.filter { $0.retired != true }.map { label in
            LabelDraft(
                id: label.id, name: label.name, color: label.color, key: label.key,
                summary: label.description ?? "",
                attributes: label.attributes?.filter { $0.retired != true }.map(\.draft))
        }
        draft.replication = replication?.value
        draft.consensusMethod = consensusMethod
        draft.iouThreshold = iouThreshold
        draft.quorum = quorum
        draft.placeWeights = placeWeights
        draft.recalibration = recalibration
        draft.minimumSidePixels = minimumSidePixels
        return draft
    }
}

/// One person of a project.
struct MemberJSON: Encodable {
    let account: AccountJSON
    let role: Role
    let submitted: Int

    init(_ member: MemberDetail) {
        account = AccountJSON(member.account)
        role = member.role
        submitted = member.submitted
    }
}
