import Geometry

/// The size segment of an image request: how large the answer shall be.
///
/// Source: IIIF Image API 3.0 §4.2; Image API 2.1 §4.2.
public struct IIIFSize: Sendable, Hashable {
    /// The forms a size may take.
    public enum Form: Sendable, Hashable {
        /// As large as the region and the limits allow.
        case max
        /// The region as it is; 2.1 only.
        case full
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

    /// Whether the answer may be larger than the region: in 3.0 a caret says so, in 2.1 every form but `max` and
    /// `full` does.
    public let mayUpscale: Bool

    /// Reads the segment, already percent-decoded.
    ///
    /// - Throws: ``IIIFError`` 400.
    public init(_ text: String, version: IIIFVersion = .three) throws(IIIFError) {
        let hasCaret = version == .three && text.hasPrefix("^")
        guard let form = IIIFSize.form(text.dropFirst(hasCaret ? 1 : 0), version) else {
            throw IIIFError(
                status: 400,
                version == .three
                    ? "The size must be max, w, or ,h or pct:n or w,h or !w,h, perhaps after a caret."
                    : "The size must be full, max, w, or ,h or pct:n or w,h or !w,h."
            )
        }
        self.form = form
        mayUpscale = hasCaret || (version == .two && form != .max && form != .full)
    }

    private static func form(_ text: Substring, _ version: IIIFVersion) -> Form? {
        if text == "max" { return .max }
        if text == "full" { return version == .two ? .full : nil }
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
    /// Sides found by proportion are rounded half up and at least 1; a percentage that rounds to nothing is empty.
    ///
    /// - Parameter region: sides of the region after cropping.
    /// - Throws: ``IIIFError`` 400 for an empty answer, for one larger than the region without leave, and for one
    ///   beyond the limits.
    func resolved(for region: PixelSize, rules: IIIFRules) throws(IIIFError) -> PixelSize {
        let wanted = try wanted(for: region, rules: rules)
        guard wanted.width > 0, wanted.height > 0 else { throw IIIFError(status: 400, "The size is empty.") }
        guard mayUpscale || (wanted.width <= region.width && wanted.height <= region.height) else {
            throw IIIFSize.tooLarge(for: region)
        }
        guard rules.limits.allow(wanted) else {
            throw IIIFError(
                status: 400,
                "The size is larger than \(rules.limits.maxWidth) × \(rules.limits.maxHeight) pixels."
            )
        }
        return wanted
    }

    private func wanted(for region: PixelSize, rules: IIIFRules) throws(IIIFError) -> PixelSize {
        let (width, height) = (Double(region.width), Double(region.height))
        let room = rules.limits.room(for: region)
        switch form {
        case .max:
            return region.scaled(by: mayUpscale ? room : min(1, room))
        case .full:
            return region
        case .width(let wanted):
            let proportional = IIIFNumber.rounded(height * Double(wanted) / width)
            return PixelSize(width: wanted, height: wanted == 0 ? 0 : Swift.max(1, proportional))
        case .height(let wanted):
            let proportional = IIIFNumber.rounded(width * Double(wanted) / height)
            return PixelSize(width: wanted == 0 ? 0 : Swift.max(1, proportional), height: wanted)
        case .percent(let percent):
            if percent > 100, !mayUpscale { throw IIIFSize.tooLarge(for: region) }
            return PixelSize(
                width: IIIFNumber.rounded(width * percent / 100),
                height: IIIFNumber.rounded(height * percent / 100)
            )
        case .exact(let wide, let high):
            return PixelSize(width: wide, height: high)
        case .confined(let wide, let high):
            guard wide > 0, high > 0 else { return PixelSize(width: 0, height: 0) }
            let fit = min(Double(wide) / width, Double(high) / height)
            if fit > 1, !mayUpscale, rules.confinedSize == .validator { throw IIIFSize.tooLarge(for: region) }
            let fitted = region.scaled(by: min(mayUpscale ? fit : min(1, fit), room))
            return PixelSize(width: min(wide, fitted.width), height: min(high, fitted.height))
        }
    }

    private static func tooLarge(for region: PixelSize) -> IIIFError {
        IIIFError(
            status: 400, "The size is larger than the region of \(region.width) × \(region.height) pixels."
        )
    }
}

extension PixelSize {
    /// Both sides times a factor, rounded half up and at least 1.
    func scaled(by factor: Double) -> PixelSize {
        PixelSize(
            width: max(1, IIIFNumber.rounded(Double(width) * factor)),
            height: max(1, IIIFNumber.rounded(Double(height) * factor))
        )
    }
}
