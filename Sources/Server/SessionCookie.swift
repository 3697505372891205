import HTTPTypes
import Hummingbird
import Workflow

/// The cookie that keeps a browser signed in.
enum SessionCookie {
    static let name = "boxwood_session"

    /// The secret in a request's cookie.
    static func secret(in request: Request) -> String? {
        request.cookies[name]?.value
    }

    /// The header that stores a session: out of reach of scripts, never sent from other sites' forms.
    static func set(_ session: OpenedSession, isSecure: Bool) -> HTTPFields {
        let attributes = "Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600" + (isSecure ? "; Secure" : "")
        return [.setCookie: "\(name)=\(session.secret); \(attributes)"]
    }

    /// The header that makes the browser forget its session.
    static let clear: HTTPFields = [.setCookie: "\(name)=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]
}
