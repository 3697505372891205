/// Shapes on one image that are not an annotator's answer: known truth, or a model's prediction.
public struct ReferenceLayer: Hashable, Sendable {
    /// Where the shapes come from.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Known answers: they are their image's consensus, and teach about the people.
        case gold
        /// Known answers that are kept apart to measure by: they decide and teach nothing.
        case truth
        /// A model's output.
        case prediction
    }

    /// The layer's identifier.
    public let id: ReferenceID
    /// The image.
    public let imageID: ImageID
    /// Known truth or a model's output.
    public let kind: Kind
    /// The model's name; `gold` or `truth` for known answers.
    public let source: String
    /// The shapes.
    public let annotations: [Annotation]
    /// When it was imported.
    public let createdAt: Timestamp

    /// A layer with all its properties.
    public init(
        id: ReferenceID, imageID: ImageID, kind: Kind, source: String, annotations: [Annotation],
        createdAt: Timestamp
    ) {
        self.id = id
        self.imageID = imageID
        self.kind = kind
        self.source = source
        self.annotations = annotations
        self.createdAt = createdAt
    }
}
