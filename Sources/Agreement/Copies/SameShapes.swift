import Geometry
public import Labeling

extension CopiedPair {
    /// The shapes of both on one image that are as much the same as those that ``all(in:consensus:)`` counted: each of the
    /// first's with one of the second's.
    public func shapes(in answers: ImageAnswers) -> [(Annotation, Annotation)] {
        var left = answers.votes.filter { $0.annotator == b }.map(\.annotation)
        return answers.votes.filter { $0.annotator == a }.map(\.annotation).compactMap { own in
            let place = left.firstIndex { other in
                Ballot.placeIoU(own.shape, own.shape.bounds, other.shape, other.shape.bounds) >= leastIoU
            }
            return place.map { (own, left.remove(at: $0)) }
        }
    }
}
