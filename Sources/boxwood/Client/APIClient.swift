import AsyncHTTPClient
import Foundation
import Labeling
import NIOCore
import NIOHTTP1

/// Talks to a server on the operator's behalf; refusals come back as the errors they were.
struct APIClient: Sendable {
    private let base: String
    private let token: String

    /// A client of the server at an address.
    init(base: String, token: String) {
        self.base = base
        self.token = token
    }

    /// What a request carries.
    enum Body: Sendable {
        case none
        case json(any Encodable & Sendable)
        /// A file's bytes, streamed.
        case file(path: String)
    }

    /// Sends a request and decodes the JSON of its answer.
    ///
    /// - Parameter revision: the revision that an edit was made from (`If-Match`).
    func call<Value: Decodable>(
        _ method: String, _ path: String, _ body: Body = .none, ifMatch revision: Int? = nil, as _: Value.Type
    ) async throws -> Value {
        let response = try await send(method, path, body, ifMatch: revision)
        let bytes = try await response.body.collect(upTo: 256 << 20)
        return try JSONDecoder().decode(Value.self, from: Data(bytes.readableBytesView))
    }

    /// Sends a request whose answer says nothing.
    func perform(_ method: String, _ path: String, _ body: Body = .none) async throws {
        _ = try await send(method, path, body)
    }

    /// Sends a PUT request whose answer says nothing.
    func put(_ path: String, _ value: any Encodable & Sendable) async throws {
        _ = try await send("PUT", path, .json(value)).body.collect(upTo: 1 << 20)
    }

    /// Sends a DELETE request.
    func remove(_ path: String) async throws {
        _ = try await send("DELETE", path, .json([String: String]())).body.collect(upTo: 1 << 20)
    }

    /// Sends a request and hands the answer's bytes on as they come.
    func stream(_ path: String, to sink: (ByteBuffer) throws -> Void) async throws {
        for try await chunk in try await send("GET", path, .none).body { try sink(chunk) }
    }

    /// Sends a request and hands on the events of its answer, each a JSON document, as they come.
    func events<Value: Decodable>(
        _ method: String, _ path: String, _ body: Body = .none, of _: Value.Type,
        _ take: (Value) throws -> Void
    ) async throws {
        var reader = EventReader()
        let response = try await send(method, path, body, accept: "text/event-stream")
        for try await piece in response.body {
            for document in reader.documents(after: piece) {
                try take(JSONDecoder().decode(Value.self, from: document))
            }
        }
    }

    /// Percent-encodes one path segment or query value.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-._~")))
            ?? ""
    }

    private func send(
        _ method: String, _ path: String, _ body: Body, ifMatch revision: Int? = nil,
        accept: String = "application/json"
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: base + path)
        request.method = .init(rawValue: method)
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Accept", value: accept)
        if let revision { request.headers.add(name: "If-Match", value: "\"\(revision)\"") }
        switch body {
        case .none: break
        case .json(let value):
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(value)))
        case .file(let path):
            request.headers.add(name: "Content-Type", value: "application/octet-stream")
            let chunks = try FileChunks(path: path)
            request.body = .stream(chunks, length: .known(Int64(chunks.byteCount)))
        }
        let response: HTTPClientResponse
        do {
            response = try await HTTPClient.shared.execute(request, timeout: .hours(1))
        } catch {
            throw CommandFailure("The server at \(base) does not answer.")
        }
        guard (200..<300).contains(response.status.code) else { throw try await refusal(response) }
        return response
    }

    private func refusal(_ response: HTTPClientResponse) async throws -> any Error {
        struct Problem: Decodable {
            let code: String
            let detail: String
            let field: String?
        }
        let bytes = try await response.body.collect(upTo: 1 << 20)
        guard let problem = try? JSONDecoder().decode(Problem.self, from: Data(bytes.readableBytesView))
        else {
            return CommandFailure("The server answered \(response.status.code).")
        }
        return BoxwoodError(
            BoxwoodError.Code(rawValue: problem.code) ?? .internal, problem.detail, field: problem.field)
    }
}

/// A file's bytes in pieces of 256 KiB.
struct FileChunks: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    private let path: String
    /// The file's size.
    let byteCount: Int

    /// Looks the file up.
    ///
    /// - Throws: ``CommandFailure`` when there is no readable file.
    init(path: String) throws {
        self.path = path
        guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int,
            FileManager.default.isReadableFile(atPath: path)
        else { throw CommandFailure("\(path): the file cannot be read.") }
        byteCount = size
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(handle: FileHandle(forReadingAtPath: path))
    }

    struct Iterator: AsyncIteratorProtocol {
        let handle: FileHandle?

        func next() async throws -> ByteBuffer? {
            guard let data = try handle?.read(upToCount: 256 << 10), !data.isEmpty else { return nil }
            return ByteBuffer(bytes: data)
        }
    }
}
