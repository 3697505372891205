import Hummingbird
import Labeling
import NIOCore
import Workflow

/// What a handler knows about a request beside the request itself: where it came from and who is asking.
struct BoxwoodContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The client's network address, for counting failed sign-ins.
    let clientAddress: String
    /// Who is asking; nil when nobody is signed in.
    var principal: Principal?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        clientAddress = source.channel.remoteAddress?.ipAddress ?? "local"
    }

    /// Who is asking.
    ///
    /// - Throws: ``BoxwoodError/Code/unauthorized`` when nobody is signed in.
    func signedIn() throws(BoxwoodError) -> Principal {
        guard let principal else { throw BoxwoodError(.unauthorized, "Sign in first.") }
        return principal
    }

    /// An identifier from the path, such as `{project}`.
    func identifier<Kind>(_ name: String, of kind: Kind.Type = Kind.self) throws(BoxwoodError) -> Identifier<
        Kind
    > {
        guard let text = parameters.get(name), !text.isEmpty, text.utf8.count <= 64 else {
            throw BoxwoodError.notFound(name)
        }
        return Identifier(text)
    }
}
