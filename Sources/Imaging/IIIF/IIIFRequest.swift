public import Geometry

/// An image request: `{region}/{size}/{rotation}/{quality}.{format}`.
///
/// Source: IIIF Image API 3.0 §4; Image API 2.1 §4.
public struct IIIFRequest: Sendable, Hashable {
    /// By which rules it was read.
    public let rules: IIIFRules

    /// Which part of the picture.
    public let region: IIIFRegion

    /// How large.
    public let size: IIIFSize

    /// How it is turned.
    public let rotation: IIIFRotation

    /// In which colours.
    public let quality: IIIFQuality

    /// As which kind of file.
    public let format: IIIFFormat

    /// Reads the four segments as they stand in a path; each is percent-decoded once.
    ///
    /// - Throws: ``IIIFError`` 400 naming the first that is illegal or not offered.
    public init(
        region: Substring, size: Substring, rotation: Substring, qualityFormat: Substring,
        rules: IIIFRules = IIIFRules()
    ) throws(IIIFError) {
        self.rules = rules
        self.region = try IIIFRegion(IIIFPath.decoded(region))
        self.size = try IIIFSize(IIIFPath.decoded(size), version: rules.version)
        self.rotation = try IIIFRotation(IIIFPath.decoded(rotation))
        (quality, format) = try IIIFRequest.qualityFormat(IIIFPath.decoded(qualityFormat))
    }

    /// The pixels and the sides the request means for a picture.
    ///
    /// - Throws: ``IIIFError`` 400 for a region or size the picture does not have.
    public func resolved(for picture: PixelSize) throws(IIIFError) -> ResolvedRequest {
        let region = try region.resolved(in: picture)
        let sides = PixelSize(width: region.width, height: region.height)
        return ResolvedRequest(
            picture: picture, region: region, output: try size.resolved(for: sides, rules: rules),
            rotation: rotation, quality: quality.canonical, format: format)
    }

    /// The stored tile that is exactly the answer, if one is: then its bytes can be sent as they are.
    ///
    /// In 2.1 a request for a width alone means the tile of that width, whose height may differ from the
    /// proportional one by the pixel that rounding up makes; the specification leaves that open.
    ///
    /// - Throws: what ``resolved(for:)`` throws.
    public func tile(in grid: TileGrid) throws(IIIFError) -> TileGrid.Place? {
        let resolved = try resolved(for: grid.size)
        guard resolved.isUnprocessed else { return nil }
        var height: Int? = resolved.output.height
        if rules.version == .two, case .width = size.form { height = nil }
        let region = resolved.region
        return grid.tile(
            x: region.x, y: region.y, width: region.width, height: region.height,
            outputWidth: resolved.output.width, outputHeight: height)
    }

    private static func qualityFormat(_ text: String) throws(IIIFError) -> (IIIFQuality, IIIFFormat) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw IIIFError(status: 400, "The last part must be quality.format, as in default.jpg.")
        }
        guard let quality = IIIFQuality(rawValue: String(parts[0])) else {
            throw IIIFError(status: 400, "The quality must be default, color, gray or bitonal.")
        }
        guard let format = IIIFFormat(rawValue: String(parts[1])) else {
            throw IIIFError(status: 400, "The format must be jpg, png, webp, tif or gif.")
        }
        return (quality, format)
    }
}
