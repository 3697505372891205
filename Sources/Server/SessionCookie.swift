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

    /// The secret in a `Cookie` header, where it stands in the plain form that browsers send.
    static func secret(in header: String) -> String? {
        for part in header.utf8.split(separator: UInt8(ascii: ";")) {
            let pair = part.drop { $0 == UInt8(ascii: " ") }
            guard pair.count > name.utf8.count, pair.starts(with: name.utf8) else { continue }
            let value = pair.dropFirst(name.utf8.count)
            guard value.first == UInt8(ascii: "=") else { continue }
            return String(value.dropFirst())
        }
        return nil
    }

    /// The header that stores a session: out of reach of scripts, never sent from other sites' forms.
    static func set(_ session: OpenedSession, isSecure: Bool) -> HTTPFields {
        let attributes = "Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600" + (isSecure ? "; Secure" : "")
        return [.setCookie: "\(name)=\(session.secret); \(attributes)"]
    }

    /// The header that makes the browser forget its session.
    static let clear: HTTPFields = [.setCookie: "\(name)=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]
}
