import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// An answer that goes on: server-sent events, each one JSON document.
///
/// A comment every few seconds keeps proxies from closing the connection while there is nothing to say.
///
/// Source: HTML Standard, section 9.2, server-sent events.
enum EventStream {
    static let mediaType = "text/event-stream"
    private static let silence = Duration.seconds(15)

    /// Whether whoever asks wants to hear how it goes on.
    static func isWanted(by request: Request) -> Bool {
        request.headers[.accept]?.contains(mediaType) ?? false
    }

    /// An answer with the events that `produce` sends before it returns.
    ///
    /// When the client leaves, the task of `produce` is cancelled.
    static func response(
        status: HTTPResponse.Status,
        produce: @escaping @Sendable (_ send: @Sendable (any Encodable & Sendable) -> Void) async -> Void
    ) -> Response {
        let body = ResponseBody { writer in
            let (events, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    await produce { continuation.yield(encoded($0)) }
                    continuation.finish()
                }
                group.addTask {
                    while true {
                        try await Task.sleep(for: silence)
                        continuation.yield(ByteBuffer(string: ":\n\n"))
                    }
                }
                for await event in events { try await writer.write(event) }
                group.cancelAll()
            }
            try await writer.finish(nil)
        }
        var headers: HTTPFields = [.contentType: mediaType, .cacheControl: "no-store"]
        // What nginx is told not to hold back.
        if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
        return Response(status: status, headers: headers, body: body)
    }

    private static func encoded(_ value: any Encodable) -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let document = try? encoder.encode(value) else { return ByteBuffer(string: ":\n\n") }
        var event = ByteBuffer(string: "data: ")
        event.writeBytes(document)
        event.writeString("\n\n")
        return event
    }
}
