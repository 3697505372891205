public import Geometry

/// The information document of an image service, `info.json`.
///
/// Source: IIIF Image API 3.0 §5.
public struct ImageInformation: Sendable, Hashable {
    /// How much of the specification the service as a whole, with its HTTP side, fulfils.
    public enum Profile: String, Sendable, Codable {
        /// Nothing is promised but what is listed.
        case level0
        /// Regions and sizes in pixels, CORS on every answer, a redirect from the base URI, and the JSON-LD
        /// media type.
        case level1
    }

    /// The media type of the document for clients that take JSON-LD.
    public static let mediaType = #"application/ld+json;profile="http://iiif.io/api/image/3/context.json""#

    /// The base URI, character for character as the client used it.
    public let id: String

    /// The picture's tiles.
    public let grid: TileGrid

    /// The largest answers.
    public let limits: IIIFLimits

    /// What the service fulfils.
    public let profile: Profile

    /// Makes the document of one picture.
    ///
    /// - Parameter profile: claim `level1` only where the routes also send CORS headers on every answer,
    ///   redirect the base URI, and negotiate the media type.
    public init(id: String, grid: TileGrid, limits: IIIFLimits = IIIFLimits(), profile: Profile) {
        self.id = id
        self.grid = grid
        self.limits = limits
        self.profile = profile
    }

    /// Whole-picture sizes that are ready: those of the levels, ascending, within the limits.
    public var sizes: [PixelSize] {
        let scales = grid.scaleFactors.count > 1 ? grid.scaleFactors.dropFirst() : grid.scaleFactors[...]
        return scales.reversed()
            .map { scale in
                PixelSize(
                    width: (grid.size.width + scale - 1) / scale,
                    height: (grid.size.height + scale - 1) / scale
                )
            }
            .filter { $0.width <= limits.maxWidth && $0.height <= limits.maxHeight }
    }

    /// Features offered beyond the profile.
    public var extraFeatures: [String] {
        let beyondOne = ["regionByPct", "sizeByConfinedWh", "sizeByPct"]
        switch profile {
        case .level0: return ["regionByPx", "regionSquare", "sizeByW", "sizeByH", "sizeByWh"] + beyondOne
        case .level1: return beyondOne
        }
    }
}

extension ImageInformation: Encodable {
    private enum CodingKeys: String, CodingKey {
        case context = "@context"
        case id, type, `protocol`, profile, width, height, maxWidth, maxHeight, sizes, tiles
        case preferredFormats, extraQualities, extraFeatures
    }

    private struct Tiles: Encodable {
        let width: Int
        let height: Int
        let scaleFactors: [Int]
    }

    /// Writes the document.
    ///
    /// Which key comes first is the encoder's choice; see ``json()``.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(ImageInformation.context, forKey: .context)
        try object.encode(id, forKey: .id)
        try object.encode("ImageService3", forKey: .type)
        try object.encode("http://iiif.io/api/image", forKey: .protocol)
        try object.encode(profile, forKey: .profile)
        try object.encode(grid.size.width, forKey: .width)
        try object.encode(grid.size.height, forKey: .height)
        try object.encode(limits.maxWidth, forKey: .maxWidth)
        try object.encode(limits.maxHeight, forKey: .maxHeight)
        try object.encode(sizes, forKey: .sizes)
        try object.encode([tiles], forKey: .tiles)
        try object.encode(["jpg"], forKey: .preferredFormats)
        try object.encode(["color"], forKey: .extraQualities)
        try object.encode(extraFeatures, forKey: .extraFeatures)
    }

    private var tiles: Tiles {
        Tiles(width: grid.tileSize, height: grid.tileSize, scaleFactors: grid.scaleFactors)
    }

    private static let context = "http://iiif.io/api/image/3/context.json"
}
