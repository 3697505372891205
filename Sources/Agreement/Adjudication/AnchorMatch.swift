import Geometry
import Labeling

/// Finds the objects again that shapes once belonged to.
struct AnchorMatch {
    /// Two shapes are the same place from this IoU on.
    static let sameIoU = 0.5

    private struct Key: Hashable {
        let annotator: AccountID
        let annotation: AnnotationID
    }

    private let keys: Set<Key>
    private let places: [(shape: Shape, bounds: Box)]

    /// - Parameters:
    ///   - anchors: the shapes.
    ///   - shapes: further places that count as theirs.
    init(_ anchors: [Anchor], also shapes: [Shape] = []) {
        keys = Set(anchors.map { Key(annotator: $0.annotatorID, annotation: $0.annotationID) })
        places = (anchors.map(\.shape) + shapes).map { ($0, $0.bounds) }
    }

    /// How many of an object's votes are among the shapes.
    func count(in object: ConsensusObject) -> Int {
        object.votes.count { keys.contains(Key(annotator: $0.annotator, annotation: $0.annotationID)) }
    }

    /// Whether at least half of an object's votes are among the shapes.
    func owns(_ object: ConsensusObject) -> Bool {
        let count = count(in: object)
        return count > 0 && 2 * count >= object.votes.count
    }

    /// The largest IoU of an object with any of the places, 0…1.
    func overlap(with object: ConsensusObject) -> Double {
        let bounds = object.shape.bounds
        return places.reduce(0) { max($0, Ballot.placeIoU($1.shape, $1.bounds, object.shape, bounds)) }
    }
}
