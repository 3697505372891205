import Foundation
import Imaging
import Labeling
import Logging
import Server
import Storage
import Workflow

/// A data folder that this process holds, with everything wired that works on it.
struct Installation: Sendable {
    /// The data folder.
    let folder: String
    /// The database; holds the folder's lock.
    let store: SQLiteStore
    /// What the use cases run in.
    let environment: WorkflowEnvironment

    /// Locks and opens a data folder.
    ///
    /// - Throws: ``BoxwoodError/Code/locked`` while another process has it.
    static func open(
        _ folder: String, settings: Settings, leaseSeconds: Int? = nil, pictureCache: Int? = nil
    ) throws(BoxwoodError) -> Installation {
        ImagingSystem.limitHeaps()
        ImagingSystem.allowOpenFiles()
        var logger = Logger(label: "boxwood") { label in StreamLogHandler.standardError(label: label) }
        logger.logLevel = Logger.Level(rawValue: settings.logLevel()) ?? .notice
        let log = logger
        // After a failed flush nobody knows what is on disk: end, and let the next start find out.
        let diagnose: @Sendable (StorageDiagnostic) -> Void = { diagnostic in
            log.error("storage", metadata: ["detail": "\(diagnostic.message)"])
            if diagnostic.isDiskFailure { exit(EXIT_FAILURE) }
        }
        let pictureCacheBytes = try settings.pictureCacheBytes(pictureCache)
        let store = try SQLiteStore.open(folder: folder, diagnose: diagnose)
        let blobs = try FileBlobStore.open(folder: folder, diagnose: diagnose)
        var limits = WorkflowLimits()
        limits.leaseSeconds = try settings.leaseSeconds(leaseSeconds)
        limits.image = try settings.imageLimits()
        var derivatives: DerivativeCache?
        do throws(ImagingError) {
            try ImagingSystem.start()
            if pictureCacheBytes > 0 {
                derivatives = try DerivativeCache(
                    folder: folder + "/pictures", maximumBytes: pictureCacheBytes)
            }
        } catch {
            throw BoxwoodError(.internal, error.message)
        }
        let signingKey = SigningKey(bytes: try FolderSecret.signingKey(in: folder))
        let children = try settings.ingestChildren()
        let ingester = SubprocessIngester(
            limits: limits.image, temporaryFolder: folder + "/incoming", width: children)
        return Installation(
            folder: folder, store: store,
            environment: WorkflowEnvironment(
                store: store, blobs: blobs, ingester: ingester, derivatives: derivatives,
                signingKey: signingKey, imports: ImportQueue(width: children * 2),
                settlements: SettlementQueue(pause: 150...600), limits: limits, logger: logger))
    }

    /// How a server over this installation is reached; its operator's token is new each time.
    func serverConfiguration(
        host: String = "127.0.0.1", port: Int, publicURL: String?, tiles: TileSettings = TileSettings(),
        metrics: MetricsAccess = .operators
    ) -> ServerConfiguration {
        ServerConfiguration(
            host: host, port: port, publicURL: publicURL, tiles: tiles, metrics: metrics,
            operatorToken: IdentifierSource.system.secret(), version: Boxwood.version,
            databaseVersion: SQLiteStore.sqliteVersion)
    }

    /// Tells other processes where this one serves, and with which secret they may talk to it.
    func publish(port: Int, host: String, token: String) throws(BoxwoodError) {
        let reachable = host == "0.0.0.0" || host == "::" ? "127.0.0.1" : host
        try store.folderLock?.publish(url: "http://\(reachable):\(port)", token: token)
    }
}
