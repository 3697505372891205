import Labeling
import Server
import Storage

/// Gives commands a server to talk to: the one that runs on the data folder or, where none does, one of their own.
///
/// So every command goes one way, whether or not a server is running, and obeys the same rules as a browser.
enum ServerConnection {
    /// Runs a body against the data folder's server.
    static func with<Value: Sendable>(
        _ options: DataOptions, _ body: @escaping @Sendable (APIClient) async throws -> Value
    ) async throws -> Value {
        let settings = try await Settings.load()
        let folder = settings.dataFolder(options.data)
        if let holder = FolderLock.holder(of: folder) {
            guard let url = holder.url, let token = holder.token else {
                throw CommandFailure(
                    "The data folder \(folder) is in use by process \(holder.pid); try again later.")
            }
            return try await body(APIClient(base: url, token: token))
        }
        let installation = try Installation.open(folder, settings: settings)
        let configuration = installation.serverConfiguration(
            port: 0, publicURL: try settings.publicURL(nil) ?? "http://127.0.0.1:\(settings.port(nil))")
        return try await RunningServer.during(configuration, installation: installation) { port in
            try await body(APIClient(base: "http://127.0.0.1:\(port)", token: configuration.operatorToken))
        }
    }
}
