public import Labeling

/// Shapes of one annotator that mark the same object and were counted as one.
public struct DuplicateShapes: Codable, Hashable, Sendable {
    /// Who drew them.
    public let annotator: AccountID
    /// The shape whose identifier stands for all.
    public let kept: AnnotationID
    /// The others, in canonical order.
    public let others: [AnnotationID]

    /// A group of duplicates.
    public init(annotator: AccountID, kept: AnnotationID, others: [AnnotationID]) {
        self.annotator = annotator
        self.kept = kept
        self.others = others
    }
}
