import Geometry
import Labeling

extension Dispute {
    /// A shape lies within a larger one when it shares at least this part of its area.
    static let within = 0.5

    /// Every place of an image that somebody might decide, in the order of the objects; none where the truth is known.
    ///
    /// O(objects²) where people differ.
    public static func all(in consensus: ImageConsensus, of answers: ImageAnswers) -> [Dispute] {
        guard answers.known == nil else { return [] }
        let votes = DrawnVotes(answers)
        let differing = Dictionary(grouping: consensus.conflicts, by: \.objectID).mapValues { conflicts in
            Set(conflicts.map(\.kind))
        }
        let open = consensus.objects.filter { object in
            !object.isKnown && object.decision == nil && !object.votes.isEmpty
                && (differing[object.id] != nil || votes.attributeErrors(of: object) > 0)
        }
        let nests = self.nests(among: open, votes: votes)
        let nested = Set(nests.flatMap(\.self))
        let found = nests.map { nest in
            Dispute(nest: nest.map { open[$0] }, votes: votes)
        }
        let single = open.indices.filter { !nested.contains($0) }.map { index in
            Dispute(open[index], differing: differing[open[index].id] ?? [], votes: votes)
        }
        let order = Dictionary(
            open.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        return (found + single).sorted {
            (order[$0.objects[0].id] ?? 0) < (order[$1.objects[0].id] ?? 0)
        }
    }

    /// A vote that is at least this many times as large as all others of its object may stand for several.
    static let outsize = 2.0

    /// Groups of an object and those that others drew within a shape of it, by index, the largest shape first.
    private static func nests(among objects: [ConsensusObject], votes: DrawnVotes) -> [[Int]] {
        let bounds = objects.map(\.shape.bounds)
        let drawers = objects.map { Set($0.votes.map(\.annotator)) }
        let labels = objects.map { Set($0.votes.map(\.labelID)) }
        let spans = objects.map { $0.isCrowd ? nil : votes.span(of: $0, outsize: outsize) }
        let bySize = objects.indices.filter { spans[$0] != nil }.sorted { left, right in
            let (first, second) = (spans[left]?.box.area ?? 0, spans[right]?.box.area ?? 0)
            return first == second ? left < right : first > second
        }
        var taken: Set<Int> = []
        var nests: [[Int]] = []
        for outer in bySize where !taken.contains(outer) {
            guard let span = spans[outer] else { continue }
            let inner = objects.indices.filter { index in
                guard index != outer, !taken.contains(index), !objects[index].isCrowd,
                    bounds[index].area < span.box.area, let shared = bounds[index].intersection(span.box)
                else { return false }
                return shared.area >= within * bounds[index].area && !drawers[index].contains(span.drawer)
                    && !labels[index].isDisjoint(with: labels[outer])
            }
            guard !inner.isEmpty else { continue }
            nests.append([outer] + inner)
            taken.formUnion([outer] + inner)
        }
        return nests
    }

    /// Several objects of which one holds the others.
    private init(nest objects: [ConsensusObject], votes: DrawnVotes) {
        // Somebody drew several of the objects, where another person drew one shape over them.
        let drawers = objects.flatMap { $0.votes.map(\.annotator) }
        let isSplit = Set(drawers).count < drawers.count
        let parts = objects.map(\.expectedErrors)
        let errors = parts.reduce(0) { $0 + $1.total }
        self.init(
            objects: objects, kind: isSplit ? .split : .overlap, errors: errors,
            astray: isSplit ? 0.5 : 1, votes: votes)
    }

    /// One object.
    private init(_ object: ConsensusObject, differing: Set<Conflict.Kind>, votes: DrawnVotes) {
        let errors = object.expectedErrors
        let attributes = object.accepted ? object.existence * votes.attributeErrors(of: object) : 0
        let parts: [(kind: QueuedConflict.Kind, isOpen: Bool, errors: Double)] = [
            (.extra, differing.contains(.extra), errors.missed),
            (.missing, differing.contains(.missing), errors.spurious),
            (.class, differing.contains(.class), errors.misclassed),
            (.overlap, differing.contains(.place), errors.misplaced),
            (.attribute, attributes > 0, attributes),
        ]
        let open = parts.filter(\.isOpen)
        let most = open.map(\.errors).max() ?? 0
        // An extra object is that first of all, whatever else is unclear about it.
        let kind =
            differing.contains(.extra) ? .extra : open.first { $0.errors == most }?.kind ?? .overlap
        self.init(
            objects: [object], kind: kind, errors: errors.total + attributes, astray: errors.misplaced,
            votes: votes)
    }
}
