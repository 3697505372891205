import Geometry
import Labeling
import Workflow

/// How a person works, in figures.
struct BehaviourFiguresJSON: Encodable {
    let answers: Int
    let secondsPerImage: EstimateJSON
    let operationsPerShape: EstimateJSON
    let focusChangesPerImage: EstimateJSON
    /// Left out where the project has no floor.
    let belowFloor: Int?

    init(_ figures: BehaviourFigures) {
        answers = figures.answers
        secondsPerImage = EstimateJSON(figures.seconds)
        operationsPerShape = EstimateJSON(figures.operations)
        focusChangesPerImage = EstimateJSON(figures.focusChanges)
        belowFloor = figures.belowFloor
    }
}

/// How people work on a project, and what stands out.
struct BehaviourJSON: Encodable {
    let secondsPerImage: Double?
    let people: [PersonJSON]
    let flags: [FlagJSON]

    struct PersonJSON: Encodable {
        let id: AccountID
        let name: String
        let figures: BehaviourFiguresJSON
    }

    struct FlagJSON: Encodable {
        let flag: String
        let kind: String
        let person: NamedJSON
        let other: NamedJSON?
        let images: Int
        let open: Bool
        let verdict: BehaviourJudgement.Verdict?
        let note: String?
        let judgedAt: String?
        let evidence: [EvidenceJSON]
    }

    struct NamedJSON: Encodable {
        let id: AccountID
        let name: String
    }

    struct EvidenceJSON: Encodable {
        let imageId: ImageID
        let imageName: String
        let width: Int
        let height: Int
        let own: [Shape]
        let others: [Shape]
        let seconds: Double
    }

    init(_ behaviour: ProjectBehaviour) {
        secondsPerImage = behaviour.floor
        people = behaviour.people.map {
            PersonJSON(id: $0.id, name: $0.name, figures: BehaviourFiguresJSON($0.figures))
        }
        func named(_ id: AccountID) -> NamedJSON { NamedJSON(id: id, name: behaviour.names[id] ?? "") }
        flags = behaviour.flags.map { entry in
            FlagJSON(
                flag: entry.flag.name, kind: entry.flag.kind.rawValue, person: named(entry.flag.person),
                other: entry.flag.other.map(named), images: entry.flag.images, open: entry.isOpen,
                verdict: entry.judgement?.verdict, note: entry.judgement?.note,
                judgedAt: entry.judgement?.createdAt.rfc3339,
                evidence: entry.flag.evidence.map { image in
                    EvidenceJSON(
                        imageId: image.imageID, imageName: behaviour.imageNames[image.imageID] ?? "",
                        width: image.size.width, height: image.size.height, own: image.own,
                        others: image.others, seconds: image.seconds)
                })
        }
    }
}

/// One's own record of work.
struct OwnBehaviourJSON: Encodable {
    let figures: BehaviourFiguresJSON
    let notes: [NoteJSON]

    struct NoteJSON: Encodable {
        let text: String
        let at: String
    }

    init(_ own: OwnBehaviour) {
        figures = BehaviourFiguresJSON(own.figures)
        notes = own.notes.map { NoteJSON(text: $0.note, at: $0.createdAt.rfc3339) }
    }
}
