import Foundation

/// The one line of JSON with which an ingest worker answers: `{"ok": {…}}` or `{"error": {…}}`.
public enum IngestReply: Sendable, Equatable {
    /// The tile pack is in place.
    case ok(IngestedImage)

    /// There is no tile pack, for this reason.
    case error(ImagingError)

    /// The line, without its line feed.
    public func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Reads what a worker wrote on its standard output.
    ///
    /// - Parameter output: everything the worker wrote; may be empty if it died.
    /// - Returns: the image.
    /// - Throws: the worker's own error, or reason `workerFailed` if the output is not an answer.
    public static func image(from output: some Sequence<UInt8>) throws(ImagingError) -> IngestedImage {
        let data = Data(output)
        let reply: IngestReply
        do {
            reply = try JSONDecoder().decode(IngestReply.self, from: data)
        } catch {
            let start = String(decoding: data.prefix(200), as: UTF8.self)
            throw .workerFailed(detail: "unreadable answer: \(start)")
        }
        switch reply {
        case .ok(let image): return image
        case .error(let error): throw error
        }
    }
}

extension IngestReply: Codable {
    private enum CodingKeys: String, CodingKey { case ok, error }

    /// Reads an object with one of the keys `ok` and `error`.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        if let image = try object.decodeIfPresent(IngestedImage.self, forKey: .ok) {
            self = .ok(image)
        } else {
            self = .error(try object.decode(ImagingError.self, forKey: .error))
        }
    }

    /// Writes the form that ``init(from:)`` reads.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .ok(let image): try object.encode(image, forKey: .ok)
        case .error(let error): try object.encode(error, forKey: .error)
        }
    }
}
