import Foundation
import Geometry
public import Imaging
public import Labeling
import Logging
import Synchronization

/// Serves tiles and other pictures of images to those who may see them.
public final class ServeTiles: Sendable {
    /// Tile packs kept open; each holds a file descriptor and its index.
    private static let openPacks = 256
    /// How long it is remembered that somebody may see an image.
    private static let memorySeconds: Int64 = 60

    private struct Viewing: Hashable {
        let image: ImageID
        let account: AccountID?
        let boundTo: ProjectID?
    }

    /// How they are served.
    public let settings: TileSettings

    private let environment: WorkflowEnvironment
    private let memory: AccessMemory<Viewing, VisibleImage>
    private let packs = Mutex(LeastRecentlyUsed<BlobID, TilePack>(capacity: openPacks))
    private let mend: MendTiles
    private let openings = SharedWork<BlobID, TilePack>()
    private let derivatives = SharedWork<String, [UInt8]>()
    private let queue: RenderQueue

    /// Serving, in this environment.
    public init(_ environment: WorkflowEnvironment, settings: TileSettings = TileSettings()) {
        self.environment = environment
        self.settings = settings
        mend = MendTiles(environment)
        memory = AccessMemory(of: environment.store, capacity: 20_000)
        queue = RenderQueue(
            width: max(1, ProcessInfo.processInfo.activeProcessorCount), capacity: settings.queue)
    }

    /// How the making of pictures goes, for whoever watches the server.
    public var load: PictureLoad {
        let (outcomes, load) = (queue.outcomes, queue.load)
        return PictureLoad(
            made: outcomes.made, cancelled: outcomes.cancelled, refused: outcomes.refused,
            failed: outcomes.failed, running: load.running, waiting: load.waiting)
    }

    // MARK: Who may see what

    /// The image, if it is known without asking the database that the person may see it.
    public func remembered(_ id: ImageID, for principal: Principal?) -> VisibleImage? {
        memory.value(for: viewing(id, principal), now: environment.clock.now())
    }

    /// The image, if the person may see it: anybody from reviewer up in its project, annotators who have or had a turn
    /// at it or would get it next, and everybody where images are public.
    ///
    /// - Parameter principal: who asks; nil for nobody signed in.
    /// - Throws: ``BoxwoodError/Code/notFound`` for missing images and for those that are not theirs to see;
    ///   ``BoxwoodError/Code/internal`` when its tiles are missing or damaged.
    public func image(_ id: ImageID, for principal: Principal?) async throws(BoxwoodError) -> VisibleImage {
        if let known = remembered(id, for: principal) { return known }
        let revision = environment.store.accessRevision
        let isPublic = settings.isPublic
        let now = environment.clock.now()
        let (image, sight) = try await environment.store.read { tx in
            guard let image = try tx.image(shownAs: id) else { throw BoxwoodError.notFound("image") }
            let sight: Sight = try isPublic ? .lasting : tx.sight(of: image, as: id, for: principal, at: now)
            guard sight != .none else { throw BoxwoodError.notFound("image") }
            return (image, sight)
        }
        let (tiles, pack) = try await sound(image.tiles, of: image.id, size: image.size)
        let visible = VisibleImage(id: id, source: image.id, tiles: tiles, grid: pack.grid)
        guard sight == .lasting else { return visible }
        let until = environment.clock.now().adding(seconds: Self.memorySeconds)
        memory.keep(visible, for: viewing(id, principal), revision: revision, until: until)
        return visible
    }

    /// An image for a use case that has found out by itself what may be shown of it.
    func whole(_ image: LabeledImage) async throws(BoxwoodError) -> VisibleImage {
        let (tiles, pack) = try await sound(image.tiles, of: image.id, size: image.size)
        return VisibleImage(id: image.id, tiles: tiles, grid: pack.grid)
    }

    private func viewing(_ id: ImageID, _ principal: Principal?) -> Viewing {
        let viewer = settings.isPublic ? nil : principal
        return Viewing(image: id, account: viewer?.account.id, boundTo: viewer?.boundTo)
    }

    // MARK: Stored tiles

    /// The image's pack, if it is open.
    public func openPack(of image: VisibleImage) -> TilePack? {
        packs.withLock { $0[image.tiles] }
    }

    /// The image's pack, opened where it is not, and made again from the original where it is missing or damaged.
    ///
    /// - Throws: ``BoxwoodError/Code/internal`` when that cannot be done.
    public func pack(of image: VisibleImage) async throws(BoxwoodError) -> TilePack {
        try await sound(image.tiles, of: image.source, size: image.grid.size).pack
    }

    /// The pack in place of one whose tiles turned out to be damaged: made again, unless somebody has done so.
    ///
    /// - Throws: ``BoxwoodError/Code/internal`` when that cannot be done.
    public func mendedPack(
        of image: VisibleImage, insteadOf damaged: TilePack
    ) async throws(BoxwoodError) -> TilePack {
        let other = packs.withLock { packs in
            let open = packs[image.tiles]
            if open === damaged { packs[image.tiles] = nil }
            return open === damaged ? nil : open
        }
        if let other { return other }
        return try await mended(image.tiles, of: image.source).pack
    }

