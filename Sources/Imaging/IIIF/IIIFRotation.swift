/// The rotation segment of an image request: degrees clockwise, after mirroring from left to right if asked for.
///
/// Kept to the thousandth of a degree, which moves no pixel of the largest answer by more than a tenth.
///
/// Source: IIIF Image API 3.0 §4.3.
public struct IIIFRotation: Sendable, Hashable {
    /// Whether left and right change places, before turning.
    public let isMirrored: Bool

    /// Thousandths of a degree clockwise, 0 ..< 360 000.
    public let millidegrees: Int

    /// The picture as it is.
    static let none = IIIFRotation(isMirrored: false, millidegrees: 0)

    private init(isMirrored: Bool, millidegrees: Int) {
        self.isMirrored = isMirrored
        self.millidegrees = millidegrees
    }

    /// Reads the segment, already percent-decoded.
    ///
    /// - Throws: ``IIIFError`` 400.
    public init(_ text: String) throws(IIIFError) {
        isMirrored = text.hasPrefix("!")
        guard let degrees = IIIFNumber.float(text.dropFirst(isMirrored ? 1 : 0)), degrees <= 360 else {
            throw IIIFError(status: 400, "The rotation must be 0 to 360, perhaps after an exclamation mark.")
        }
        millidegrees = IIIFNumber.rounded(degrees * 1000) % 360_000
    }

    /// Whether the picture stays as it is.
    public var isIdentity: Bool { !isMirrored && millidegrees == 0 }

    /// How many quarter turns it is; nil when it is not a whole number of them.
    var quarterTurns: Int? { millidegrees.isMultiple(of: 90_000) ? millidegrees / 90_000 : nil }

    /// The angle in degrees.
    var degrees: Double { Double(millidegrees) / 1000 }

    /// The canonical spelling: no zero that is not needed.
    var canonical: String {
        let mark = isMirrored ? "!" : ""
        let (whole, thousandths) = millidegrees.quotientAndRemainder(dividingBy: 1000)
        guard thousandths > 0 else { return "\(mark)\(whole)" }
        var decimals = String(thousandths)
        decimals = String(repeating: "0", count: 3 - decimals.count) + decimals
        while decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(mark)\(whole).\(decimals)"
    }
}
