import Foundation
import Geometry
import Imaging

/// A temporary folder that goes away with its owner.
final class Workbench {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "boxwood-imaging-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A path inside the folder.
    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes a file and tells its path.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: folder.appending(path: name))
        return path(name)
    }

    /// The bytes of a file.
    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// Names in the folder.
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }

    /// Ingests an image and opens its tile pack.
    func pack(_ image: [UInt8], limits: ImageLimits = ImageLimits()) throws -> TilePack {
        let source = try file("source", image)
        _ = try TilePackBuilder.build(source: source, destination: path("pack.zip"), limits: limits)
        return try TilePack(path: path("pack.zip"))
    }

    /// The picture in full as its pack shows it; it must fit one tile.
    func shown(_ image: [UInt8], limits: ImageLimits = ImageLimits()) throws -> DecodedPicture {
        let pack = try pack(image, limits: limits)
        guard let tile = try pack.tile(level: pack.levels - 1, column: 0, row: 0) else {
            throw TestPicture.EncodingFailed(detail: "no tile")
        }
        return try DecodedPicture(tile)
    }
}

extension ImagingError {
    /// The error a piece of work throws, or nil.
    static func thrown(by work: () throws -> Void) -> ImagingError? {
        do {
            try work()
            return nil
        } catch {
            return error as? ImagingError
        }
    }
}
