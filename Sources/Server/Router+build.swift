import HTTPTypes
import Hummingbird
import Labeling
import NIOCore
import Workflow

extension Router where Context == BoxwoodContext {
    /// Every route of the server, behind the middleware that all of them share.
    ///
    /// - Parameter tiles: what the connections answer by themselves; the routes share its memory.
    static func boxwood(
        _ configuration: ServerConfiguration, environment: WorkflowEnvironment, files: WebClientFiles,
        tiles: FastTiles
    ) throws -> Router<BoxwoodContext> {
        let links = tiles.desk.links
        let groups: [any EndpointGroup] = [
            SessionRoutes(environment: environment, links: links),
            AccountRoutes(environment: environment, links: links),
            ProjectRoutes(environment: environment, links: links),
            ImageRoutes(environment: environment),
            UploadRoutes(environment: environment),
            WorkRoutes(environment: environment),
            WorkPlanRoutes(environment: environment),
            PayRoutes(environment: environment),
            CommentRoutes(environment: environment),
            SecondPassRoutes(environment: environment),
            BehaviourRoutes(environment: environment),
            OutsideRoutes(environment: environment, links: links, files: files),
            GuidelineRoutes(environment: environment, tiles: tiles.desk.tiles),
            ResultRoutes(environment: environment),
            HeatmapRoutes(environment: environment),
            ConsensusRunRoutes(environment: environment),
            FigureRoutes(environment: environment),
            AuditRoutes(environment: environment),
            GoldRoutes(environment: environment),
            GoldDisputeRoutes(environment: environment),
            ConflictRoutes(environment: environment),
            DatasetRoutes(environment: environment, version: configuration.version),
            TileRoutes(desk: tiles.desk),
            SystemRoutes(environment: environment, tiles: tiles, configuration: configuration),
        ]
        let endpoints = groups.flatMap(\.endpoints)
        let router = Router<BoxwoodContext>(context: BoxwoodContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: MetricsMiddleware(metrics: tiles.metrics))
        router.add(middleware: SecurityHeadersMiddleware())
        router.add(middleware: CrossOriginMiddleware())
        router.add(middleware: ErrorMiddleware(allowed: AllowedMethods(endpoints)))
        router.add(middleware: WebClientMiddleware(files: files))
        router.add(
            middleware: AuthenticationMiddleware(
                authenticate: tiles.authenticate, operatorAccount: ActAsOperator(environment),
                operatorToken: configuration.operatorToken))
        router.add(middleware: OriginMiddleware())
        var routed: Set<String> = []
        for endpoint in endpoints where routed.insert("\(endpoint.method) \(endpoint.route)").inserted {
            router.on(RouterPath(endpoint.route), method: endpoint.method) { request, context in
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
