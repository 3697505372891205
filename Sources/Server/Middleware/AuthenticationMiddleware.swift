import HTTPTypes
import Hummingbird
import Labeling
import Workflow

/// Finds out who is asking: a bearer token first, else the session cookie.
///
/// A token that does not open anything is refused at once; a stale cookie merely means that nobody is signed in.
struct AuthenticationMiddleware: RouterMiddleware {
    typealias Context = BoxwoodContext

    let authenticate: Authenticate
    let operatorAccount: ActAsOperator
    let operatorToken: String

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let header = request.headers[.authorization] {
            guard let principal = try await principal(header) else {
                throw BoxwoodError(.unauthorized, "The token is unknown, revoked or has expired.")
            }
            if principal.scope == .read, !OriginMiddleware.isSafe(request.method) {
                throw BoxwoodError(.forbidden, "The token may only read.")
            }
            context.principal = principal
        } else if let secret = SessionCookie.secret(in: request) {
            context.principal = try await authenticate(.session(secret))
        }
        return try await next(request, context)
    }

    private func principal(_ header: String) async throws(BoxwoodError) -> Principal? {
        guard let token = Self.token(in: header) else { return nil }
        if Self.areEqual(token, operatorToken) { return try await operatorAccount() }
        return try await authenticate(.token(token))
    }

    /// The token in an `Authorization` header; nil for any other scheme.
    static func token(in header: String) -> String? {
        header.utf8.count > 7 && header.prefix(7).lowercased() == "bearer "
            ? String(header.dropFirst(7)) : nil
    }

    /// Compares two secrets in a time that does not depend on where they differ.
    private static func areEqual(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
