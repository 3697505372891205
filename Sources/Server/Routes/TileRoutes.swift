import Foundation
import HTTPTypes
import Hummingbird
import Imaging
import Labeling
import NIOCore
import Workflow

/// The IIIF Image API: image information, tiles and other regions.
///
/// Source: IIIF Image API 3.0, <https://iiif.io/api/image/3.0/>.
struct TileRoutes: EndpointGroup {
    let tiles: ServeTiles
    let links: LinkAddress
    let isPublic: Bool

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .get, "/iiif/3/{image}", "Leads to the image's information.", caller: .anyone, success: [303]
            ) { request, context in
                let visible = try await visible(context)
                let location = "\(links.base(for: request))/iiif/3/\(visible.image.id)/info.json"
                return Response(status: .seeOther, headers: [.location: location])
            },
            Endpoint(
                .get, "/iiif/3/{image}/info.json", "The image's size and tiles.", caller: .anyone,
                success: [200, 304], handler: information),
            Endpoint(
                .get, "/iiif/3/{image}/{region}/{size}/{rotation}/{quality}",
                "A tile or other region of the image.",
                caller: .anyone, success: [200, 304], handler: picture),
        ]
    }

    private func visible(_ context: BoxwoodContext) async throws -> VisibleImage {
        try await tiles.image(try context.identifier("image"), for: context.principal, isPublic: isPublic)
    }

    private func information(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let visible = try await visible(context)
        let id = "\(links.base(for: request))/iiif/3/\(visible.image.id)"
        let wantsLinkedData =
            request.headers[.accept].map { $0.contains("ld+json") || $0.contains("*/*") } ?? true
        let type = wantsLinkedData ? ImageInformation.mediaType : "application/json"
        var response = try await Response.tagged(
            tiles.information(of: visible, id: id), tag: "\(visible.image.tiles.sha256.prefix(32))-info",
            type: type,
            cache: "private, max-age=60, must-revalidate", for: request)
        response.headers[.vary] = "Accept"
        return crossOrigin(response)
    }

    private func picture(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let visible = try await visible(context)
        let wanted = try IIIFRequest(
            region: Self.decoded("region", context), size: Self.decoded("size", context),
            rotation: Self.decoded("rotation", context), qualityFormat: Self.decoded("quality", context))
        let canonical = try tiles.canonical(wanted, of: visible)
        var response = try await Response.tagged(
            try await tiles.render(wanted, of: visible),
            tag: "\(visible.image.tiles.sha256.prefix(32))-\(canonical)", type: "image/jpeg",
            cache: "\(isPublic ? "public" : "private"), max-age=31536000, immutable", for: request)
        let address = "\(links.base(for: request))/iiif/3/\(visible.image.id)/\(canonical)"
        response.headers[.link] = "<\(address)>;rel=\"canonical\""
        return crossOrigin(response)
    }

    /// Tiles may be drawn by other sites' viewers only where the server shows images to everybody.
    private func crossOrigin(_ response: Response) -> Response {
        guard isPublic else { return response }
        var response = response
        response.headers[.accessControlAllowOrigin] = "*"
        if let name = HTTPField.Name("Cross-Origin-Resource-Policy") {
            response.headers[name] = "cross-origin"
        }
        return response
    }

    private static func decoded(_ name: String, _ context: BoxwoodContext) -> String {
        let text = context.parameters.get(name) ?? ""
        return text.removingPercentEncoding ?? text
    }
}

extension HTTPField.Name {
    fileprivate static let link = HTTPField.Name("Link") ?? .location
}
