import ArgumentParser
import Configuration
import Foundation
import Imaging
import Labeling
import Server
import SystemPackage
import Workflow

/// Settings from the command line, else the environment, else a configuration file, else their defaults.
///
/// The key `host` is `--host`, `BOXWOOD_HOST` and `{"boxwood": {"host": …}}` in the file that `BOXWOOD_CONFIG` names.
struct Settings: Sendable {
    private let reader: ConfigReader

    /// Reads the environment and the configuration file.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` naming the file when it cannot be read.
    static func load() async throws(BoxwoodError) -> Settings {
        let environment = EnvironmentVariablesProvider()
        guard let path = ProcessInfo.processInfo.environment["BOXWOOD_CONFIG"] else {
            return Settings(reader: ConfigReader(provider: environment))
        }
        do {
            let file = try await FileProvider<JSONSnapshot>(filePath: FilePath(path))
            return Settings(reader: ConfigReader(providers: [environment, file]))
        } catch {
            throw .invalid(path, "The configuration file cannot be read: \(error)")
        }
    }

    /// The data folder.
    func dataFolder(_ option: String?) -> String {
        let folder = option ?? reader.string(forKey: "boxwood.data", default: "./boxwood-data")
        return URL(fileURLWithPath: folder).standardizedFileURL.path
    }

    /// The address to listen on.
    func host(_ option: String?) -> String {
        option ?? reader.string(forKey: "boxwood.host", default: "127.0.0.1")
    }

    /// The port to listen on.
    func port(_ option: Int?) throws(BoxwoodError) -> Int {
        let port = option ?? reader.int(forKey: "boxwood.port", default: 8080)
        guard (0...65_535).contains(port) else { throw .invalid("port", "A port lies between 0 and 65535.") }
        return port
    }

    /// How tiles are served.
    func tiles(_ options: TileOptions) throws(BoxwoodError) -> TileSettings {
        var settings = TileSettings()
        settings.isPublic =
            options.publicImages || reader.bool(forKey: "boxwood.public.images", default: false)
        let confinedSize =
            options.confinedSize ?? reader.string(forKey: "boxwood.iiif.confined.size", default: "spec")
        guard let meaning = IIIFRules.ConfinedSize(rawValue: confinedSize) else {
            throw .invalid("confined-size", "This is spec or validator.")
        }
        settings.confinedSize = meaning
        let cache = options.tileCache ?? reader.int(forKey: "boxwood.tile.cache", default: 128)
        guard (0...1 << 20).contains(cache) else {
            throw .invalid("tile-cache", "The tile cache takes between 0 and 1048576 MiB of memory.")
        }
        settings.cacheBytes = cache << 20
        let queue = options.pictureQueue ?? reader.int(forKey: "boxwood.picture.queue", default: 64)
        guard (0...10_000).contains(queue) else {
            throw .invalid("picture-queue", "Between 0 and 10000 pictures may wait to be made.")
        }
        settings.queue = queue
        return settings
    }

    /// Bytes of disk for pictures that were made; 0 to make them every time.
    func pictureCacheBytes(_ option: Int?) throws(BoxwoodError) -> Int {
        let cache = option ?? reader.int(forKey: "boxwood.picture.cache", default: 512)
        guard (0...1 << 24).contains(cache) else {
            throw .invalid("picture-cache", "The picture cache takes between 0 and 16777216 MiB of disk.")
        }
        return cache << 20
    }

    /// The address people use, such as `https://boxwood.example.org`.
    func publicURL(_ option: String?) -> String? {
        option ?? reader.string(forKey: "boxwood.public.url")
    }

    /// Whom the server's counters are told.
    func metrics(isPublic option: Bool) -> MetricsAccess {
        option || reader.bool(forKey: "boxwood.public.metrics", default: false) ? .anyone : .operators
    }

    /// Seconds a turn lasts without a heartbeat.
    func leaseSeconds(_ option: Int?) throws(BoxwoodError) -> Int64 {
        let seconds = option ?? reader.int(forKey: "boxwood.lease.seconds", default: 120)
        guard (1...86_400).contains(seconds) else {
            throw .invalid("lease-seconds", "A lease lasts between 1 second and a day.")
        }
        return Int64(seconds)
    }

    /// What an uploaded image may be.
    func imageLimits() throws(BoxwoodError) -> ImageLimits {
        var limits = ImageLimits(allowTIFF: reader.bool(forKey: "boxwood.allow.tiff", default: false))
        limits.maximumPixels = try number("image.megapixels", 1...4_000, or: 400) * 1_000_000
        limits.maximumSide = try number("image.side", 1...1_000_000, or: limits.maximumSide)
        limits.maximumFrames = try number("image.frames", 1...1_000_000, or: limits.maximumFrames)
        limits.maximumBytes = try number("image.megabytes", 1...100_000, or: 500) * 1_000_000
        let most = min(2_500, Int(ProcessInfo.processInfo.physicalMemory / 1_000_000) * 3 / 4)
        limits.maximumWorkingBytes = try number("ingest.memory", 100...1_000_000, or: most) * 1_000_000
        limits.maximumSeconds = try number("ingest.seconds", 1...86_400, or: limits.maximumSeconds)
        return limits
    }

    /// How many uploads are decoded at once.
    func ingestChildren() throws(BoxwoodError) -> Int {
        try number("ingest.children", 1...256, or: max(1, ProcessInfo.processInfo.activeProcessorCount))
    }

    private func number(
        _ name: String, _ range: ClosedRange<Int>, or standard: Int
    ) throws(BoxwoodError) -> Int {
        let value = reader.int(forKey: ConfigKey("boxwood.\(name)"), default: standard)
        guard range.contains(value) else {
            throw .invalid(name, "This setting lies between \(range.lowerBound) and \(range.upperBound).")
        }
        return value
    }

    /// The least severe log messages written.
    func logLevel() -> String {
        reader.string(forKey: "boxwood.log.level", default: "notice")
    }
}

/// The option that every command on a data folder has.
struct DataOptions: ParsableArguments {
    @Option(help: "The data folder; BOXWOOD_DATA, else ./boxwood-data.")
    var data: String?
}

/// The options of `serve` for images and their tiles.
struct TileOptions: ParsableArguments {
    @Flag(help: "Show images to everybody, without signing in.")
    var publicImages = false

    @Option(
        help:
            "What the IIIF size !w,h means for a smaller picture: spec (the picture) or validator (a refusal)."
    )
    var confinedSize: String?

    @Option(help: "MiB of memory for tiles; 128 unless told otherwise.")
    var tileCache: Int?

    @Option(
        help: "MiB of disk for pictures that are no tiles, once made; 512 unless told otherwise, 0 for none.")
    var pictureCache: Int?

    @Option(
        help: "Pictures that may wait to be made, a quarter of them for one person; 64 unless told otherwise."
    )
    var pictureQueue: Int?
}
