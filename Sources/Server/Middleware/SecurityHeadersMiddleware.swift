import HTTPTypes
import Hummingbird

/// Headers that every answer carries, refusals included.
///
/// The policy lets the client's own files run and nothing else: no inline script or style, no foreign origin.
struct SecurityHeadersMiddleware: RouterMiddleware {
    typealias Context = BoxwoodContext

    private static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:",
        "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ].joined(separator: "; ")

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[Self.referrerPolicy] = "same-origin"
        response.headers[Self.openerPolicy] = "same-origin"
        response.headers[Self.permissionsPolicy] = "camera=(), microphone=(), geolocation=()"
        if response.headers[Self.resourcePolicy] == nil {
            response.headers[Self.resourcePolicy] = "same-origin"
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "private, no-store" }
        // The router empties the answers of its own HEAD routes; files and refusals come here with a body.
        return request.method == .head ? response.createHeadResponse() : response
    }

    private static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .server
    private static let openerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy") ?? .server
    private static let permissionsPolicy = HTTPField.Name("Permissions-Policy") ?? .server
    private static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy") ?? .server
}
