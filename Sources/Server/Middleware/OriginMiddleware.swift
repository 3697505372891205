import HTTPTypes
import Hummingbird
import Labeling

/// Refuses unsafe requests that another site's page made a browser send.
///
/// The rule: `Sec-Fetch-Site` must be `same-origin` or `none`; a browser too old to send it must send an `Origin` whose
/// host is the request's own, or none at all. Requests with a token carry no ambient authority and pass.
struct OriginMiddleware: RouterMiddleware {
    typealias Context = BoxwoodContext

    static func isSafe(_ method: HTTPRequest.Method) -> Bool {
        method == .get || method == .head || method == .options
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard Self.isSafe(request.method) || request.headers[.authorization] != nil || isOwn(request) else {
            throw BoxwoodError(.forbidden, "The request came from another site.")
        }
        return try await next(request, context)
    }

    private func isOwn(_ request: Request) -> Bool {
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = request.headers[.origin] else { return true }
        let host = origin.split(separator: "/").last.map(String.init)
        return host == request.head.authority
    }
}
