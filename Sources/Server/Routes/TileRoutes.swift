import Foundation
import Geometry
import HTTPTypes
import Hummingbird
import Imaging
import Labeling
import NIOCore
import Workflow

/// The image services: IIIF Image API 3.0 and 2.1, and Deep Zoom, over the same tiles.
///
/// Addresses are read from the path as it came, because percent-encoding means something in them.
///
/// Source: IIIF Image API 3.0, <https://iiif.io/api/image/3.0/>, and 2.1, <https://iiif.io/api/image/2.1/>.
struct TileRoutes: EndpointGroup {
    /// Whether a path lies where nothing but image services is.
    static func serve(_ path: String) -> Bool { path.hasPrefix("/iiif/") || path.hasPrefix("/dzi/") }

    /// A longer address is refused unread.
    private static let longestAddress = 2048

    let desk: TileDesk

    var endpoints: [Endpoint] {
        let images = [IIIFVersion.three, .two].flatMap { version -> [Endpoint] in
            [
                Endpoint(
                    .get, "\(version.prefix){image}", "Leads to the image's information.", caller: .anyone,
                    success: [303], route: "\(version.prefix)**"
                ) { try await image($0, $1, version) },
                Endpoint(
                    .get, "\(version.prefix){image}/info.json", "The image's size and tiles.",
                    caller: .anyone, success: [200, 304], route: "\(version.prefix)**"
                ) { try await image($0, $1, version) },
                Endpoint(
                    .get, "\(version.prefix){image}/{region}/{size}/{rotation}/{quality}",
                    "A tile or other part of the image, sized, turned and coloured as asked.",
                    caller: .anyone, success: [200, 304], route: "\(version.prefix)**"
                ) { try await image($0, $1, version) },
            ]
        }
        return images + [
            Endpoint(
                .get, "/dzi/{descriptor}", "The image's size and tiles for Deep Zoom viewers: `{image}.dzi`.",
                caller: .anyone, route: "/dzi/**", handler: deepZoom),
            Endpoint(
                .get, "/dzi/{files}/{level}/{tile}",
                "A tile for Deep Zoom viewers: `{image}_files/{level}/{column}_{row}.jpg`.",
                caller: .anyone, success: [200, 304], route: "/dzi/**", handler: deepZoom),
        ]
    }

    // MARK: IIIF

    private func image(
        _ request: Request, _ context: BoxwoodContext, _ version: IIIFVersion
    ) async throws -> Response {
        let path = try IIIFPath(try path(request).dropFirst(version.prefix.count))
        let image = try await desk.tiles.image(ImageID(path.image), for: context.principal)
        switch path.subject {
        case .base:
            let location = "\(desk.links.base(for: request))\(version.prefix)\(image.id)/info.json"
            return Response(status: .seeOther, headers: [.location: location])
        case .information:
            return try await information(request, image, version)
        case .pixels(let region, let size, let rotation, let qualityFormat):
            let wanted = try IIIFRequest(
                region: region, size: size, rotation: rotation, qualityFormat: qualityFormat,
                rules: desk.tiles.settings.rules(version))
            let question = question(request, .image(version))
            if let place = try wanted.tile(in: image.grid) {
                return try await desk.answer(place, of: image, to: question).response
            }
            let resolved = try wanted.resolved(for: image.grid.size)
            return try await desk.answer(
                resolved, of: image, version: version, for: client(context), to: question
            ).response
        }
    }

    private func information(
        _ request: Request, _ image: VisibleImage, _ version: IIIFVersion
    ) async throws -> Response {
        let id = "\(desk.links.base(for: request))\(version.prefix)\(image.id)"
        let rules = desk.tiles.settings.rules(version)
        let document = try ImageInformation(id: id, grid: image.grid, rules: rules).json()
        let isLinkedData = Self.wantsLinkedData(request.headers[.accept])
        var response = try await Response.tagged(
            document, tag: "\(ContentTag.of(document))-\(isLinkedData ? "ld" : "json")",
            type: isLinkedData ? version.informationType : "application/json",
            cache: "\(visibility), max-age=60, must-revalidate", for: request)
        response.headers[.vary] = "Accept"
        response.headers[.link] = "<\(version.profile)>;rel=\"profile\""
        response.headers[.crossOriginResourcePolicy] = resourcePolicy
        return response
    }

    /// Whether the document is named JSON-LD; a browser's own window shows only what is named JSON.
    private static func wantsLinkedData(_ accept: String?) -> Bool {
        guard let accept, !accept.contains("ld+json") else { return true }
        return !accept.contains("application/json") && !accept.contains("text/html")
    }

    // MARK: Deep Zoom

    private func deepZoom(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let path = try path(request)
        let name = path.dropFirst("/dzi/".count)
        for (ending, type) in [(".dzi", "application/xml"), (".json", "application/json")]
        where name.hasSuffix(ending) && !name.contains("/") {
            let id = ImageID(String(name.dropLast(ending.count)))
            let image = try await desk.tiles.image(id, for: context.principal)
            let descriptor = DeepZoomDescriptor(grid: image.grid)
            let bytes = Array((ending == ".dzi" ? descriptor.xml : descriptor.json).utf8)
            var response = try await Response.tagged(
                bytes, tag: ContentTag.of(bytes), type: type,
                cache: "\(visibility), max-age=60, must-revalidate", for: request)
            response.headers[.crossOriginResourcePolicy] = resourcePolicy
            return response
        }
        guard let address = TileAddress(path), address.service == .deepZoom else {
            throw BoxwoodError.notFound("tile")
        }
        let id = ImageID(String(decoding: Array(path.utf8)[address.image], as: UTF8.self))
        let image = try await desk.tiles.image(id, for: context.principal)
        guard let place = address.tile(in: image.grid) else { throw BoxwoodError.notFound("tile") }
        return try await desk.answer(place, of: image, to: question(request, .deepZoom)).response
    }

    // MARK: What all share

    /// The path as it came, without its query.
    private func path(_ request: Request) throws(IIIFError) -> String {
        let path = request.head.path ?? ""
        guard path.utf8.count <= Self.longestAddress else {
            throw IIIFError(status: 414, "The address is longer than \(Self.longestAddress) bytes.")
        }
        return String(path.prefix { $0 != "?" })
    }

    private func question(_ request: Request, _ service: TileAddress.Service) -> TileQuestion {
        TileQuestion(
            service: service, base: desk.links.base(for: request), isHead: request.method == .head,
            ifNoneMatch: request.headers[.ifNoneMatch])
    }

    private func client(_ context: BoxwoodContext) -> String {
        context.principal?.account.id.rawValue ?? "address:\(context.clientAddress)"
    }

    private var visibility: String { desk.tiles.settings.isPublic ? "public" : "private" }

    private var resourcePolicy: String { desk.tiles.settings.isPublic ? "cross-origin" : "same-origin" }
}

extension HTTPField.Name {
    fileprivate static let link = HTTPField.Name("Link") ?? .location
}
