public import Labeling

/// One annotator's shape on an image.
public struct Vote: Hashable, Sendable {
    /// What was drawn, and under which class.
    public var annotation: Annotation
    /// Who drew it.
    public var annotator: AccountID

    /// A vote with all its properties.
    public init(annotation: Annotation, annotator: AccountID) {
        self.annotation = annotation
        self.annotator = annotator
    }

    /// Whether the shape marks a crowd of objects as one region.
    public var isCrowd: Bool { annotation.flags.contains(.crowd) }
}
