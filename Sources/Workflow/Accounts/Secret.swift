import Crypto
import Labeling

/// Secrets are handed out once and kept only as their hash.
enum Secret {
    /// Hexadecimal SHA-256 of a text.
    static func hash(_ secret: String) -> String {
        hexadecimal(SHA256.hash(data: Array(secret.utf8)))
    }

    /// Hexadecimal SHA-256 of bytes.
    static func hash(_ bytes: [UInt8]) -> String {
        hexadecimal(SHA256.hash(data: bytes))
    }

    /// A digest as hexadecimal text.
    static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
