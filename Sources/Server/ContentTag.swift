import Crypto

/// Names bytes by a hash of them, for entity tags.
enum ContentTag {
    /// 32 hexadecimal characters.
    static func of(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).prefix(16).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