    /// Runs a body that may wait for the disk, on threads that nothing slower shares.
    public func reading<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await environment.readers.run(body)
    }

    private typealias SoundPack = (tiles: BlobID, pack: TilePack)

    private func sound(
        _ blob: BlobID, of image: ImageID, size: PixelSize
    ) async throws(BoxwoodError) -> SoundPack {
        do {
            let pack = try await opened(blob)
            guard pack.size == size else { throw ImagingError.mismatchedPack(blob.sha256) }
            return (blob, pack)
        } catch {
            let refusal = refusal(error, blob)
            guard Self.isDamage(error) else { throw refusal }
            packs.withLock { $0[blob] = nil }
            return try await mended(blob, of: image)
        }
    }

    private func mended(_ blob: BlobID, of image: ImageID) async throws(BoxwoodError) -> SoundPack {
        let tiles = try await mend(image, damaged: blob)
        do {
            return (tiles, try await opened(tiles))
        } catch {
            throw refusal(error, tiles)
        }
    }

    private func opened(_ blob: BlobID) async throws -> TilePack {
        if let open = packs.withLock({ $0[blob] }) { return open }
        let (blobs, readers) = (environment.blobs, environment.readers)
        let opened = try await openings.value(for: blob) {
            try await readers.run { () throws(any Error) in try TilePack(path: try blobs.path(of: blob)) }
        }
        packs.withLock { $0[blob] = opened }
        return opened
    }

    /// Whether a pack is missing or not what was written, rather than out of reach for the moment.
    private static func isDamage(_ error: any Error) -> Bool {
        switch error {
        case let error as ImagingError: error.reason == .corruptPack
        case let error as BoxwoodError: error.code == .notFound
        default: false
        }
    }

    /// What whoever asked is told about a pack that cannot be read; the log learns more.
    private func refusal(_ error: any Error, _ blob: BlobID) -> BoxwoodError {
        environment.logger.error("tile pack", metadata: ["blob": "\(blob.sha256)", "error": "\(error)"])
        switch error {
        case let error as ImagingError: return error.refusal
        case let error as BoxwoodError where error.code != .notFound: return error
        default: return BoxwoodError(.internal, "The stored tiles of this image are missing.")
        }
    }

    // MARK: Other pictures

    /// The file that answers a request no stored tile answers: from the disk where it was made before, else made now.
    ///
    /// - Parameter client: who asks, for rationing.
    /// - Throws: ``IIIFError``: 503 when too much is asked at once or nobody waits any more, 500 when the tiles cannot
    ///   be read.
    public func derivative(
        _ request: ResolvedRequest, of image: VisibleImage, for client: String
    ) async throws(IIIFError) -> [UInt8] {
        let name = DerivativeCache.Name(pack: image.tiles.sha256, request: request)
        do {
            return try await derivatives.value(for: "\(image.tag)-\(request.key)") { [self] in
                try await made(request, of: image, as: name, for: client)
            }
        } catch is RenderQueue.Busy {
            throw IIIFError(
                status: 503, "Too many pictures are being made; ask again in a moment.", retryAfterSeconds: 1)
        } catch is CancellationError {
            throw IIIFError(status: 503, ImagingError.cancelled.message)
        } catch let error as ImagingError where error.reason == .cancelled {
            throw IIIFError(status: 503, error.message)
        } catch {
            let message = (error as? BoxwoodError)?.message ?? (error as? ImagingError)?.message
            environment.logger.error(
                "picture",
                metadata: ["image": "\(image.id)", "request": "\(request.key)", "error": "\(error)"])
            throw IIIFError(status: 500, message ?? "The picture could not be made.")
        }
    }

    private func made(
        _ request: ResolvedRequest, of image: VisibleImage, as name: DerivativeCache.Name, for client: String
    ) async throws -> [UInt8] {
        let (cache, logger) = (environment.derivatives, environment.logger)
        if let cache, let kept = await environment.readers.run({ cache.file(name) }) { return kept }
        let pack = try await pack(of: image)
        do {
            return try await rendered(request, from: pack, as: name, for: client)
        } catch let error as ImagingError where error.reason == .corruptPack {
            logger.error("tile pack", metadata: ["image": "\(image.id)", "error": "\(error)"])
            let mended = try await mendedPack(of: image, insteadOf: pack)
            return try await rendered(request, from: mended, as: name, for: client)
        }
    }

    private func rendered(
        _ request: ResolvedRequest, from pack: TilePack, as name: DerivativeCache.Name, for client: String
    ) async throws -> [UInt8] {
        let (cache, logger) = (environment.derivatives, environment.logger)
        let renderer = DerivativeRenderer(pack: pack)
        return try await queue.run(for: client) { cancellation in
            let file = try renderer.file(request, cancellation: cancellation)
            do throws(ImagingError) {
                try cache?.keep(file, as: name)
            } catch {
                // A picture that could not be kept is made again; whoever asked has it.
                logger.warning("picture not kept", metadata: ["error": "\(error)"])
            }
            return file
        }
    }
}

extension ImagingError {
    fileprivate static func mismatchedPack(_ name: String) -> ImagingError {
        ImagingError(
            .corruptPack, "The stored tiles of this image are damaged.",
            detail: "pack \(name) shows a picture of other sides")
    }
}

/// Whether somebody may see an image.
private enum Sight {
    case none
    /// For this request: others' work may end it, and nothing tells.
    case momentary
    /// Until something is taken from them, which ``Store/accessRevision`` tells.
    case lasting
}

extension ReadTransaction {
    /// - Parameter id: the identifier under which it is asked for, which only the person knows to whom it came back.
    fileprivate func sight(
        of image: LabeledImage, as id: ImageID, for principal: Principal?, at now: Timestamp
    ) throws -> Sight {
        guard let principal, let role = try role(of: principal, in: image.projectID) else { return .none }
        if id == image.id, role >= .reviewer { return .lasting }
        if try hasAssignment(principal.account.id, image: id) { return .lasting }
        // The image that comes next for an annotator may be fetched ahead.
        return try nextTask(for: principal.account.id, in: image.projectID, at: now)?.shownAs == id
            ? .momentary : .none
    }
}
