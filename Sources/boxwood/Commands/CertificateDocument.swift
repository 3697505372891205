import Crypto
import Foundation
import Labeling
import NIOCore

/// A certificate as JSON, part by part.
struct CertificateDocument {
    private let parts: [String: Any]
    private let name: String

    /// Reads a certificate from a file.
    init(file: String) throws {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw CommandFailure("\(file): the file cannot be read.")
        }
        try self.init(bytes: bytes, name: file)
    }

    /// Lets the server make a certificate, as JSON.
    static func made(at path: String, _ client: APIClient) async throws -> Data {
        var bytes = Data()
        try await client.stream(path) { bytes.append(contentsOf: $0.readableBytesView) }
        return bytes
    }

    /// Reads a certificate.
    ///
    /// - Parameter name: what to call it where it is none.
    init(bytes: Data, name: String) throws {
        guard let parts = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any] else {
            throw CommandFailure("\(name): this is not a certificate.")
        }
        self.parts = parts
        self.name = name
    }

    /// Where the server makes it again.
    func path() throws -> String {
        guard let project = text("project", "id"), let layer = text("export", "layer"),
            let format = text("export", "format")
        else { throw CommandFailure("\(name): this is not a certificate.") }
        return "/api/v1/projects/\(APIClient.encoded(project))/certificate"
            + "?layer=\(APIClient.encoded(layer))&format=\(APIClient.encoded(format))"
    }

    /// Whether a file holds the bytes that were certified.
    func certifies(_ file: String) throws -> Bool {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw CommandFailure("\(file): the file cannot be read.")
        }
        var hash = SHA256()
        while let chunk = try handle.read(upToCount: 256 << 10), !chunk.isEmpty { hash.update(data: chunk) }
        let digits = hash.finalize().map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return digits.joined() == text("export", "sha256")
    }

    /// The parts that differ, by name; which program made them does not count.
    func differences(from other: CertificateDocument) throws -> [String] {
        try Set(parts.keys).union(other.parts.keys).subtracting(["boxwood"]).sorted().filter { key in
            try Self.canonical(parts[key]) != Self.canonical(other.parts[key])
        }
    }

    private func text(_ part: String, _ key: String) -> String? {
        (parts[part] as? [String: Any])?[key] as? String
    }

    private static func canonical(_ value: Any?) throws -> Data {
        try JSONSerialization.data(
            withJSONObject: value.map { [$0] } ?? [], options: [.sortedKeys, .fragmentsAllowed])
    }
}
