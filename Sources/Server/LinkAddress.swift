import HTTPTypes
import Hummingbird
import Workflow

/// Builds the address of a one-time link; its secret stands in the fragment, which browsers never send to a server.
struct LinkAddress: Sendable {
    /// The configured address people use, if any.
    let publicURL: String?

    /// The whole link for a secret.
    func url(_ link: IssuedLink, for request: Request) -> String {
        base(for: request) + "/#/link/" + link.secret
    }

    /// The address people use, without a slash at the end.
    func base(for request: Request) -> String { base(host: request.head.authority) }

    /// The same for a request to this host.
    func base(host: String?) -> String {
        if let publicURL { return publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL }
        return "http://" + (host ?? "localhost")
    }

    /// Whether cookies may be limited to encrypted connections.
    func isSecure(_ request: Request) -> Bool {
        publicURL?.hasPrefix("https://") ?? false
    }
}
