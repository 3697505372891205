public import Geometry

/// An image request in numbers: which pixels of a picture, at which sides, how turned, coloured and written.
public struct ResolvedRequest: Sendable, Hashable {
    /// Sides of the picture.
    public let picture: PixelSize

    /// Pixels of the picture, inside it and not empty.
    public let region: TileGrid.Region

    /// Sides of the answer before it is turned: at least 1.
    public let output: PixelSize

    /// How it is turned.
    public let rotation: IIIFRotation

    /// In which colours; never `color`, which is the default.
    public let quality: IIIFQuality

    /// As which kind of file.
    public let format: IIIFFormat

    init(
        picture: PixelSize, region: TileGrid.Region, output: PixelSize, rotation: IIIFRotation,
        quality: IIIFQuality, format: IIIFFormat
    ) {
        self.picture = picture
        self.region = region
        self.output = output
        self.rotation = rotation
        self.quality = quality
        self.format = format
    }

    /// The request that a stored tile answers; nil if there is no such tile.
    public init?(tile place: TileGrid.Place, in grid: TileGrid) {
        guard let region = grid.region(level: place.level, column: place.column, row: place.row),
            let output = grid.outputSize(level: place.level, column: place.column, row: place.row)
        else { return nil }
        self.init(
            picture: grid.size, region: region, output: output, rotation: .none, quality: .default,
            format: .jpg)
    }

    /// Whether only region and size are asked for, as a JPEG file: all that stored tiles can answer.
    public var isUnprocessed: Bool { rotation.isIdentity && quality == .default && format == .jpg }

    /// Sides of the region.
    var regionSize: PixelSize { PixelSize(width: region.width, height: region.height) }

    /// What is asked for, in one spelling: the same for every address that means the same pixels.
    ///
    /// Letters, digits, commas, points, exclamation marks and hyphens only.
    public var key: String {
        "\(region.x),\(region.y),\(region.width),\(region.height)-\(output.width),\(output.height)"
            + "-\(rotation.canonical)-\(quality.rawValue).\(format.rawValue)"
    }

    /// The canonical path below the image's base URI.
    ///
    /// Source: IIIF Image API 3.0 §4.7; Image API 2.1 §4.7.
    public func canonical(_ rules: IIIFRules) -> String {
        let isFull = region.width == picture.width && region.height == picture.height
        let place = isFull ? "full" : "\(region.x),\(region.y),\(region.width),\(region.height)"
        let size = rules.version == .three ? canonicalSize(rules.limits) : canonicalSizeOfTwo
        return "\(place)/\(size)/\(rotation.canonical)/\(quality.rawValue).\(format.rawValue)"
    }

    private func canonicalSize(_ limits: IIIFLimits) -> String {
        let room = limits.room(for: regionSize)
        if output == regionSize.scaled(by: min(1, room)) { return "max" }
        let isEnlarged = output.width > region.width || output.height > region.height
        if isEnlarged, output == regionSize.scaled(by: room) { return "^max" }
        return "\(isEnlarged ? "^" : "")\(output.width),\(output.height)"
    }

    private var canonicalSizeOfTwo: String {
        if output == regionSize { return "full" }
        let proportional = Double(region.height) * Double(output.width) / Double(region.width)
        let keepsShape = output.height == max(1, IIIFNumber.rounded(proportional))
        return "\(output.width),\(keepsShape ? "" : "\(output.height)")"
    }
}
