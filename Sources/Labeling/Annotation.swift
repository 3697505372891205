public import Geometry

/// One shape that somebody drew, with its class.
public struct Annotation: Hashable, Sendable, Codable {
    /// The annotation's identifier, made by the client so that a retry is recognised.
    public let id: AnnotationID
    /// What it marks.
    public var labelID: LabelClassID
    /// Where, in upright image pixels.
    public var shape: Shape
    /// What the annotator said about it.
    public var flags: AnnotationFlags

    /// An annotation with all its properties.
    public init(id: AnnotationID, labelID: LabelClassID, shape: Shape, flags: AnnotationFlags = []) {
        self.id = id
        self.labelID = labelID
        self.shape = shape
        self.flags = flags
    }
}

/// What an annotator may say about a shape beside its class.
public struct AnnotationFlags: OptionSet, Hashable, Sendable, Codable {
    /// One bit for each flag, as stored.
    public let rawValue: Int

    /// Flags from their stored bits.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Partly hidden by something else.
    public static let occluded = AnnotationFlags(rawValue: 1)
    /// Cut off by the image's edge.
    public static let truncated = AnnotationFlags(rawValue: 2)
    /// A crowd of objects marked as one region (COCO `iscrowd`).
    public static let crowd = AnnotationFlags(rawValue: 4)
    /// The annotator was not sure.
    public static let unsure = AnnotationFlags(rawValue: 8)
}
