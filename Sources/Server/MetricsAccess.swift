import HTTPTypes
import Hummingbird
import Labeling
import Workflow

/// Whom the counters at `/metrics` are told.
///
/// They name nobody and nothing, but they say how busy a server is, how often it fails and refuses, and, when they are read
/// over and over, when people work. So they are told those who run it, unless it is meant to be otherwise.
public enum MetricsAccess: Sendable {
    /// The owner, by a token or signed in, and processes of this machine that ask the server itself.
    case operators
    /// Whoever asks.
    case anyone

    /// Headers by which a proxy says that it asks for somebody else.
    private static let forwarding = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"]
        .compactMap { HTTPField.Name($0) }

    /// Refuses whoever is not told.
    ///
    /// Behind a proxy on this machine everybody comes from this machine. So its address alone opens nothing where the
    /// server has a public address, or where a request says that it was passed on.
    ///
    /// - Throws: ``BoxwoodError/Code/unauthorized`` to somebody unknown; ``BoxwoodError/Code/forbidden`` to others than the
    ///   owner, and to tokens that are bound to a project.
    func check(
        _ headers: HTTPFields, from context: BoxwoodContext, hasPublicURL: Bool
    ) throws(BoxwoodError) {
        guard self == .operators else { return }
        if let principal = context.principal {
            guard principal.account.role == .owner, principal.boundTo == nil else {
                throw BoxwoodError(.forbidden, "Only the server's owner reads its counters.")
            }
        } else if hasPublicURL || !Self.isLoopback(context.clientAddress)
            || Self.forwarding.contains(where: { headers[$0] != nil })
        {
            throw BoxwoodError(
                .unauthorized,
                "The counters are told the server's owner, by a token in Authorization, and processes of its machine."
            )
        }
    }

    /// Whether a network address is that of this machine to itself.
    static func isLoopback(_ address: String) -> Bool {
        let bare = address.lowercased().hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address
        return bare == "::1" || (bare.hasPrefix("127.") && bare.split(separator: ".").count == 4)
    }
}
