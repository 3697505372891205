/// The three kinds of address of an image service, read from a path below the service's prefix.
///
/// A path is cut at its slashes first and each piece percent-decoded once, so an encoded slash stays inside its piece.
///
/// Source: IIIF Image API 3.0 §2, §9.
public struct IIIFPath: Sendable, Hashable {
    /// What is asked of the image.
    public enum Subject: Sendable, Hashable {
        /// Nothing but its base URI.
        case base
        /// Its information document.
        case information
        /// Pixels: region, size, rotation, and quality with format, as they stand in the path.
        case pixels(region: Substring, size: Substring, rotation: Substring, qualityFormat: Substring)
    }

    /// The image's identifier, decoded.
    public let image: String

    /// What is asked of it.
    public let subject: Subject

    /// Reads a path below the prefix, without its query.
    ///
    /// - Throws: ``IIIFError`` 404 when it has none of the three shapes, or when its first piece cannot be an
    ///   identifier.
    public init(_ path: Substring) throws(IIIFError) {
        let pieces = path.split(separator: "/", omittingEmptySubsequences: false)
        switch pieces.count {
        case 1: subject = .base
        case 2 where pieces[1] == "info.json": subject = .information
        case 5:
            subject = .pixels(
                region: pieces[1], size: pieces[2], rotation: pieces[3], qualityFormat: pieces[4])
        default:
            throw IIIFError(
                status: 404, "An image request is region/size/rotation/quality.format, or info.json.")
        }
        guard let image = IIIFPath.identifier(pieces[0]) else {
            throw IIIFError(status: 404, "There is no such image.")
        }
        self.image = image
    }

    /// A piece of a path as an identifier: letters, digits and a few signs, however they were spelled.
    static func identifier(_ piece: Substring) -> String? {
        guard let text = try? decoded(piece), (1...64).contains(text.utf8.count) else { return nil }
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isPlain ? text : nil
    }

    /// A piece of a path, percent-decoded once.
    ///
    /// - Throws: ``IIIFError`` 400 for a percent sign without two hexadecimal digits, and for what is no text.
    static func decoded(_ piece: Substring) throws(IIIFError) -> String {
        var bytes: [UInt8] = []
        var rest = piece.utf8.makeIterator()
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
}
