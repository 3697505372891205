import CZlib

/// Bodies compressed as gzip (RFC 1952), for those who accept it.
enum Gzip {
    /// The bytes compressed as small as zlib can; nil where that saves less than a tenth.
    static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        // 31 is the largest window, with the header and trailer of gzip around it.
        guard
            deflateInit2_(
                &stream, Z_BEST_COMPRESSION, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var source = bytes
        let made = source.withUnsafeMutableBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: bytes.count) { target, count in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                // What is not finished within the length of the source is no smaller than it.
                count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
            }
        }
        return made.isEmpty || made.count > bytes.count / 10 * 9 ? nil : made
    }

    /// Whether a request with this `Accept-Encoding` takes gzip: it names it, or `*`, with a weight above 0 (RFC 9110
    /// §12.5.3).
    static func isAccepted(by header: String?) -> Bool {
        guard let header else { return false }
        var weights: [String: Double] = [:]
        for entry in header.lowercased().split(separator: ",") {
            let parts = entry.split(separator: ";").map { $0.trimmed }
            guard let coding = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            weights[String(coding)] = weight ?? 1
        }
        return (weights["gzip"] ?? weights["x-gzip"] ?? weights["*"] ?? 0) > 0
    }
}

extension Substring {
    /// Without spaces and tabs at both ends.
    fileprivate var trimmed: Substring {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var text = self.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }
}
