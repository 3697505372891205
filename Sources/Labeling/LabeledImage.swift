public import Geometry

/// A photograph in a project: where its bytes are, and how large it is when upright.
public struct LabeledImage: Hashable, Sendable {
    /// The image's identifier.
    public let id: ImageID
    /// The project it belongs to.
    public let projectID: ProjectID
    /// The file's name as it was uploaded; annotators never see it.
    public let name: String
    /// Its place in the project, from 1; also its COCO image id.
    public let position: Int
    /// Width and height in pixels, EXIF orientation applied.
    public let size: PixelSize
    /// The original's format, for example `jpeg`.
    public let format: String
    /// The original file, untouched; also recognises duplicates in the project.
    public let original: BlobID
    /// The pyramid of re-encoded tiles that is served.
    public let tiles: BlobID
    /// When it was uploaded.
    public let createdAt: Timestamp

    /// An image with all its properties.
    public init(
        id: ImageID, projectID: ProjectID, name: String, position: Int, size: PixelSize, format: String,
        original: BlobID, tiles: BlobID, createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.name = name
        self.position = position
        self.size = size
        self.format = format
        self.original = original
        self.tiles = tiles
        self.createdAt = createdAt
    }

    /// The same image under the identifier by which somebody knows it.
    public func shown(as id: ImageID) -> LabeledImage {
        LabeledImage(
            id: id, projectID: projectID, name: name, position: position, size: size, format: format,
            original: original, tiles: tiles, createdAt: createdAt)
    }
}
