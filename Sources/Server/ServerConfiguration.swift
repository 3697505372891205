public import Workflow

/// How the server is reached and whom it lets see images.
public struct ServerConfiguration: Sendable {
    /// The address to listen on; `127.0.0.1` unless told otherwise.
    public var host: String
    /// The port to listen on; 0 takes a free one.
    public var port: Int
    /// The address people use, for links, such as `https://boxwood.example.org`; by default the one of each request.
    public var publicURL: String?
    /// How tiles are served, and to whom.
    public var tiles: TileSettings
    /// Whom the counters at `/metrics` are told.
    public var metrics: MetricsAccess
    /// A bearer token that acts for the operator of this machine while the process lives; never stored.
    public var operatorToken: String
    /// The version shown by `/healthz`.
    public var version: String
    /// The database engine's version, shown by `/healthz`.
    public var databaseVersion: String?

    /// A configuration with all its values.
    public init(
        host: String = "127.0.0.1", port: Int = 8080, publicURL: String? = nil,
        tiles: TileSettings = TileSettings(), metrics: MetricsAccess = .operators,
        operatorToken: String, version: String, databaseVersion: String? = nil
    ) {
        self.host = host
        self.port = port
        self.publicURL = publicURL
        self.tiles = tiles
        self.metrics = metrics
        self.operatorToken = operatorToken
        self.version = version
        self.databaseVersion = databaseVersion
    }
}
