/// A person who drew in a dataset.
public struct DatasetAnnotator: Hashable, Sendable {
    /// The number in the document.
    public var number: Int
    /// The name; the id as text where the file gives none.
    public var name: String

    /// An annotator with all properties.
    public init(number: Int, name: String) {
        self.number = number
        self.name = name
    }
}
