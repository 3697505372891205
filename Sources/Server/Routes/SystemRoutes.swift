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
    let version: String
    let databaseVersion: String?

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/healthz", "Whether the server works.", caller: .anyone) { _, _ in
                _ = try await environment.store.read { tx in try tx.projects().count }
                return try .json([
                    "status": "ok", "version": version, "sqlite": databaseVersion,
                    "vips": ImagingSystem.version,
                ])
            },
            Endpoint(.get, "/metrics", "Counters in Prometheus text format.", caller: .anyone) { _, _ in
                Response(
                    status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                    body: ResponseBody(
                        byteBuffer: ByteBuffer(string: tiles.metrics.text(pictures: tiles.desk.tiles.load))))
            },
        ]
    }
}
