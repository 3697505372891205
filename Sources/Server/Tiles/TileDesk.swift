import Geometry
import Imaging
import Labeling
import NIOCore
import Workflow

/// Answers requests for pixels: stored tiles from memory, from the page cache or from the disk; other pictures made.
///
/// One desk serves both ways in: the channel handler asks for what can be had without waiting, the routes for the rest.
final class TileDesk: Sendable {
    let tiles: ServeTiles
    let links: LinkAddress
    private let cache: TileCache
    private let fixed: [(String, String)]

    init(tiles: ServeTiles, links: LinkAddress) {
        self.tiles = tiles
        self.links = links
        cache = TileCache(maximumBytes: tiles.settings.cacheBytes)
        let isPublic = tiles.settings.isPublic
        fixed = [
            ("Cache-Control", "\(isPublic ? "public" : "private"), max-age=31536000, immutable"),
            ("Accept-Ranges", "none"),
            ("Cross-Origin-Resource-Policy", isPublic ? "cross-origin" : "same-origin"),
        ]
    }

    // MARK: Stored tiles

    /// The answer with a stored tile, if no disk must be waited for; safe on an event loop.
    func answerAtOnce(
        _ place: TileGrid.Place, of image: VisibleImage, to question: TileQuestion
    ) -> TileAnswer? {
        let key = TileCache.Key(place, of: image)
        if let tile = cache.tile(key) { return answer(tile, of: image, to: question) }
        if let unchanged = unchanged(place, of: image, to: question) { return unchanged }
        guard let pack = tiles.openPack(of: image) else { return nil }
        if question.isHead, let count = pack.tileByteCount(place) {
            return answer(described(place, of: image, ByteBuffer(), count), of: image, to: question)
        }
        guard let tile = try? read(place, of: image, from: pack, mayWait: false) else { return nil }
        cache.keep(tile, as: key)
        return answer(tile, of: image, to: question)
    }

    /// The answer with a stored tile; one that is damaged on disk is made again first.
    ///
    /// - Throws: ``BoxwoodError/Code/internal`` or ``IIIFError`` 500 when the pack cannot be read.
    func answer(
        _ place: TileGrid.Place, of image: VisibleImage, to question: TileQuestion
    ) async throws -> TileAnswer {
        if let answer = answerAtOnce(place, of: image, to: question) { return answer }
        let pack = try await tiles.pack(of: image)
        let tile: CachedTile?
        do throws(ImagingError) {
            tile = try await read(place, of: image, from: pack)
        } catch {
            guard error.reason == .corruptPack else { throw error }
            tile = try await read(
                place, of: image, from: try await tiles.mendedPack(of: image, insteadOf: pack))
        }
        guard let tile else { throw IIIFError(status: 404, "There is no such tile.") }
        cache.keep(tile, as: TileCache.Key(place, of: image))
        return answer(tile, of: image, to: question)
    }

    private func read(
        _ place: TileGrid.Place, of image: VisibleImage, from pack: TilePack
    ) async throws(ImagingError) -> CachedTile? {
        try await tiles.reading { [self] () throws(ImagingError) in
            try read(place, of: image, from: pack, mayWait: true)
        }
    }

    private func unchanged(
        _ place: TileGrid.Place, of image: VisibleImage, to question: TileQuestion
    ) -> TileAnswer? {
        guard question.ifNoneMatch != nil else { return nil }
        let tag = tag(place, of: image)
        return question.knows(tag) ? TileAnswer(status: 304, headers: headers(tag), body: nil) : nil
    }

    private func answer(
        _ tile: CachedTile, of image: VisibleImage, to question: TileQuestion
    ) -> TileAnswer {
        guard !question.knows(tile.tag) else {
            return TileAnswer(status: 304, headers: headers(tile.tag), body: nil)
        }
        var headers = headers(tile.tag)
        headers.append(("Content-Type", "image/jpeg"))
        headers.append(("Content-Length", tile.length))
        if case .image(let version) = question.service {
            let canonical = version == .three ? tile.canonical.three : tile.canonical.two
            headers.append(("Link", link(canonical, of: image, version, question.base)))
        }
        return TileAnswer(status: 200, headers: headers, body: question.isHead ? nil : tile.bytes)
    }

    private func read(
        _ place: TileGrid.Place, of image: VisibleImage, from pack: TilePack, mayWait: Bool
    ) throws(ImagingError) -> CachedTile? {
        guard let count = pack.tileByteCount(place) else { return nil }
        var result = Result<Bool, ImagingError>.success(false)
        var bytes = ByteBufferAllocator().buffer(capacity: count)
        bytes.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { room in
            let part = UnsafeMutableRawBufferPointer(rebasing: room[..<count])
            result = Result { () throws(ImagingError) in try pack.read(place, into: part, mayWait: mayWait) }
            return count
        }
        guard try result.get() else { return nil }
        return described(place, of: image, bytes, count)
    }

    private func described(
        _ place: TileGrid.Place, of image: VisibleImage, _ bytes: ByteBuffer, _ count: Int
    ) -> CachedTile {
        CachedTile(
            bytes: bytes, tag: tag(place, of: image), length: String(count),
            canonical: canonical(place, in: image.grid))
    }

    private func tag(_ place: TileGrid.Place, of image: VisibleImage) -> String {
        "\"\(image.tag)-\(place.level)-\(place.column)-\(place.row)\""
    }

    private func canonical(_ place: TileGrid.Place, in grid: TileGrid) -> (two: String, three: String) {
        guard let request = ResolvedRequest(tile: place, in: grid) else { return ("", "") }
        return (
            request.canonical(tiles.settings.rules(.two)), request.canonical(tiles.settings.rules(.three))
        )
    }

    // MARK: Other pictures

    /// The answer with a picture that is no stored tile.
    ///
    /// - Parameter client: who asks, for rationing.
    /// - Throws: ``IIIFError``.
    func answer(
        _ request: ResolvedRequest, of image: VisibleImage, version: IIIFVersion, for client: String,
        to question: TileQuestion
    ) async throws -> TileAnswer {
        let tag = "\"\(image.tag)-r\(DerivativeRenderer.revision)-\(request.key)\""
        guard !question.knows(tag) else { return TileAnswer(status: 304, headers: headers(tag), body: nil) }
        let file = try await Connection.untilClosed { [tiles] in
            try await tiles.derivative(request, of: image, for: client)
        }
        var headers = headers(tag)
        headers.append(("Content-Type", request.format.mediaType))
        headers.append(("Content-Length", String(file.count)))
        let canonical = request.canonical(tiles.settings.rules(version))
        headers.append(("Link", link(canonical, of: image, version, question.base)))
        return TileAnswer(
            status: 200, headers: headers, body: question.isHead ? nil : ByteBuffer(bytes: file))
    }

    // MARK: Headers

    private func headers(_ tag: String) -> [(String, String)] {
        var headers: [(String, String)] = []
        headers.reserveCapacity(16)
        headers.append(contentsOf: fixed)
        headers.append(("ETag", tag))
        return headers
    }

    /// Source: IIIF Image API 3.0 §4.7 and §6.
    private func link(
        _ canonical: String, of image: VisibleImage, _ version: IIIFVersion, _ base: String
    ) -> String {
        "<\(base)\(version.prefix)\(image.id.rawValue)/\(canonical)>;rel=\"canonical\", "
            + "<\(version.profile)>;rel=\"profile\""
    }
}
