import Crypto

/// The secret with which links are signed; it never leaves the data folder.
public struct SigningKey: Sendable {
    private let key: SymmetricKey

    /// A key of these bytes; 32 of them are as many as help.
    public init(bytes: [UInt8]) {
        key = SymmetricKey(data: bytes)
    }

    /// A key that ends with this process, and all links with it.
    public static var ephemeral: SigningKey {
        SigningKey(bytes: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
    }

    /// HMAC-SHA256 of a text (RFC 2104), as 64 lower-case hexadecimal characters.
    func signature(of text: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
        return Hexadecimal.text(Array(code))
    }

    /// Whether a text was signed with this key, found out in a time that does not depend on where it differs.
    func hasSigned(_ text: String, _ signature: String) -> Bool {
        guard let bytes = Hexadecimal.bytes(signature) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(bytes, authenticating: Array(text.utf8), using: key)
    }
}

/// Bytes as lower-case hexadecimal text.
enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The bytes of such a text; nil for anything else.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: characters.count, by: 2) {
            guard let high = digits.firstIndex(of: characters[index]),
                let low = digits.firstIndex(of: characters[index + 1])
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}
