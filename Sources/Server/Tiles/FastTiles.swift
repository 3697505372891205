import Imaging
import Labeling
import NIOCore
import NIOHTTP1
import Workflow

/// Answers on the event loop what needs neither the database nor the disk: stored tiles of images that whoever asks is
/// known to see.
///
/// Says nothing to any other request, refusals included, so that there is one place that refuses: the router.
struct FastTiles: Sendable {
    let desk: TileDesk
    let authenticate: Authenticate
    let metrics: ServerMetrics

    /// Serving in an environment, as configured.
    init(_ configuration: ServerConfiguration, environment: WorkflowEnvironment) {
        desk = TileDesk(
            tiles: ServeTiles(environment, settings: configuration.tiles),
            links: LinkAddress(publicURL: configuration.publicURL))
        authenticate = Authenticate(environment)
        metrics = ServerMetrics()
    }

    private struct Facts {
        var host: String?
        var cookie: String?
        var authorization: String?
        var ifNoneMatch: String?
        var isPlain = true
    }

    /// The answer to a request without a body, as HTTP/1.1 writes it; nil to let the router answer.
    func answer(to head: HTTPRequestHead) -> (head: HTTPResponseHead, body: ByteBuffer?)? {
        guard head.method == .GET || head.method == .HEAD, head.version == .http1_1, head.isKeepAlive,
            let address = TileAddress(head.uri)
        else { return nil }
        let start = ContinuousClock.now
        let facts = facts(head.headers)
        guard facts.isPlain, let principal = principal(facts) else { return nil }
        let bytes = head.uri.utf8
        let first = bytes.index(bytes.startIndex, offsetBy: address.image.lowerBound)
        let end = bytes.index(first, offsetBy: address.image.count)
        let id = ImageID(String(head.uri[first..<end]))
        guard let image = desk.tiles.remembered(id, for: principal), let place = address.tile(in: image.grid)
        else { return nil }
        let question = TileQuestion(
            service: address.service, base: desk.links.base(host: facts.host), isHead: head.method == .HEAD,
            ifNoneMatch: facts.ifNoneMatch)
        guard var answer = desk.answerAtOnce(place, of: image, to: question) else { return nil }
        answer.headers.append(contentsOf: Self.fixed)
        answer.headers.append(("Date", HTTPDate.now))
        metrics.count(status: answer.status, seconds: (ContinuousClock.now - start) / .seconds(1))
        return (
            HTTPResponseHead(
                version: .http1_1, status: answer.status == 304 ? .notModified : .ok,
                headers: HTTPHeaders(answer.headers)), answer.body
        )
    }

    private static let fixed = (SecurityHeaders.fields + CrossOriginMiddleware.fields).map {
        ($0.name, $0.value)
    }

    /// Nobody, where images are public; else whoever is known by the credential; nil to ask the database.
    private func principal(_ facts: Facts) -> Principal?? {
        if let authorization = facts.authorization {
            guard let token = AuthenticationMiddleware.token(in: authorization),
                let principal = authenticate.remembered(.token(token))
            else { return nil }
            return .some(principal)
        }
        if desk.tiles.settings.isPublic { return .some(nil) }
        guard let secret = facts.cookie.flatMap(SessionCookie.secret(in:)),
            let principal = authenticate.remembered(.session(secret))
        else { return nil }
        return .some(principal)
    }

    /// The headers that matter, found in one pass.
    private func facts(_ headers: HTTPHeaders) -> Facts {
        var facts = Facts()
        for (name, value) in headers {
            switch name.utf8.count {
            case 4 where Self.isSame(name, "host"): facts.host = value
            case 6 where Self.isSame(name, "cookie"):
                if facts.cookie != nil { facts.isPlain = false }
                facts.cookie = value
            case 13 where Self.isSame(name, "authorization"): facts.authorization = value
            case 13 where Self.isSame(name, "if-none-match"):
                if facts.ifNoneMatch != nil { facts.isPlain = false }
                facts.ifNoneMatch = value
            // A body, and what announces one.
            case 6 where Self.isSame(name, "expect"), 14 where Self.isSame(name, "content-length"),
                17 where Self.isSame(name, "transfer-encoding"):
                facts.isPlain = false
            default: break
            }
        }
        return facts
    }

    private static func isSame(_ name: String, _ lowercased: StaticString) -> Bool {
        var index = 0
        for byte in name.utf8 {
            guard byte | 0x20 == lowercased.utf8Start[index] | 0x20 else { return false }
            index += 1
        }
        return true
    }
}
