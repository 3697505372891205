public import Geometry
public import Labeling

/// Everything that people answered about one image, in an order that does not depend on who came first.
public struct ImageAnswers: Hashable, Sendable {
    /// The image.
    public let image: ImageID
    /// Its width and height in pixels; a size without pixels means that it is not known.
    public let size: PixelSize
    /// Everybody who finished the image, also with nothing drawn, each once, in order of identifier.
    public let annotators: [AccountID]
    /// The shapes they drew, cut to the image, in canonical order: by edges, then class, annotator and identifier.
    public let votes: [Vote]
    /// Shapes that could not be used (numbers that are not finite, no area on the image), in order of identifier.
    public let unusable: [AnnotationID]
    /// What is really on the image, where that is known; cut to the image.
    public let known: KnownTruth?

    /// Answers brought into canonical order.
    ///
    /// - Parameters:
    ///   - image: the image.
    ///   - size: its size in pixels; shapes are cut to it where it is known.
    ///   - annotators: all who finished it, also those who drew nothing. Whoever drew is added.
    ///   - votes: the shapes, in any order.
    ///   - known: what is really there, where that is known; shapes that cannot be used are left out.
    public init(
        image: ImageID, size: PixelSize, annotators: [AccountID], votes: [Vote], known: KnownTruth? = nil
    ) {
        self.image = image
        self.size = size
        self.known = known.map { known in
            let usable = known.annotations.compactMap { annotation -> Annotation? in
                guard let shape = ImageAnswers.usable(annotation.shape, on: size) else { return nil }
                var annotation = annotation
                annotation.shape = shape
                return annotation
            }
            return KnownTruth(annotations: usable, weight: known.weight)
        }
        var people = PositionIndex<AccountID>()
        for person in annotators { _ = people.position(of: person) }
        for vote in votes { _ = people.position(of: vote.annotator) }
        self.annotators = people.keys.sorted()

        var usable: [Vote] = []
        var unusable: [AnnotationID] = []
        for vote in votes {
            if let shape = ImageAnswers.usable(vote.annotation.shape, on: size) {
                var vote = vote
                vote.annotation.shape = shape
                usable.append(vote)
            } else {
                unusable.append(vote.annotation.id)
            }
        }
        self.votes = CanonicalOrder.sorted(usable)
        self.unusable = unusable.sorted()
    }

    /// The part of a shape on the image, or nil if there is none.
    private static func usable(_ shape: Shape, on size: PixelSize) -> Shape? {
        let bounds = shape.bounds
        guard bounds.isFinite, !bounds.isEmpty, bounds.area.isFinite else { return nil }
        if case .polygon(let polygon) = shape, !polygon.rings.allSatisfy({ $0.allSatisfy(\.isFinite) }) {
            return nil
        }
        var shape = shape
        let canvas = size.bounds
        if size.pixelCount > 0,
            bounds.x < 0 || bounds.y < 0 || bounds.maxX > canvas.maxX || bounds.maxY > canvas.maxY
        {
            shape = shape.clamped(to: size)
        }
        let area = shape.area
        return area > 0 && area.isFinite ? shape : nil
    }
}
