public import Geometry
public import Labeling

/// An image that somebody may see, and what is needed to find its tiles.
public struct VisibleImage: Sendable {
    /// The image's identifier.
    public let id: ImageID
    /// Its tile pack.
    public let tiles: BlobID
    /// Which tile covers which pixels.
    public let grid: TileGrid
    /// 32 hexadecimal characters that name the pack's content, for entity tags.
    public let tag: String

    init(id: ImageID, tiles: BlobID, grid: TileGrid) {
        self.id = id
        self.tiles = tiles
        self.grid = grid
        tag = String(tiles.sha256.prefix(32))
    }
}
