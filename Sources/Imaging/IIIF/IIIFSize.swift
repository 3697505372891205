public import Geometry

/// The size segment of an image request: how large the answer shall be.
///
/// Source: IIIF Image API 3.0 §4.2.
public struct IIIFSize: Sendable, Hashable {
    /// The forms a size may take.
    public enum Form: Sendable, Hashable {
        /// As large as the region and the limits allow.
        case max
        /// This width, and the height that keeps the shape.
        case width(Int)
        /// This height, and the width that keeps the shape.
        case height(Int)
        /// This share of the region's sides.
        case percent(Double)
        /// Exactly these sides, even if that distorts.
        case exact(width: Int, height: Int)
        /// The largest that fits into these sides and keeps the shape.
        case confined(width: Int, height: Int)
    }

    /// Which size.
    public let form: Form

    /// Whether a caret says that the answer may be larger than the region.
    public let mayUpscale: Bool

    /// Reads the segment, already percent-decoded.
    ///
    /// - Throws: ``IIIFError`` 400.
    public init(_ text: String) throws(IIIFError) {
        mayUpscale = text.hasPrefix("^")
        guard let form = IIIFSize.form(text.dropFirst(mayUpscale ? 1 : 0)) else {
            throw IIIFError(
                status: 400, "The size must be max, w, or ,h or pct:n or w,h or !w,h, perhaps after a caret."
            )
        }
        self.form = form
    }

    private static func form(_ text: Substring) -> Form? {
        if text == "max" { return .max }
        if text.hasPrefix("pct:") { return IIIFNumber.float(text.dropFirst(4)).map(Form.percent) }
        if text.hasPrefix("!") {
            let sides = IIIFNumber.list(text.dropFirst(), IIIFNumber.integer)
            guard let sides, sides.count == 2 else { return nil }
            return .confined(width: sides[0], height: sides[1])
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        switch (IIIFNumber.integer(parts[0]), IIIFNumber.integer(parts[1])) {
        case (let width?, let height?): return .exact(width: width, height: height)
        case (let width?, nil) where parts[1].isEmpty: return .width(width)
        case (nil, let height?) where parts[0].isEmpty: return .height(height)
        default: return nil
        }
    }

    /// The sides of the answer for a region.
    ///
    /// `!w,h` on a smaller region answers the region unscaled, as the specification's text says. Sides
    /// found by proportion are rounded half up and at least 1.
    ///
    /// - Parameters:
    ///   - region: sides of the region after cropping.
    ///   - limits: the largest answer.
    /// - Throws: ``IIIFError`` 400 for an empty answer, for one larger than the region without a caret and
    ///   for one beyond the limits; 501 for one larger than the region with a caret.
    public func resolved(for region: PixelSize, limits: IIIFLimits) throws(IIIFError) -> PixelSize {
        let wanted = try wanted(for: region, limits: limits)
        guard wanted.width > 0, wanted.height > 0 else { throw IIIFError(status: 400, "The size is empty.") }
        if wanted.width > region.width || wanted.height > region.height {
            throw mayUpscale
                ? IIIFError(status: 501, "Enlarging a picture is not offered.")
                : IIIFError(
                    status: 400,
                    "The size is larger than the region of \(region.width) × \(region.height) pixels."
                )
        }
        guard wanted.width <= limits.maxWidth, wanted.height <= limits.maxHeight else {
            throw IIIFError(
                status: 400, "The size is larger than \(limits.maxWidth) × \(limits.maxHeight) pixels."
            )
        }
        return wanted
    }

    private func wanted(for region: PixelSize, limits: IIIFLimits) throws(IIIFError) -> PixelSize {
        let (width, height) = (Double(region.width), Double(region.height))
        let room = min(Double(limits.maxWidth) / width, Double(limits.maxHeight) / height)
        switch form {
        case .max:
            return IIIFSize.scaled(region, by: mayUpscale ? room : min(1, room))
        case .width(let wanted):
            let proportional = IIIFNumber.rounded(height * Double(wanted) / width)
            return PixelSize(width: wanted, height: wanted == 0 ? 0 : Swift.max(1, proportional))
        case .height(let wanted):
            let proportional = IIIFNumber.rounded(width * Double(wanted) / height)
            return PixelSize(width: wanted == 0 ? 0 : Swift.max(1, proportional), height: wanted)
        case .percent(let percent):
            return PixelSize(
                width: IIIFNumber.rounded(width * percent / 100),
                height: IIIFNumber.rounded(height * percent / 100)
            )
        case .exact(let wide, let high):
            return PixelSize(width: wide, height: high)
        case .confined(let wide, let high):
            guard wide > 0, high > 0 else { return PixelSize(width: 0, height: 0) }
            let fit = min(Double(wide) / width, Double(high) / height, room)
            let fitted = IIIFSize.scaled(region, by: mayUpscale ? fit : min(1, fit))
            return PixelSize(width: min(wide, fitted.width), height: min(high, fitted.height))
        }
    }

    private static func scaled(_ size: PixelSize, by factor: Double) -> PixelSize {
        PixelSize(
            width: Swift.max(1, IIIFNumber.rounded(Double(size.width) * factor)),
            height: Swift.max(1, IIIFNumber.rounded(Double(size.height) * factor))
        )
    }
}
