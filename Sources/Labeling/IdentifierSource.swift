/// Where new identifiers and secrets come from; tests bring their own so that a run can be repeated.
public struct IdentifierSource: Sendable {
    private let random: @Sendable () -> UInt64

    /// Draws from a source of 64 uniformly random bits.
    public init(random: @escaping @Sendable () -> UInt64) {
        self.random = random
    }

    /// Draws from the operating system's cryptographic generator.
    public static let system = IdentifierSource {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }

    /// A new identifier: 128 random bits as 32 lower-case hexadecimal characters.
    public func identifier<Kind>(_: Kind.Type = Kind.self) -> Identifier<Kind> {
        Identifier(hexadecimal(words: 2))
    }

    /// A new identifier in the form of those that clients make: a random UUID (RFC 9562, version 4) in lower case.
    public func uuid<Kind>(_: Kind.Type = Kind.self) -> Identifier<Kind> {
        var digits = Array(hexadecimal(words: 2).utf8)
        digits[12] = UInt8(ascii: "4")
        digits[16] = Array("89ab".utf8)[Int(digits[16]) % 4]
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map {
            String(decoding: digits[$0], as: UTF8.self)
        }
        return Identifier(groups.joined(separator: "-"))
    }

    /// A new secret: 256 random bits as 64 lower-case hexadecimal characters.
    public func secret() -> String {
        hexadecimal(words: 4)
    }

    private func hexadecimal(words: Int) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(words * 16)
        for _ in 0..<words {
            var word = random()
            for _ in 0..<16 {
                text.append(digits[Int(word >> 60)])
                word <<= 4
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
