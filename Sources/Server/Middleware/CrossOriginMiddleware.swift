import HTTPTypes
import Hummingbird

/// Lets other sites' viewers read what the image services answer, refusals included, and answers their preflights.
///
/// The origin is always `*`, which browsers never combine with cookies: a page of another site sees images that are
/// public, and others only with a token of its own in `Authorization`.
///
/// Source: Fetch standard, §3.2; IIIF Image API 3.0 §7.1.
struct CrossOriginMiddleware: RouterMiddleware {
    typealias Context = BoxwoodContext

    /// Names and values, the same on every answer of an image service.
    static let fields: [(name: String, value: String)] = [
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Expose-Headers", "Link, ETag, Content-Length"),
    ]

    private static let names: [(HTTPField.Name, String)] = fields.compactMap { field in
        HTTPField.Name(field.name).map { ($0, field.value) }
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard TileRoutes.serve(request.head.path ?? "") else { return try await next(request, context) }
        var response: Response
        if request.method == .options {
            response = .empty(headers: Self.preflight)
        } else {
            response = try await next(request, context)
        }
        for (name, value) in Self.names { response.headers[name] = value }
        return response
    }

    private static let preflight: HTTPFields = [
        .accessControlAllowMethods: "GET, HEAD, OPTIONS",
        .accessControlAllowHeaders: "Accept, Authorization, If-None-Match, Range",
        .accessControlMaxAge: "86400",
    ]
}
