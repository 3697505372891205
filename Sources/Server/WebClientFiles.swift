import Foundation
import HTTPTypes
import Hummingbird
import Labeling
import NIOCore

/// The client's own files, read once at start: nothing else on disk can be asked for by name.
struct WebClientFiles: Sendable {
    private struct File: Sendable {
        let bytes: [UInt8]
        /// The same compressed; nil where that saves little.
        let compressed: [UInt8]?
        let tag: String
        let type: String
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "css": "text/css; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
        "json": "application/json",
        "webmanifest": "application/manifest+json",
    ]

    private let files: [String: File]

    /// The files that were built into the server.
    static func bundled() throws -> WebClientFiles {
        guard let folder = Bundle.module.resourceURL?.appendingPathComponent("WebClient") else {
            throw BoxwoodError(.internal, "The client's files are missing beside the program.")
        }
        return try WebClientFiles(folder: folder)
    }

    /// The files below a folder whose extension is known; scripts without their comments.
    init(folder: URL) throws {
        let root = folder.standardizedFileURL.path
        var files: [String: File] = [:]
        guard let found = FileManager.default.enumerator(atPath: root) else {
            throw BoxwoodError(.internal, "The client's files are missing beside the program.")
        }
        for case let name as String in found {
            guard let type = Self.types[(name as NSString).pathExtension] else { continue }
            var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: root + "/" + name)))
            if name.hasSuffix(".js") { bytes = ScriptComments.removed(from: bytes) }
            files["/" + name] = File(
                bytes: bytes, compressed: Gzip.compressed(bytes), tag: ContentTag.of(bytes), type: type)
        }
        guard files["/index.html"] != nil else {
            throw BoxwoodError(.internal, "The client's files are missing beside the program.")
        }
        self.files = files
    }

    /// One of the files as it is, never to be kept by the browser.
    func page(_ path: String) throws(BoxwoodError) -> Response {
        guard let file = files[path] else {
            throw BoxwoodError(.internal, "The client's file \(path) is missing.")
        }
        return Response(
            status: .ok, headers: [.contentType: file.type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }

    /// The answer to a request for one of the files; nil when it names none of them.
    func response(to request: Request) async throws -> Response? {
        let path = request.uri.path == "/" ? "/index.html" : request.uri.path
        guard let file = files[path] else { return nil }
        let compressed =
            Gzip.isAccepted(by: request.headers[values: .acceptEncoding].joined(separator: ","))
            ? file.compressed : nil
        // Each form has a tag of its own, as RFC 9110 §8.8.3 wants it.
        var response = try await Response.tagged(
            compressed ?? file.bytes, tag: compressed == nil ? file.tag : file.tag + "-gzip", type: file.type,
            cache: "no-cache", for: request)
        response.headers[.vary] = "Accept-Encoding"
        if compressed != nil, response.status == .ok { response.headers[.contentEncoding] = "gzip" }
        return response
    }
}

/// Serves the client's files for every address that no route takes.
struct WebClientMiddleware: RouterMiddleware {
    typealias Context = BoxwoodContext

    let files: WebClientFiles

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if OriginMiddleware.isSafe(request.method), let response = try await files.response(to: request) {
            return response
        }
        return try await next(request, context)
    }
}
