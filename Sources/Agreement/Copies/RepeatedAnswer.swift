import Geometry
public import Labeling

/// One person's answers to different images that are the same: the same classes at the same places.
///
/// Somebody who does not look, or a camera that stands still: a person has to see which.
public struct RepeatedAnswer: Codable, Hashable, Sendable {
    /// Who.
    public let annotator: AccountID
    /// The images, in order of identifiers.
    public let images: [ImageID]
    /// How many shapes each of the answers holds.
    public let shapes: Int

    /// A repetition with its images.
    public init(annotator: AccountID, images: [ImageID], shapes: Int) {
        self.annotator = annotator
        self.images = images
        self.shapes = shapes
    }
}

extension RepeatedAnswer {
    /// Two shapes are at the same place above this IoU.
    static let sameIoU = 0.97
    /// An answer must be there on at least so many images.
    static let fewestImages = 3
    /// Shapes are put in order by their corners in steps of so many pixels, so that a shaking hand changes nothing.
    private static let step = 8.0

    /// Every such repetition, in order of person and first image.
    ///
    /// Empty answers repeat by nature and are left out, as are shapes that were suggested from the image before.
    /// O(answers of a person · different answers of that person · shapes).
    public static func all(in answers: [ImageAnswers]) -> [RepeatedAnswer] {
        var drawn: [AccountID: [(image: ImageID, shapes: [Annotation])]] = [:]
        for image in answers.sorted(by: { $0.image < $1.image }) {
            for (annotator, votes) in Dictionary(grouping: image.votes, by: \.annotator) {
                let shapes = votes.map(\.annotation).filter { $0.details.origin == nil }
                if !shapes.isEmpty { drawn[annotator, default: []].append((image.image, ordered(shapes))) }
            }
        }
        return drawn.sorted { $0.key < $1.key }.flatMap { annotator, own in
            groups(own).filter { $0.images.count >= fewestImages }.map {
                RepeatedAnswer(annotator: annotator, images: $0.images, shapes: $0.first.count)
            }
        }
    }

    private static func groups(
        _ own: [(image: ImageID, shapes: [Annotation])]
    ) -> [(first: [Annotation], images: [ImageID])] {
        var groups: [(first: [Annotation], images: [ImageID])] = []
        for (image, shapes) in own {
            if let known = groups.firstIndex(where: { isSame($0.first, shapes) }) {
                groups[known].images.append(image)
            } else {
                groups.append((shapes, [image]))
            }
        }
        return groups
    }

    private static func isSame(_ left: [Annotation], _ right: [Annotation]) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { one, other in
                one.labelID == other.labelID
                    && Ballot.placeIoU(one.shape, one.shape.bounds, other.shape, other.shape.bounds) > sameIoU
            }
    }

    private static func ordered(_ shapes: [Annotation]) -> [Annotation] {
        func key(_ annotation: Annotation) -> [Double] {
            let bounds = annotation.shape.bounds
            return [bounds.x, bounds.y, bounds.maxX, bounds.maxY].map { ($0 / step).rounded() }
        }
        return shapes.map { (key($0), $0) }.sorted { left, right in
            left.1.labelID == right.1.labelID
                ? left.0.lexicographicallyPrecedes(right.0) : left.1.labelID < right.1.labelID
        }.map(\.1)
    }
}
