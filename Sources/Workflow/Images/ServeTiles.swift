import Geometry
public import Imaging
public import Labeling
import Synchronization

/// An image that somebody may see, with its tiles at hand.
public struct VisibleImage: Sendable {
    /// The image.
    public let image: LabeledImage
    /// Its tiles.
    let pack: TilePack
}

/// Serves tiles and other regions of images to those who may see them.
public final class ServeTiles: Sendable {
    /// Tile packs kept open; each holds a file descriptor and its index.
    private static let openPacks = 256

    private let environment: WorkflowEnvironment
    private let packs = Mutex(LeastRecentlyUsed<BlobID, TilePack>(capacity: openPacks))

    /// Serving, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The image, if the person may see it: anybody from reviewer up in its project, and annotators who have or had a
    /// turn at it.
    ///
    /// - Parameters:
    ///   - principal: who asks; nil for nobody signed in.
    ///   - isPublic: whether the server shows images to everybody.
    /// - Throws: ``BoxwoodError/Code/notFound`` for missing images and for those that are not theirs to see.
    public func image(
        _ id: ImageID, for principal: Principal?, isPublic: Bool
    ) async throws(BoxwoodError) -> VisibleImage {
        let image = try await environment.store.read { tx in
            guard let image = try tx.image(id), try isPublic || tx.maySee(image, principal) else {
                throw BoxwoodError.notFound("image")
            }
            return image
        }
        return VisibleImage(image: image, pack: try await pack(image.tiles))
    }

    /// The image's `info.json`.
    ///
    /// - Parameter id: the address under which the image is reached, without `info.json`.
    public func information(of visible: VisibleImage, id: String) throws -> [UInt8] {
        try ImageInformation(id: id, grid: visible.pack.grid, profile: .level1).json()
    }

    /// The canonical form of a request, which names the picture it describes.
    ///
    /// - Throws: ``IIIFError`` when the request cannot be met.
    public func canonical(_ request: IIIFRequest, of visible: VisibleImage) throws(IIIFError) -> String {
        try request.canonical(for: visible.pack.size)
    }

    /// The JPEG file that a request describes: a stored tile as it is, anything else put together on a worker thread.
    ///
    /// - Throws: ``IIIFError`` when the request cannot be met or the tiles cannot be read.
    public func render(_ request: IIIFRequest, of visible: VisibleImage) async throws(IIIFError) -> [UInt8] {
        let renderer = TileRenderer(pack: visible.pack)
        return try await environment.workers.run { () throws(IIIFError) in try renderer.jpeg(request) }
    }

    private func pack(_ blob: BlobID) async throws(BoxwoodError) -> TilePack {
        if let open = packs.withLock({ $0[blob] }) { return open }
        let blobs = environment.blobs
        let opened = try await environment.workers.run { () throws(BoxwoodError) -> TilePack in
            let path = try blobs.path(of: blob)
            do throws(ImagingError) {
                return try TilePack(path: path)
            } catch {
                throw error.refusal
            }
        }
        packs.withLock { $0[blob] = opened }
        return opened
    }
}

extension ReadTransaction {
    fileprivate func maySee(_ image: LabeledImage, _ principal: Principal?) throws -> Bool {
        guard let principal, let role = try role(of: principal, in: image.projectID) else { return false }
        // The image that comes next for an annotator may be fetched ahead.
        return try role >= .reviewer || hasAssignment(principal.account.id, image: image.id)
            || nextFreeImage(for: principal.account.id, in: image.projectID) == image.id
    }
}
