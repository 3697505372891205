public import Geometry
public import Labeling

/// An image that somebody may see, and what is needed to find its tiles.
public struct VisibleImage: Sendable {
    /// The identifier under which it was asked for.
    public let id: ImageID
    /// The image; another one than what was asked for where it came back to somebody.
    let source: ImageID
    /// Its tile pack.
    public let tiles: BlobID
    /// Which tile covers which pixels.
    public let grid: TileGrid
    /// 32 hexadecimal characters that name the pack's content, for entity tags.
    public let tag: String

    init(id: ImageID, source: ImageID? = nil, tiles: BlobID, grid: TileGrid) {
        self.id = id
        self.source = source ?? id
        self.tiles = tiles
        self.grid = grid
        // Its tiles are the same, and their tags would tell.
        let name = self.source == id ? tiles.sha256 : Secret.hash(tiles.sha256 + id.rawValue)
        tag = String(name.prefix(32))
    }
}
