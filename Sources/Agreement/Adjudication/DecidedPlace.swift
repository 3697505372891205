import Geometry
import Labeling

/// A decision as it is applied to a consensus.
///
/// It is about an object that at least half of the shapes in question belong to; and about one on the same place (IoU
/// of at least 0.5 with a shape in question or a decided one) that one of these shapes belongs to, that was rejected,
/// or if none of them is left. So later answers to the same place do not undo it, and a later shape elsewhere is a
/// candidate like any other. What it is about gives way to the decided shapes, which keep the votes of whoever drew
/// them; what nobody's decided shape took the votes of stays as refuted.
struct DecidedPlace {
    /// A vote belongs to a decided shape from this IoU on.
    private static let voteIoU = 0.25

    private let mark: DecisionMark
    private let shapes: [Annotation]
    private let match: AnchorMatch

    /// The decision in an entry, cut to the image; nil where it holds none.
    init?(_ entry: Adjudication, on size: PixelSize) {
        guard let decision = entry.decision else { return nil }
        mark = DecisionMark(id: entry.id, by: entry.authorID, at: entry.createdAt)
        shapes = decision.shapes.map { annotation in
            var annotation = annotation
            if size.pixelCount > 0 { annotation.shape = annotation.shape.clamped(to: size) }
            return annotation
        }
        match = AnchorMatch(decision.anchors, also: decision.shapes.map(\.shape))
    }

    /// The objects after the decision.
    func applied(to objects: [ConsensusObject], votes: DrawnVotes) -> [ConsensusObject] {
        let isOrphan = !objects.contains { $0.decision == nil && match.owns($0) }
        let isMine = objects.map { object in
            guard object.decision == nil, !object.isKnown else { return false }
            if match.owns(object) { return true }
            guard match.count(in: object) > 0 || !object.accepted || isOrphan else { return false }
            return match.overlap(with: object) >= AnchorMatch.sameIoU
        }
        var kept = zip(objects, isMine).filter { !$0.1 }.map(\.0)
        let mine = zip(objects, isMine).filter(\.1).map(\.0)
        let drawn = mine.flatMap { object in
            object.votes.compactMap { vote in votes.annotation(of: vote).map { (vote, $0) } }
        }
        var names = Set(kept.map(\.id))
        var used: Set<Int> = []
        for shape in shapes {
            let own = taken(drawn, by: shape, used: &used)
            var id = shape.id.rawValue
            while !names.insert(id).inserted { id += ".d" }
            kept.append(object(id, shape, votes: own, neutral: mine.first?.neutral ?? []))
        }
        let left = Set(drawn.indices.filter { !used.contains($0) }.map { drawn[$0].0 })
        for object in mine where object.votes.allSatisfy(left.contains) {
            var refuted = object.refuted
            refuted.decision = mark
            while !names.insert(refuted.id).inserted { refuted.id += ".d" }
            kept.append(refuted)
        }
        return kept
    }

    /// The votes that lie on a decided shape best among all decided ones, one a person.
    private func taken(
        _ drawn: [(vote: VoteShare, annotation: Annotation)], by shape: Annotation, used: inout Set<Int>
    ) -> [VoteShare] {
        func iou(_ index: Int, _ other: Shape) -> Double {
            let own = drawn[index].annotation.shape
            return Ballot.placeIoU(own, own.bounds, other, other.bounds)
        }
        var best: [AccountID: (index: Int, iou: Double)] = [:]
        for index in drawn.indices where !used.contains(index) {
            let here = iou(index, shape.shape)
            guard here >= Self.voteIoU, shapes.allSatisfy({ iou(index, $0.shape) <= here }) else { continue }
            let person = drawn[index].vote.annotator
            if here > best[person]?.iou ?? 0 { best[person] = (index, here) }
        }
        used.formUnion(best.values.map(\.index))
        return best.values.sorted { $0.index < $1.index }
            .map { found in
                let vote = drawn[found.index].vote
                return VoteShare(
                    annotator: vote.annotator, annotationID: vote.annotationID, labelID: vote.labelID,
                    iou: found.iou, weight: 0, classWeight: 0)
            }
            .sorted { $0.annotator < $1.annotator }
    }

    private func object(
        _ id: String, _ annotation: Annotation, votes: [VoteShare], neutral: [AccountID]
    ) -> ConsensusObject {
        let others = Set(votes.map(\.labelID)).subtracting([annotation.labelID]).sorted()
        return ConsensusObject(
            id: id, accepted: true, labelID: annotation.labelID,
            classPosterior: [ClassShare(labelID: annotation.labelID, probability: 1)]
                + others.map { ClassShare(labelID: $0, probability: 0) },
            shape: annotation.shape, existence: 1, score: 1, meanIoU: CandidateObject.meanIoU(votes),
            edgeSpread: nil, isCrowd: annotation.flags.contains(.crowd), votes: votes, neutral: neutral,
            flags: annotation.flags.subtracting(.crowd), decision: mark,
            attributes: annotation.details.attributes.isEmpty ? nil : annotation.details.attributes)
    }
}
