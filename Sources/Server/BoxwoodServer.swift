import Hummingbird
import HummingbirdCore
import Labeling
import Logging
import NIOCore
public import ServiceLifecycle
public import Workflow

/// The HTTP server as a service that runs until it is told to stop.
public struct BoxwoodServer: Service {
    private let application: Application<RouterResponder<BoxwoodContext>>

    /// A server over an environment; nothing listens before ``run()``.
    ///
    /// - Parameter whenListening: called with the port once connections are accepted.
    /// - Throws: ``BoxwoodError/Code/internal`` when the client's files are missing beside the program.
    public init(
        _ configuration: ServerConfiguration, environment: WorkflowEnvironment,
        whenListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        let tiles = FastTiles(configuration, environment: environment)
        let router = try Router.boxwood(
            configuration, environment: environment, files: .bundled(), tiles: tiles)
        application = .boxwood(
            configuration, responder: router.buildResponder(), tiles: tiles, logger: environment.logger,
            whenListening: whenListening)
    }

    /// Listens and answers until the task is cancelled or the service group shuts down.
    public func run() async throws {
        try await application.run()
    }
}

extension Application where Responder == RouterResponder<BoxwoodContext> {
    /// The routes behind connections that answer stored tiles by themselves.
    static func boxwood(
        _ configuration: ServerConfiguration, responder: RouterResponder<BoxwoodContext>, tiles: FastTiles,
        logger: Logger, whenListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application {
        Application(
            responder: responder,
            server: HTTPServerBuilder { TileFirstChannel(responder: $0, tiles: tiles) },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil,
                availableConnectionsDelegate: .maximum(1_024, logger: logger)),
            onServerRunning: { channel in
                await whenListening(channel.localAddress?.port ?? configuration.port)
            },
            logger: logger)
    }
}
