import Foundation

/// What an ingest worker says on its standard output, one line of JSON each.
///
/// First what the header holds; then it waits until a line comes on its standard input, so that whoever started
/// it can see to the memory. Then, now and then, how far it is, and at last how it ended.
public enum IngestMessage: Sendable, Equatable {
    /// The header is sound: `{"probed": {…}}`.
    case probed(ProbedImage)

    /// Tiles are being cut; with the share that is done: `{"progress": 0.25}`.
    case progress(Double)

    /// The tile pack is in place: `{"ok": {…}}`.
    case ok(IngestedImage)

    /// There is no tile pack, for this reason: `{"error": {…}}`.
    case error(ImagingError)

    /// The line, without its line feed.
    public func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Reads a line that a worker wrote.
    ///
    /// - Throws: reason `workerFailed` if it is no message.
    public init(line: String) throws(ImagingError) {
        do {
            self = try JSONDecoder().decode(IngestMessage.self, from: Data(line.utf8))
        } catch {
            throw .workerFailed(detail: "unreadable answer: \(line.prefix(200))")
        }
    }
}

extension IngestMessage: Codable {
    private enum CodingKeys: String, CodingKey { case probed, progress, ok, error }

    /// Reads an object with one of the keys.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        if let image = try object.decodeIfPresent(ProbedImage.self, forKey: .probed) {
            self = .probed(image)
        } else if let share = try object.decodeIfPresent(Double.self, forKey: .progress) {
            self = .progress(share)
        } else if let image = try object.decodeIfPresent(IngestedImage.self, forKey: .ok) {
            self = .ok(image)
        } else {
            self = .error(try object.decode(ImagingError.self, forKey: .error))
        }
    }

    /// Writes the form that ``init(from:)`` reads.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .probed(let image): try object.encode(image, forKey: .probed)
        case .progress(let share): try object.encode(share, forKey: .progress)
        case .ok(let image): try object.encode(image, forKey: .ok)
        case .error(let error): try object.encode(error, forKey: .error)
        }
    }
}
