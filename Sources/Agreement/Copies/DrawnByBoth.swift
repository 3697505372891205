import Geometry
import Labeling

/// An object that two annotators both drew.
struct DrawnByBoth {
    let image: ImageID
    /// The square root of the smaller box's area, in pixels.
    let side: Double
    /// By how much the first's left, top, right and bottom edge lie outside the second's, in units of ``unit(side:)``.
    let outward: SIMD4<Double>
    /// Of the two shapes.
    let iou: Double

    /// What edges of an object of this side are measured in, in pixels.
    static func unit(side: Double) -> Double {
        (BayesParameters().noiseSide * max(1, side)).squareRoot()
    }

    /// For every two people the objects that both drew, image by image in order of identifiers.
    static func all(
        in answers: [ImageAnswers], consensus: [ImageConsensus]
    ) -> [AnnotatorPair: [DrawnByBoth]] {
        var shapes: [ImageID: [Key: Shape]] = [:]
        for image in answers {
            var own: [Key: Shape] = [:]
            for vote in image.votes.reversed() {
                own[Key(annotator: vote.annotator, annotation: vote.annotation.id)] = vote.annotation.shape
            }
            shapes[image.image] = own
        }
        var shared: [AnnotatorPair: [DrawnByBoth]] = [:]
        for image in consensus.sorted(by: { $0.image < $1.image }) {
            guard let own = shapes[image.image] else { continue }
            for object in image.objects { add(object, of: image.image, own, to: &shared) }
        }
        return shared
    }

    /// Adds an object for every two who drew it.
    private static func add(
        _ object: ConsensusObject, of image: ImageID, _ shapes: [Key: Shape],
        to shared: inout [AnnotatorPair: [DrawnByBoth]]
    ) {
        let drawn = object.votes.compactMap { vote in
            shapes[Key(annotator: vote.annotator, annotation: vote.annotationID)].map { (vote.annotator, $0) }
        }
        for (place, first) in drawn.enumerated() {
            for second in drawn[(place + 1)...] {
                shared[AnnotatorPair(first.0, second.0), default: []].append(
                    DrawnByBoth(image: image, first.1, second.1))
            }
        }
    }

    private init(image: ImageID, _ first: Shape, _ second: Shape) {
        let (left, right) = (first.bounds, second.bounds)
        self.image = image
        side = min(left.area, right.area).squareRoot()
        let difference = SIMD4(
            right.x - left.x, right.y - left.y, left.maxX - right.maxX, left.maxY - right.maxY)
        outward = difference / Self.unit(side: side)
        iou = Ballot.placeIoU(first, left, second, right)
    }

    private struct Key: Hashable {
        let annotator: AccountID
        let annotation: AnnotationID
    }
}
