import Foundation
import HTTPTypes
import Hummingbird
import Labeling
import NIOCore

extension Request {
    /// The request's JSON document.
    ///
    /// - Throws: ``BoxwoodError/Code/unsupported`` unless the content type is JSON, ``BoxwoodError/Code/tooLarge``
    ///   beyond `limit` bytes, ``BoxwoodError/Code/invalid`` naming the field at fault.
    func json<Value: Decodable>(_: Value.Type, limit: Int = 4 << 20) async throws -> Value {
        try require(contentTypes: ["application/json"])
        let buffer = try await collected(limit: limit)
        do {
            return try JSONDecoder().decode(Value.self, from: Data(buffer.readableBytesView))
        } catch let error as DecodingError {
            throw error.refusal
        }
    }

    /// Refuses a body whose content type is not one of those named; `image/*` names a whole family, and a body
    /// without a type counts as `application/octet-stream` (RFC 9110, section 8.3).
    ///
    /// - Throws: ``BoxwoodError/Code/unsupported``.
    func require(contentTypes: [String]) throws(BoxwoodError) {
        let given =
            headers[.contentType]?.split(separator: ";").first.map(String.init) ?? "application/octet-stream"
        let type = given.trimmingCharacters(in: .whitespaces).lowercased()
        let matches = contentTypes.contains { allowed in
            allowed.hasSuffix("/*") ? type.hasPrefix(allowed.dropLast()) : type == allowed
        }
        guard matches else {
            throw BoxwoodError(.unsupported, "Send the request as \(contentTypes.joined(separator: " or ")).")
        }
    }

    /// The request's body in memory.
    func collected(limit: Int) async throws -> ByteBuffer {
        if let length = headers[.contentLength].flatMap(Int.init), length > limit {
            throw BoxwoodError(.tooLarge, "The request is larger than \(limit >> 20) MiB.")
        }
        var buffer = ByteBuffer()
        for try await var part in body {
            guard buffer.readableBytes + part.readableBytes <= limit else {
                throw BoxwoodError(.tooLarge, "The request is larger than \(limit >> 20) MiB.")
            }
            buffer.writeBuffer(&part)
        }
        return buffer
    }

    /// A text from the query, `+` and `%20` read as spaces; nil when it is missing.
    func query(_ name: String) -> String? {
        for pair in uri.query?.split(separator: "&") ?? [] {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts[0] == name else { continue }
            let text = parts.count > 1 ? String(parts[1]).replacing("+", with: "%20") : ""
            return text.removingPercentEncoding ?? text
        }
        return nil
    }

    /// A text from the query; nil when it is missing or empty.
    func filled(_ name: String) -> String? {
        query(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A number of the query that must be from 0 to 1; nil when it is missing or empty.
    func fraction(_ name: String) throws(BoxwoodError) -> Double? {
        guard let text = filled(name) else { return nil }
        guard let value = Double(text), (0...1).contains(value) else {
            throw .invalid(name, "This is a number from 0 to 1.")
        }
        return value
    }

    /// How many items a page is to have, from 1 to 1000; 100 when it is not said.
    func limit() throws(BoxwoodError) -> Int {
        guard let text = filled("limit") else { return 100 }
        guard let value = Int(text), (1...1000).contains(value) else {
            throw .invalid("limit", "This is a whole number from 1 to 1000.")
        }
        return value
    }

    /// A word of the query that must be one of an enumeration's.
    func query<Choice: RawRepresentable & CaseIterable>(
        _ name: String, default fallback: Choice
    ) throws(BoxwoodError) -> Choice where Choice.RawValue == String {
        guard let text = query(name) else { return fallback }
        guard let choice = Choice(rawValue: text) else {
            let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid(name, "This is one of \(choices).")
        }
        return choice
    }

    /// The revision in `If-Match`.
    ///
    /// - Throws: ``BoxwoodError/Code/preconditionRequired`` when it is missing or not a revision.
    func revision() throws(BoxwoodError) -> Int {
        guard let text = headers[.ifMatch], let revision = Int(text.filter { $0 != "\"" }) else {
            throw BoxwoodError(
                .preconditionRequired, "Say with If-Match which revision the change was made from.")
        }
        return revision
    }
}

extension DecodingError {
    /// What was wrong with a JSON document, with the path of the field.
    var refusal: BoxwoodError {
        switch self {
        case .keyNotFound(let key, let context):
            .invalid(Self.path(context.codingPath + [key]), "This field is missing.")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            .invalid(Self.path(context.codingPath), "This field has the wrong type.")
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? BoxwoodError(.invalid, "The request is not a JSON document.")
                : .invalid(Self.path(context.codingPath), Self.sentence(context))
        @unknown default:
            BoxwoodError(.invalid, "The request cannot be read.")
        }
    }

    /// A decoder's own words are for programmers where an enumeration did not know a value.
    private static func sentence(_ context: Context) -> String {
        context.debugDescription.hasPrefix("Cannot initialize")
            ? "This is not one of the values that are allowed here." : context.debugDescription
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : "." + key.stringValue
            }
        }
    }
}
