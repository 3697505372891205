public import Labeling

/// Origins of marketplaces: `https://host` or `https://host:port`; `http` on this machine alone, to try things out.
public enum OutsideOrigin {
    private static let longest = 300

    /// An origin in its one form: from an origin, a host alone, or an address of which the rest is left out.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` naming the field.
    public static func parse(_ text: String, field: String) throws(BoxwoodError) -> String {
        let text = text.lowercased()
        let (scheme, rest): (Substring, Substring)
        if let mark = text.firstRange(of: "://") {
            (scheme, rest) = (text[..<mark.lowerBound], text[mark.upperBound...])
        } else {
            (scheme, rest) = ("https", text[...])
        }
        let place = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let parts = place.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), isHost(parts[0]), text.utf8.count <= longest,
            parts.count == 1 || (UInt16(parts[1]) ?? 0) > 0
        else { throw .invalid(field, "This is not a host such as www.example.org.") }
        let isLocal = parts[0] == "localhost" || parts[0] == "127.0.0.1"
        guard scheme == "https" || (scheme == "http" && isLocal) else {
            throw .invalid(field, "Only https is allowed, save on this machine.")
        }
        return "\(scheme)://\(place)"
    }

    private static func isHost(_ text: Substring) -> Bool {
        !text.isEmpty && !text.hasPrefix(".") && !text.hasPrefix("-")
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
                    || byte == UInt8(ascii: "-")
            }
    }
}
