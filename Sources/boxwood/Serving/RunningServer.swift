import Labeling
import Logging
import Server
import ServiceLifecycle
import Storage
import UnixSignals
import Workflow

/// Runs the server over an installation until a signal, a cancellation or the end of `body`.
enum RunningServer {
    /// Serves until SIGTERM or SIGINT.
    ///
    /// - Parameter whenListening: called with the port once connections are accepted.
    static func untilSignal(
        _ configuration: ServerConfiguration, installation: Installation,
        whenListening: @escaping @Sendable (Int) async -> Void
    ) async throws {
        let server = try BoxwoodServer(
            configuration, environment: installation.environment, whenListening: whenListening)
        var group = ServiceGroupConfiguration(
            services: [server], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: installation.environment.logger)
        group.maximumGracefulShutdownDuration = .seconds(8)
        try await ManageUploads(installation.environment).resume()
        try await ServiceGroup(configuration: group).run()
        await installation.environment.imports.stop()
        try await installation.store.close()
    }

    /// Serves on a free port of the loopback address while a body runs.
    static func during<Value: Sendable>(
        _ configuration: ServerConfiguration, installation: Installation,
        _ body: @escaping @Sendable (_ port: Int) async throws -> Value
    ) async throws -> Value {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        let server = try BoxwoodServer(configuration, environment: installation.environment) { port in
            announce.yield(port)
        }
        try await ManageUploads(installation.environment).resume()
        let services = ServiceGroup(services: [server], logger: installation.environment.logger)
        let value = try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                defer { announce.finish() }
                try await services.run()
                return nil
            }
            group.addTask {
                guard let port = await ports.first(where: { _ in true }) else { return nil }
                let result: Result<Value, any Error>
                do { result = .success(try await body(port)) } catch { result = .failure(error) }
                await services.triggerGracefulShutdown()
                return try result.get()
            }
            var value: Value?
            while let next = try await group.next() { value = next ?? value }
            return value
        }
        await installation.environment.imports.stop()
        try await installation.store.close()
        guard let value else {
            throw BoxwoodError(.internal, "The server ended before the command was done.")
        }
        return value
    }
}
