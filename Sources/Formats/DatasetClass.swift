/// A label class of a dataset (COCO category).
public struct DatasetClass: Hashable, Sendable {
    /// Its number in the document; the COCO category id.
    public var number: Int
    /// Its name.
    public var name: String
    /// The name of the group it belongs to.
    public var supercategory: String?
    /// Its colour as `#rrggbb`.
    public var color: String?

    /// A class with all its properties.
    public init(number: Int, name: String, supercategory: String? = nil, color: String? = nil) {
        self.number = number
        self.name = name
        self.supercategory = supercategory
        self.color = color
    }
}
