public import Geometry

/// An image request: `{region}/{size}/{rotation}/{quality}.{format}`.
///
/// The whole grammar is read, so that what is wrong (400) and what is only not offered here (501: turning,
/// mirroring, grey and bitonal, formats other than JPEG) are told apart.
///
/// Source: IIIF Image API 3.0 §4.
public struct IIIFRequest: Sendable, Hashable {
    /// Which part of the picture.
    public let region: IIIFRegion

    /// How large.
    public let size: IIIFSize

    /// Reads the four last segments of a request's path, as they stand in the URL.
    ///
    /// Each is percent-decoded once.
    ///
    /// - Throws: ``IIIFError``: 404 when there are not four segments, 400 when one is illegal, 501 when the
    ///   request is legal but not offered.
    public init(path: some Sequence<some StringProtocol>) throws(IIIFError) {
        var segments: [String] = []
        for segment in path { segments.append(try IIIFRequest.decoded(segment)) }
        guard segments.count == 4 else {
            throw IIIFError(status: 404, "An image request is region/size/rotation/quality.format.")
        }
        try self.init(
            region: segments[0], size: segments[1], rotation: segments[2], qualityFormat: segments[3])
    }

    /// Reads the four segments, already percent-decoded.
    ///
    /// - Throws: ``IIIFError``: 400 when one is illegal, 501 when the request is legal but not offered.
    public init(region: String, size: String, rotation: String, qualityFormat: String) throws(IIIFError) {
        self.region = try IIIFRegion(region)
        self.size = try IIIFSize(size)
        let isUpright = try IIIFRequest.isUpright(rotation)
        let isOrdinary = try IIIFRequest.isOrdinary(qualityFormat)
        guard isUpright else { throw IIIFError(status: 501, "Only rotation 0 is offered.") }
        guard isOrdinary else {
            throw IIIFError(status: 501, "Only qualities default and color, and format jpg, are offered.")
        }
    }

    /// The pixels and the sides the request means for a picture.
    ///
    /// - Throws: ``IIIFError`` 400 for a region or size the picture does not have, 501 for enlarging.
    public func resolved(
        for picture: PixelSize, limits: IIIFLimits = IIIFLimits()
    ) throws(IIIFError) -> ResolvedRequest {
        let region = try region.resolved(in: picture)
        let sides = PixelSize(width: region.width, height: region.height)
        let output = try size.resolved(for: sides, limits: limits)
        return ResolvedRequest(picture: picture, region: region, output: output, limits: limits)
    }

    /// The one spelling of this request by which caches should know its answer.
    ///
    /// - Throws: what ``resolved(for:limits:)`` throws.
    public func canonical(
        for picture: PixelSize, limits: IIIFLimits = IIIFLimits()
    ) throws(IIIFError) -> String {
        try resolved(for: picture, limits: limits).canonical
    }

    private static func decoded(_ segment: some StringProtocol) throws(IIIFError) -> String {
        var bytes: [UInt8] = []
        var rest = segment.utf8.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.next().flatMap(nibble), let low = rest.next().flatMap(nibble) else {
                throw IIIFError(status: 400, "The path has a percent sign without two hexadecimal digits.")
            }
            bytes.append(high << 4 | low)
        }
        guard bytes.count <= 200, let text = String(validating: bytes, as: UTF8.self) else {
            throw IIIFError(status: 400, "The path is not readable text.")
        }
        return text
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// Degrees clockwise, 0 to 360, after an exclamation mark if mirrored first.
    private static func isUpright(_ text: String) throws(IIIFError) -> Bool {
        let isMirrored = text.hasPrefix("!")
        guard let degrees = IIIFNumber.float(text.dropFirst(isMirrored ? 1 : 0)), degrees <= 360 else {
            throw IIIFError(status: 400, "The rotation must be 0 to 360, perhaps after an exclamation mark.")
        }
        return !isMirrored && (degrees == 0 || degrees == 360)
    }

    private static func isOrdinary(_ text: String) throws(IIIFError) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw IIIFError(status: 400, "The last part must be quality.format, as in default.jpg.")
        }
        guard ["default", "color", "gray", "bitonal"].contains(parts[0]) else {
            throw IIIFError(status: 400, "The quality must be default, color, gray or bitonal.")
        }
        guard ["jpg", "png", "webp", "tif", "gif", "jp2", "pdf"].contains(parts[1]) else {
            throw IIIFError(status: 400, "The format must be jpg, png, webp, tif, gif, jp2 or pdf.")
        }
        return (parts[0] == "default" || parts[0] == "color") && parts[1] == "jpg"
    }
}
