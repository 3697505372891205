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
    private let mend: MendTiles
    private let packs = Mutex(LeastRecentlyUsed<BlobID, TilePack>(capacity: openPacks))

    /// Serving, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
        mend = MendTiles(environment)
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
        return VisibleImage(image: image, pack: try await pack(of: image))
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
    /// Tiles that turn out to be damaged are made again from the original first.
    ///
    /// - Throws: ``IIIFError`` when the request cannot be met or the tiles cannot be read.
    public func render(_ request: IIIFRequest, of visible: VisibleImage) async throws(IIIFError) -> [UInt8] {
        do throws(IIIFError) {
            return try await render(request, from: visible.pack)
        } catch {
            guard error.status == 500 else { throw error }
            let pack: TilePack
            do throws(BoxwoodError) {
                pack = try await mended(visible)
            } catch let failure {
                throw IIIFError(status: 500, failure.message, detail: error.detail)
            }
            return try await render(request, from: pack)
        }
    }

    private func render(_ request: IIIFRequest, from pack: TilePack) async throws(IIIFError) -> [UInt8] {
        let renderer = TileRenderer(pack: pack)
        return try await environment.workers.run { () throws(IIIFError) in try renderer.jpeg(request) }
    }

    /// The image's pack, made again where it is missing or damaged.
    private func pack(of image: LabeledImage) async throws(BoxwoodError) -> TilePack {
        if let open = packs.withLock({ $0[image.tiles] }) { return open }
        guard let opened = try? await open(image.tiles), opened.size == image.size else {
            return try await open(try await mend(image.id, damaged: image.tiles))
        }
        return opened
    }

    /// The pack in place of one that turned out to be damaged.
    private func mended(_ visible: VisibleImage) async throws(BoxwoodError) -> TilePack {
        let tiles = visible.image.tiles
        let other = packs.withLock { packs in
            let open = packs[tiles]
            if open === visible.pack { packs[tiles] = nil }
            return open === visible.pack ? nil : open
        }
        if let other { return other }
        return try await open(try await mend(visible.image.id, damaged: tiles))
    }

    private func open(_ blob: BlobID) async throws(BoxwoodError) -> TilePack {
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
        return try role >= .reviewer || hasAssignment(principal.account.id, image: image.id)
    }
}
