import HTTPTypes
import Hummingbird
import Imaging
import Labeling
import NIOCore
import Workflow

/// Whether the server works, and how much it has done.
struct SystemRoutes: EndpointGroup {
    let environment: WorkflowEnvironment
    let tiles: FastTiles
    let configuration: ServerConfiguration

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/healthz", "Whether the server works.", caller: .anyone) { _, _ in
                _ = try await environment.store.read { tx in try tx.projects().count }
                return try .json([
                    "status": "ok", "version": configuration.version, "sqlite": configuration.databaseVersion,
                    "vips": ImagingSystem.version,
                ])
            },
            Endpoint(
                .get, "/metrics",
                "Counters in Prometheus text format; to the owner and to processes of the server's machine, unless all may see them.",
                caller: .anyone
            ) { request, context in
                try configuration.metrics.check(
                    request.headers, from: context, hasPublicURL: configuration.publicURL != nil)
                return Response(
                    status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                    body: ResponseBody(
                        byteBuffer: ByteBuffer(string: tiles.metrics.text(pictures: tiles.desk.tiles.load))))
            },
            Endpoint(
                .post, "/api/v1/verification",
                "Verify everything that is stored (owner only), and mend what can be (repair=true); as server-sent events.",
                handler: verify),
        ]
    }

    private func verify(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let principal = try context.signedIn()
        let verification = VerifyData(environment)
        try verification.authorize(principal)
        let repairs = request.query("repair") == "true"
        return EventStream.response(status: .ok) { send in
            do throws(BoxwoodError) {
                let summary = try await verification(repairs: repairs, by: principal) { event in
                    send(VerificationJSON(event))
                }
                send(VerificationJSON(summary))
            } catch {
                send(VerificationJSON(error))
            }
        }
    }
}
