import ArgumentParser
import Foundation
import Labeling
import Logging
import Server
import Workflow

/// Runs the server.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server.",
        discussion: """
            Every option can also be set in the environment (BOXWOOD_DATA, BOXWOOD_HOST, BOXWOOD_PORT, \
            BOXWOOD_PUBLIC_URL, BOXWOOD_PUBLIC_IMAGES, BOXWOOD_PUBLIC_METRICS, BOXWOOD_IIIF_CONFINED_SIZE, \
            BOXWOOD_TILE_CACHE, BOXWOOD_PICTURE_CACHE, BOXWOOD_PICTURE_QUEUE, BOXWOOD_LEASE_SECONDS, \
            BOXWOOD_ALLOW_TIFF, BOXWOOD_LOG_LEVEL) or, under "boxwood", in the JSON file that BOXWOOD_CONFIG names.

            What an uploaded image may be: BOXWOOD_IMAGE_MEGAPIXELS (400), BOXWOOD_IMAGE_SIDE (65500 pixels), \
            BOXWOOD_IMAGE_FRAMES (1000), BOXWOOD_IMAGE_MEGABYTES (500). What decoding may take: \
            BOXWOOD_INGEST_MEMORY (megabytes for all images at once; 2500, or three quarters of the machine's), \
            BOXWOOD_INGEST_SECONDS (processor time for one image; 120), BOXWOOD_INGEST_CHILDREN (images at once; \
            one a core).
            """)

    @OptionGroup var folder: DataOptions

    @Option(help: "The address to listen on; 127.0.0.1 unless told otherwise.")
    var host: String?

    @Option(help: "The port to listen on; 8080 unless told otherwise, 0 for a free one.")
    var port: Int?

    @Option(name: .customLong("public-url"), help: "The address people use, for links; behind a proxy.")
    var publicURL: String?

    @OptionGroup var tiles: TileOptions

    @Flag(help: "Show the counters at /metrics to everybody, not only to the owner and to this machine.")
    var publicMetrics = false

    @Option(help: "Seconds an image stays on a desk without a sign of life; 120 unless told otherwise.")
    var leaseSeconds: Int?

    func run() async throws {
        let settings = try await Settings.load()
        let installation = try Installation.open(
            settings.dataFolder(folder.data), settings: settings, leaseSeconds: leaseSeconds,
            pictureCache: tiles.pictureCache)
        let configuration = installation.serverConfiguration(
            host: settings.host(host), port: try settings.port(port),
            publicURL: settings.publicURL(publicURL), tiles: try settings.tiles(tiles),
            metrics: settings.metrics(isPublic: publicMetrics))
        let ownerLink = try await IssueLink(installation.environment).ownerLink()
        try await Self.serve(configuration, installation: installation, link: ownerLink) {
            "Open this link once to make the owner's account:"
        }
    }

    /// Serves and, once connections are accepted, prints the address and a one-time link.
    static func serve(
        _ configuration: ServerConfiguration, installation: Installation, link: IssuedLink?,
        invitation: @escaping @Sendable () -> String
    ) async throws {
        let environment = installation.environment
        let catchUp = Task {
            try await SettleConsensus(environment).catchUp()
            try await ScoreGold(environment).catchUp()
            try await FollowRules(environment).catchUp()
            await KeepFitsFresh(environment).run()
        }
        let payKeeper = Task { await KeepPayCurrent(environment).run() }
        try await RunningServer.untilSignal(configuration, installation: installation) { port in
            do {
                try installation.publish(
                    port: port, host: configuration.host, token: configuration.operatorToken)
            } catch {
                installation.environment.logger.error("lock file", metadata: ["error": "\(error)"])
            }
            let base = configuration.publicURL ?? "http://\(configuration.host):\(port)"
            var lines = ["Boxwood is at \(base)"]
            if let link { lines += [invitation(), "    \(base)/#/link/\(link.secret)"] }
            print(lines.joined(separator: "\n"))
            fflush(nil)
        }
        catchUp.cancel()
        payKeeper.cancel()
    }
}
