public import Geometry

/// What a Deep Zoom viewer needs to know of a picture whose tiles do not overlap.
///
/// Source: Deep Zoom Image format, schema of 2008; the JSON form is OpenSeadragon's.
public struct DeepZoomDescriptor: Sendable, Hashable {
    private static let namespace = "http://schemas.microsoft.com/deepzoom/2008"

    /// The picture's tiles.
    public let grid: TileGrid

    /// Describes the tiles of a picture.
    public init(grid: TileGrid) {
        self.grid = grid
    }

    /// As `{name}.dzi` holds it.
    public var xml: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Image xmlns="\(Self.namespace)" TileSize="\(grid.tileSize)" Overlap="0" Format="jpg">\
        <Size Width="\(grid.size.width)" Height="\(grid.size.height)"/></Image>

        """
    }

    /// The same in JSON.
    public var json: String {
        #"{"Image":{"xmlns":"\#(Self.namespace)","Format":"jpg","Overlap":"0","TileSize":"\#(grid.tileSize)","#
            + #""Size":{"Width":"\#(grid.size.width)","Height":"\#(grid.size.height)"}}}"#
    }
}
