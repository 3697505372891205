import Agreement
import Geometry
import Labeling

extension AdjudicationIndex {
    /// What lists over a project need of an image's consensus.
    init(_ consensus: ImageConsensus, of answers: ImageAnswers, _ input: ConsensusInput) {
        let decisions = input.adjudications.compactMap { entry in
            entry.decision.map { (entry.id, $0.conflict) }
        }
        let decided = Set(decisions.map(\.1.id))
        self.init(
            imageID: input.image.id, projectID: input.image.projectID,
            open: Dispute.all(in: consensus, of: answers).map { $0.queued(on: input.image.id) }
                .filter { !decided.contains($0.id) },
            decided: Dictionary(decisions, uniquingKeysWith: { first, _ in first }),
            objects: consensus.objects.compactMap { WallObject($0, on: input.image.id) })
    }
}

extension Dispute {
    /// The dispute as it waits in the queue, named by the shapes in question.
    func queued(on image: ImageID) -> QueuedConflict {
        let name = [image.rawValue] + anchors.map(\.annotationID.rawValue)
        return QueuedConflict(
            id: ConflictID(String(Secret.hash(name.joined(separator: " ")).prefix(32))), imageID: image,
            kind: kind, labelID: objects.first?.labelID, objectID: objects.first?.id, box: box,
            errors: errors, minutes: minutes)
    }
}

extension WallObject {
    /// An accepted object, or one that a second look put in doubt; nil for all others.
    init?(_ object: ConsensusObject, on image: ImageID) {
        guard object.accepted || object.looks != nil, !object.isCrowd else { return nil }
        self.init(
            imageID: image, objectID: object.id, labelID: object.labelID, box: object.shape.bounds,
            probability: object.existence * (object.classPosterior.first?.probability ?? 1),
            spread: object.relativeSpread,
            verdict: object.looks?.first { $0.verdict != .right }?.verdict ?? object.looks?.first?.verdict,
            isSettled: object.isSettled)
    }
}
