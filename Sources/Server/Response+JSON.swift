import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// An answer holding one JSON document with sorted keys.
    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }

    /// An answer without a body.
    static func empty(headers: HTTPFields = [:]) -> Response {
        Response(status: .noContent, headers: headers)
    }

    /// Bytes with an entity tag: 304 without a body when the client holds them already.
    static func tagged(
        _ bytes: @autoclosure () async throws -> [UInt8], tag: String, type: String, cache: String,
        for request: Request
    ) async throws -> Response {
        var headers: HTTPFields = [.eTag: "\"\(tag)\"", .cacheControl: cache]
        if let known = request.headers[.ifNoneMatch], Self.matches(known, tag) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = type
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try await bytes())))
    }

    /// Whether a list of entity tags names this one; tags may hold commas, so the quotes decide.
    private static func matches(_ header: String, _ tag: String) -> Bool {
        header == "*" || header.contains("\"\(tag)\"")
    }
}

/// A list in an object, so that fields can be added beside it later.
struct ItemsJSON<Item: Encodable>: Encodable {
    let items: [Item]
}
