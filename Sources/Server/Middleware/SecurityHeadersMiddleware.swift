import HTTPTypes
import Hummingbird

/// Headers that every answer carries, refusals included.
///
/// The policy lets the client's own files run and nothing else: no inline script or style, no foreign origin.
enum SecurityHeaders {
    /// Names and values, the same on every answer.
    static let fields: [(name: String, value: String)] = [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ]

    private static let policy = policy(framedBy: [])

    /// The policy of a page that these origins may frame and get forms from.
    static func policy(framedBy origins: [String]) -> String {
        let listed = origins.joined(separator: " ")
        return [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:",
            "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'",
            origins.isEmpty ? "form-action 'self'" : "form-action 'self' \(listed)",
            origins.isEmpty ? "frame-ancestors 'none'" : "frame-ancestors \(listed)",
        ].joined(separator: "; ")
    }
}

/// Puts ``SecurityHeaders`` on every answer.
struct SecurityHeadersMiddleware: RouterMiddleware {
    typealias Context = BoxwoodContext

    private static let fields: [(HTTPField.Name, String)] = SecurityHeaders.fields.compactMap { field in
        HTTPField.Name(field.name).map { ($0, field.value) }
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // The page for people from outside says by itself who may frame it.
        let ownPolicy = response.headers[.contentSecurityPolicy]
        for (name, value) in Self.fields { response.headers[name] = value }
        if let ownPolicy { response.headers[.contentSecurityPolicy] = ownPolicy }
        if response.headers[.crossOriginResourcePolicy] == nil {
            response.headers[.crossOriginResourcePolicy] = "same-origin"
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "private, no-store" }
        // The router empties the answers of its own HEAD routes; files and refusals come here with a body.
        return request.method == .head ? response.createHeadResponse() : response
    }
}

extension HTTPField.Name {
    /// Which sites may show the answer without asking for it by CORS.
    static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy") ?? .server
}
