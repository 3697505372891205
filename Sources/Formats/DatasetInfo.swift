/// What a file says about itself (COCO `info`); it holds no time of day, so that equal data gives equal bytes.
public struct DatasetInfo: Hashable, Sendable {
    /// What the data is.
    public var description: String
    /// Its version.
    public var version: String?
    /// Who made it.
    public var contributor: String?
    /// Where it can be found.
    public var url: String?
    /// The day it was made, as the file spells it.
    public var dateCreated: String?

    /// A description with all its parts.
    public init(
        description: String = "", version: String? = nil, contributor: String? = nil, url: String? = nil,
        dateCreated: String? = nil
    ) {
        self.description = description
        self.version = version
        self.contributor = contributor
        self.url = url
        self.dateCreated = dateCreated
    }
}
