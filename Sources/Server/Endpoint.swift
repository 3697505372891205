import HTTPTypes
import Hummingbird

/// One route: where it is, what it does in one sentence, what it takes and gives, and the code behind it.
///
/// The router and the OpenAPI document are both made from these, so they cannot disagree.
struct Endpoint: Sendable {
    /// What a request carries.
    enum Body: Sendable {
        case none
        /// A JSON document of at most this many bytes.
        case json
        /// A file's bytes, streamed.
        case file
    }

    /// Who may call it at all; roles in a project are the use case's business.
    enum Caller: Sendable {
        case anyone
        case signedIn
    }

    let method: HTTPRequest.Method
    let path: String
    let summary: String
    let body: Body
    let caller: Caller
    let success: [Int]
    /// The pattern by which the router finds it, where that takes in more than the path; several may share one.
    let route: String
    let handler: @Sendable (Request, BoxwoodContext) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, body: Body = .none,
        caller: Caller = .signedIn, success: [Int] = [200], route: String? = nil,
        handler: @escaping @Sendable (Request, BoxwoodContext) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        self.body = body
        self.caller = caller
        self.success = success
        self.route = route ?? path
        self.handler = handler
    }

    /// The names in braces in the path, in order.
    var parameters: [String] {
        path.split(separator: "/").compactMap { part in
            part.hasPrefix("{") && part.hasSuffix("}") ? String(part.dropFirst().dropLast()) : nil
        }
    }
}

/// A group of endpoints that belong together.
protocol EndpointGroup: Sendable {
    /// The endpoints, in the order of the documentation.
    var endpoints: [Endpoint] { get }
}
