public import Geometry

/// An image of a dataset.
public struct DatasetImage: Hashable, Sendable {
    /// Where the work on an image stands; tells "nothing there" from "nobody looked".
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// Somebody drew something that counts.
        case labelled
        /// Somebody looked, and there is nothing.
        case labelledEmpty = "labelled_empty"
        /// Nobody answered.
        case unlabelled
        /// Nobody answered, and somebody refused it.
        case skipped
    }

    /// Its number in the document; the COCO image id.
    public var number: Int
    /// What the file calls it: the id as text, or the file's name without extension.
    public var key: String
    /// The file name as given: a name to compare, never a path to open.
    public var fileName: String?
    /// Width and height in pixels, where known.
    public var size: PixelSize?
    /// Where the work stands, where known.
    public var status: Status?
    /// How many errors its consensus is expected to have, where that was estimated.
    public var expectedErrors: ExpectedErrors?

    /// An image with all its properties; the key is the number unless given.
    public init(
        number: Int, key: String? = nil, fileName: String? = nil, size: PixelSize? = nil,
        status: Status? = nil, expectedErrors: ExpectedErrors? = nil
    ) {
        self.number = number
        self.key = key ?? String(number)
        self.fileName = fileName
        self.size = size
        self.status = status
        self.expectedErrors = expectedErrors
    }
}
