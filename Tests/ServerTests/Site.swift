import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Imaging
import Labeling
import Logging
import NIOCore
import Storage
import TestSupport
import Workflow

@testable import Server

/// A whole server without a socket: real routes over SQLite in memory, a folder for blobs, and a clock the test turns.
final class Site: Sendable {
    static let operatorToken = "operator-token-of-this-process"

    let environment: WorkflowEnvironment
    let store: any Store
    let time = TestClock()
    let folder: TemporaryFolder
    /// Method and path of every route, for example `GET /healthz`.
    let routes: [String]
    let application: Application<RouterResponder<BoxwoodContext>>

    let tiles: FastTiles

    convenience init(
        publicImages: Bool = false, metrics: MetricsAccess = .operators, publicURL: String? = nil,
        limits: WorkflowLimits = WorkflowLimits()
    ) throws {
        var tiles = TileSettings()
        tiles.isPublic = publicImages
        try self.init(tiles: tiles, metrics: metrics, publicURL: publicURL, limits: limits)
    }

    init(
        tiles: TileSettings, metrics: MetricsAccess = .operators, publicURL: String? = nil,
        limits: WorkflowLimits = WorkflowLimits()
    ) throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore.inMemory()
        environment = WorkflowEnvironment(
            store: store, blobs: try FileBlobStore.open(folder: folder.path),
            ingester: InProcessIngester(limits: limits.image),
            derivatives: try DerivativeCache(folder: folder.path + "/pictures", maximumBytes: 64 << 20),
            clock: time.clock, identifiers: .seeded(3), limits: limits,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let configuration = ServerConfiguration(
            port: 0, publicURL: publicURL, tiles: tiles, metrics: metrics, operatorToken: Self.operatorToken,
            version: "1.2.3")
        self.tiles = FastTiles(configuration, environment: environment)
        let router = try Router.boxwood(
            configuration, environment: environment, files: .bundled(), tiles: self.tiles)
        routes = router.routes.map { "\($0.method.rawValue) \($0.path.description)" }
        application = .boxwood(
            configuration, responder: router.buildResponder(), tiles: self.tiles, logger: environment.logger)
    }

    /// Somebody with an account and an open session.
    func visitor(_ name: String, role: Role = .annotator) async throws -> Visitor {
        let account = Account(
            id: environment.identifiers.identifier(), email: "\(name.lowercased())@example.org", name: name,
            role: role, passwordHash: nil, createdAt: time.now)
        try await store.write { tx in try tx.insert(account) }
        let principal = Principal(account: account, scope: .write, boundTo: nil)
        let owner = try await ActAsOperator(environment)()
        let link = try await IssueLink(environment).signIn(email: account.email ?? "", by: owner)
        let session = try await RedeemLink(environment)(link.secret, account: nil, as: nil)
        return Visitor(principal: principal, credential: .cookie(session.secret))
    }

    /// A visitor with a role in a project.
    func member(_ name: String, of project: ProjectID, role: Role = .annotator) async throws -> Visitor {
        let visitor = try await visitor(name)
        try await store.write { tx in
            try tx.put(Membership(projectID: project, accountID: visitor.principal.account.id, role: role))
        }
        return visitor
    }

    /// A project with the classes cat and dog.
    func project(_ name: String = "Cells", replication: Int = 2, by visitor: Visitor) async throws
        -> ProjectDetail
    {
        var draft = ProjectDraft()
        draft.name = name
        draft.labels = [LabelDraft(name: "cat"), LabelDraft(name: "dog")]
        draft.replication = replication
        draft.consensusMethod = "quorum"
        return try await ManageProjects(environment).create(draft, by: visitor.principal)
    }

    /// Uploads a picture over HTTP and returns its identifier.
    func upload(
        to project: ProjectID, name: String = "a.png", seed: UInt64 = 1, by visitor: Visitor
    ) async throws -> ImageID {
        let answer = try await send(
            .post, "/api/v1/projects/\(project)/images?name=\(name)",
            bytes: PNGFile.noise(width: 64, height: 48, seed: seed), as: visitor)
        return ImageID(try answer.json()["id"].text ?? "")
    }

    /// Sends one request.
    ///
    /// - Parameters:
    ///   - json: the body, sent as `application/json`.
    ///   - bytes: the body, sent as `application/octet-stream`.
    func send(
        _ method: HTTPRequest.Method, _ path: String, json: String? = nil, bytes: [UInt8]? = nil,
        as visitor: Visitor? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        var fields = HTTPFields()
        if json != nil { fields[.contentType] = "application/json" }
        if bytes != nil { fields[.contentType] = "application/octet-stream" }
        switch visitor?.credential {
        case .cookie(let secret): fields[.cookie] = "boxwood_session=\(secret)"
        case .token(let secret): fields[.authorization] = "Bearer \(secret)"
        case nil: break
        }
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { continue }
            fields[name] = value
        }
        let body = bytes.map { ByteBuffer(bytes: $0) } ?? json.map { ByteBuffer(string: $0) }
        let sent = fields
        return try await application.test(.router) { client in
            let response = try await client.executeRequest(
                uri: path, method: method, headers: sent, body: body)
            return Answer(
                status: response.status.code, headers: response.headers,
                bytes: Array(response.body.readableBytesView))
        }
    }
}

/// Somebody who sends requests.
struct Visitor: Sendable {
    /// How they prove who they are.
    enum Credential: Sendable {
        case cookie(String)
        case token(String)
    }

    let principal: Principal
    let credential: Credential
}

/// What came back.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    /// A header by its name.
    subscript(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// The body as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The body as a JSON document.
    func json() throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }

    /// The stable code of a refusal; nil when the body is no problem document.
    var code: String? { problem?["code"].text }

    /// The field a refusal names.
    var field: String? { problem?["field"].text }

    private var problem: JSONValue? {
        guard self["Content-Type"] == "application/problem+json" else { return nil }
        return try? json()
    }
}
