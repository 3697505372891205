public import Geometry

/// One shape that somebody drew, with its class.
public struct Annotation: Hashable, Sendable {
    /// The annotation's identifier, made by the client so that a retry is recognised.
    public let id: AnnotationID
    /// What it marks.
    public var labelID: LabelClassID
    /// Where, in upright image pixels.
    public var shape: Shape
    /// What the annotator said about it.
    public var flags: AnnotationFlags
    /// Answers to the class's questions, and how the shape came about.
    public var details: AnnotationDetails

    /// An annotation with all its properties.
    public init(
        id: AnnotationID, labelID: LabelClassID, shape: Shape, flags: AnnotationFlags = [],
        details: AnnotationDetails = AnnotationDetails()
    ) {
        self.id = id
        self.labelID = labelID
        self.shape = shape
        self.flags = flags
        self.details = details
    }
}

extension Annotation: Codable {
    private enum CodingKeys: String, CodingKey { case id, labelID, shape, flags, details }

    /// Reads an annotation; details may be left out.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try object.decode(AnnotationID.self, forKey: .id),
            labelID: try object.decode(LabelClassID.self, forKey: .labelID),
            shape: try object.decode(Shape.self, forKey: .shape),
            flags: try object.decode(AnnotationFlags.self, forKey: .flags),
            details: try object.decodeIfPresent(AnnotationDetails.self, forKey: .details)
                ?? AnnotationDetails())
    }

    /// Writes an annotation; details that say nothing are left out.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(id, forKey: .id)
        try object.encode(labelID, forKey: .labelID)
        try object.encode(shape, forKey: .shape)
        try object.encode(flags, forKey: .flags)
        if !details.isEmpty { try object.encode(details, forKey: .details) }
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
