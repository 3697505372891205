import Hummingbird
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
        let router = try Router.boxwood(configuration, environment: environment, files: .bundled())
        application = Application(
            responder: router.buildResponder(),
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(60),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil,
                availableConnectionsDelegate: .maximum(1_024, logger: environment.logger)),
            onServerRunning: { channel in
                await whenListening(channel.localAddress?.port ?? configuration.port)
            },
            logger: environment.logger)
    }

    /// Listens and answers until the task is cancelled or the service group shuts down.
    public func run() async throws {
        try await application.run()
    }
}
