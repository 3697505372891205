import HTTPTypes
import Hummingbird
import Labeling
import NIOCore
import Workflow

extension Router where Context == BoxwoodContext {
    /// Every route of the server, behind the middleware that all of them share.
    static func boxwood(
        _ configuration: ServerConfiguration, environment: WorkflowEnvironment, files: WebClientFiles
    ) throws -> Router<BoxwoodContext> {
        let links = LinkAddress(publicURL: configuration.publicURL)
        let metrics = ServerMetrics()
        let groups: [any EndpointGroup] = [
            SessionRoutes(environment: environment, links: links),
            AccountRoutes(environment: environment, links: links),
            ProjectRoutes(environment: environment, links: links),
            ImageRoutes(environment: environment),
            UploadRoutes(environment: environment),
            WorkRoutes(environment: environment),
            ResultRoutes(environment: environment),
            DatasetRoutes(environment: environment),
            TileRoutes(tiles: ServeTiles(environment), links: links, isPublic: configuration.publicImages),
            SystemRoutes(
                environment: environment, metrics: metrics, version: configuration.version,
                databaseVersion: configuration.databaseVersion),
        ]
        let endpoints = groups.flatMap(\.endpoints)
        let router = Router<BoxwoodContext>(context: BoxwoodContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: MetricsMiddleware(metrics: metrics))
        router.add(middleware: SecurityHeadersMiddleware())
        router.add(middleware: ErrorMiddleware(allowed: AllowedMethods(endpoints)))
        router.add(middleware: WebClientMiddleware(files: files))
        router.add(
            middleware: AuthenticationMiddleware(
                authenticate: Authenticate(environment), operatorAccount: ActAsOperator(environment),
                operatorToken: configuration.operatorToken))
        router.add(middleware: OriginMiddleware())
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                if endpoint.caller == .signedIn { _ = try context.signedIn() }
                return try await endpoint.handler(request, context)
            }
        }
        let document = try OpenAPIDocument(endpoints: endpoints, version: configuration.version).json()
        router.get("/api/openapi.json") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/vnd.oai.openapi+json;version=3.1"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: document)))
        }
        return router
    }
}
