import Foundation
public import Geometry

/// The information document of an image service, `info.json`: compliance level 2 and what is offered beyond.
///
/// Source: IIIF Image API 3.0 §5; Image API 2.1 §5.
public struct ImageInformation: Sendable, Hashable {
    /// The base URI, character for character as the client used it.
    public let id: String

    /// The picture's tiles.
    public let grid: TileGrid

    /// The edition of the specification, and the largest answers.
    public let rules: IIIFRules

    /// Makes the document of one picture.
    public init(id: String, grid: TileGrid, rules: IIIFRules = IIIFRules()) {
        self.id = id
        self.grid = grid
        self.rules = rules
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
            .filter(rules.limits.allow)
    }

    /// The document as UTF-8 JSON, `@context` first, as the specification wishes.
    ///
    /// Keys are sorted, and `@` sorts before every letter; the bytes are the same each time.
    public func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        switch rules.version {
        case .three: return [UInt8](try encoder.encode(ThirdEdition(self)))
        case .two: return [UInt8](try encoder.encode(SecondEdition(self)))
        }
    }
}

private struct Sides: Encodable {
    let width: Int
    let height: Int

    init(_ size: PixelSize) { (width, height) = (size.width, size.height) }
}

private struct Tiles: Encodable {
    let width: Int
    let height: Int
    let scaleFactors: [Int]

    init(_ grid: TileGrid) {
        (width, height, scaleFactors) = (grid.tileSize, grid.tileSize, grid.scaleFactors)
    }
}

/// The document of Image API 3.0.
private struct ThirdEdition: Encodable {
    private enum CodingKeys: String, CodingKey {
        case context = "@context"
        case id, type, `protocol`, profile, width, height, maxWidth, maxHeight, sizes, tiles
        case preferredFormats, extraFormats, extraQualities, extraFeatures
    }

    let context = IIIFVersion.three.context
    let id: String
    let type = "ImageService3"
    let `protocol` = "http://iiif.io/api/image"
    let profile = "level2"
    let width: Int
    let height: Int
    let maxWidth: Int
    let maxHeight: Int
    let sizes: [Sides]
    let tiles: [Tiles]
    let preferredFormats = ["jpg"]
    let extraFormats = ["webp", "tif", "gif"]
    let extraQualities = ["color", "gray", "bitonal"]
    let extraFeatures = [
        "canonicalLinkHeader", "mirroring", "profileLinkHeader", "rotationArbitrary", "sizeUpscaling",
    ]

    init(_ information: ImageInformation) {
        id = information.id
        width = information.grid.size.width
        height = information.grid.size.height
        maxWidth = information.rules.limits.maxWidth
        maxHeight = information.rules.limits.maxHeight
        sizes = information.sizes.map(Sides.init)
        tiles = [Tiles(information.grid)]
    }
}

/// The document of Image API 2.1.
private struct SecondEdition: Encodable {
    private enum CodingKeys: String, CodingKey {
        case context = "@context"
        case id = "@id"
        case `protocol`, profile, width, height, sizes, tiles
    }

    private struct Offer: Encodable {
        let formats = ["jpg", "png", "webp", "tif", "gif"]
        let qualities = ["default", "color", "gray", "bitonal"]
        let supports = [
            "canonicalLinkHeader", "mirroring", "profileLinkHeader", "regionSquare", "rotationArbitrary",
            "sizeAboveFull",
        ]
        let maxWidth: Int
        let maxHeight: Int
    }

    let context = IIIFVersion.two.context
    let id: String
    let `protocol` = "http://iiif.io/api/image"
    let width: Int
    let height: Int
    let sizes: [Sides]
    let tiles: [Tiles]
    private let offer: Offer

    init(_ information: ImageInformation) {
        id = information.id
        width = information.grid.size.width
        height = information.grid.size.height
        sizes = information.sizes.map(Sides.init)
        tiles = [Tiles(information.grid)]
        let limits = information.rules.limits
        offer = Offer(maxWidth: limits.maxWidth, maxHeight: limits.maxHeight)
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(context, forKey: .context)
        try object.encode(id, forKey: .id)
        try object.encode(`protocol`, forKey: .protocol)
        try object.encode(width, forKey: .width)
        try object.encode(height, forKey: .height)
        try object.encode(sizes, forKey: .sizes)
        try object.encode(tiles, forKey: .tiles)
        var profile = object.nestedUnkeyedContainer(forKey: .profile)
        try profile.encode(IIIFVersion.two.profile)
        try profile.encode(offer)
    }
}
