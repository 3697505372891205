import Agreement
import Geometry
import Labeling

/// An image's answers and consensus, as one of its conflicts is decided from them.
struct ConflictSource: Sendable {
    let input: ConsensusInput
    let consensus: ImageConsensus

    /// Everybody who answered, in an order that says nothing about them and is the same for all conflicts of an image.
    var people: [AccountID] {
        let image = input.image.id.rawValue
        return consensus.annotators
            .map { (key: Secret.hash(image + $0.rawValue), person: $0) }
            .sorted { $0.key < $1.key }.map(\.person)
    }

    /// The letter of the person at a place of ``people``: A to Z, then AA and so on.
    static func letter(_ index: Int) -> String {
        let (rounds, place) = index.quotientAndRemainder(dividingBy: 26)
        let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place)))
        return rounds == 0 ? last : letter(rounds - 1) + last
    }

    /// The dispute behind an open conflict; nil where it is none any more.
    func dispute(_ id: ConflictID) -> Dispute? {
        Dispute.all(in: consensus, of: input.answers).first { $0.queued(on: input.image.id).id == id }
    }

    /// What somebody drew among the shapes in question, what fits the place best first.
    func shapes(of person: AccountID, anchors: [Anchor], at box: Box) -> [Annotation] {
        let wanted = Set(anchors.filter { $0.annotatorID == person }.map(\.annotationID))
        let drawn = input.answers.votes.filter {
            $0.annotator == person && wanted.contains($0.annotation.id)
        }
        return drawn.map(\.annotation).sorted {
            let (first, second) = ($0.shape.bounds.iou(box), $1.shape.bounds.iou(box))
            return first == second ? $0.id < $1.id : first > second
        }
    }
}

extension ReadTransaction {
    /// The answers and the consensus that a conflict is about.
    func source(of conflict: QueuedConflict) throws -> ConflictSource {
        guard let image = try image(conflict.imageID), let record = try consensus(image: image.id) else {
            throw BoxwoodError.notFound("conflict")
        }
        return ConflictSource(
            input: try consensusInput(of: image), consensus: try ConsensusDocument.decode(record))
    }
}
