import Geometry
public import Labeling

extension CopiedPair {
    /// The shapes of two people on one image that are the same, as ``all(in:consensus:)`` counts them: each of the first
    /// with one of the second's.
    public static func sameShapes(
        of first: AccountID, and second: AccountID, in answers: ImageAnswers
    ) -> [(Annotation, Annotation)] {
        var left = answers.votes.filter { $0.annotator == second }.map(\.annotation)
        return answers.votes.filter { $0.annotator == first }.map(\.annotation).compactMap { own in
            let place = left.firstIndex { other in
                Ballot.placeIoU(own.shape, own.shape.bounds, other.shape, other.shape.bounds) > identicalIoU
            }
            return place.map { (own, left.remove(at: $0)) }
        }
    }
}
