/// How one annotation is named from elsewhere, an integer or a string in JSON.
public enum AnnotationReference: Hashable, Sendable {
    /// The annotation's COCO id.
    case number(Int)
    /// What its source calls it.
    case key(String)
}
