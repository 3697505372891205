/// One kind of object that annotators mark (COCO's *category*).
///
/// A class in use is retired, never deleted: answers given under it stay valid.
public struct LabelClass: Hashable, Sendable {
    /// The class's identifier.
    public let id: LabelClassID
    /// The project it belongs to.
    public let projectID: ProjectID
    /// Its name, unique in the project.
    public var name: String
    /// Its colour as `#rrggbb`.
    public var color: String
    /// The key that chooses it, one character, or nil.
    public var key: String?
    /// What belongs to the class and what does not.
    public var summary: String
    /// Its place in the list, from 0; also fixes its COCO category id (position + 1).
    public var position: Int
    /// Whether annotators can no longer choose it.
    public var isRetired: Bool
    /// What it asks about each of its objects, in order; retired ones included.
    public var attributes: [LabelAttribute]

    /// A class with all its properties.
    public init(
        id: LabelClassID, projectID: ProjectID, name: String, color: String, key: String?, summary: String,
        position: Int, isRetired: Bool = false, attributes: [LabelAttribute] = []
    ) {
        self.id = id
        self.projectID = projectID
        self.name = name
        self.color = color
        self.key = key
        self.summary = summary
        self.position = position
        self.isRetired = isRetired
        self.attributes = attributes
    }
}
