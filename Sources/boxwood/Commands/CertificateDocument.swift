import Foundation
import Labeling

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

    /// The SHA-256 of the certified file.
    var exportHash: String? { text("export", "sha256") }

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
