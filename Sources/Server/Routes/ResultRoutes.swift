import Agreement
import Geometry
import HTTPTypes
import Hummingbird
import Imaging
import Labeling
import Workflow

/// What is derived from the answers: agreement, consensus, heatmaps.
struct ResultRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] { figures + heatmaps }

    private var figures: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/agreement",
                "How far people agree with one another and with the consensus, with intervals."
            ) { _, context in
                let agreement = try await MeasureAgreement(environment)(
                    try context.identifier("project"), by: try context.signedIn())
                return try .json(AgreementJSON(agreement))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/fit",
                "What the last fit of the consensus learned about the people, with intervals."
            ) { _, context in
                try await .json(
                    FitJSON(
                        ReviewFit(environment)(
                            try context.identifier("project"), by: try context.signedIn())))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/balance",
                "How the accepted objects are spread over the classes, with intervals."
            ) { _, context in
                try await .json(
                    BalanceJSON(
                        ReviewBalance(environment)(
                            try context.identifier("project"), by: try context.signedIn())))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/consensus",
                "Make the consensus of every image again, from all answers at once."
            ) { _, context in
                let settled = try await FitConsensus(environment)(
                    try context.identifier("project"), by: try context.signedIn())
                return try .json(SettledJSON(settled))
            },
        ]
    }

    private var heatmaps: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/images/{image}/objects/{object}/outlines",
                "Which parts of an object how many of its people drew, as nested outlines."
            ) { _, context in
                let object: Identifier<ConsensusObject> = try context.identifier("object")
                let outlines = try await OutlineSupport(environment)(
                    of: object.rawValue, on: try context.identifier("image"),
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(OutlinesJSON(outlines))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/images/{image}/heatmap.png",
                "Where the answers to an image differ, as a picture.", success: [200, 304]
            ) { request, context in
                let maps = MapDisagreement(environment)
                let layer: DisagreementLayer = try request.query("layer", default: .total)
                let (map, size) = try await self.map(maps, context)
                let bytes = try await maps.png(map.grid(of: layer), size: Self.fitted(size, into: 1024))
                return try await Self.picture(bytes, for: request)
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/images/{image}/heatmap.json",
                "Where the answers to an image differ, as numbers."
            ) { _, context in
                let (map, _) = try await self.map(MapDisagreement(environment), context)
                return try .json(HeatmapJSON(map))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/heatmap.png",
                "Where in the frame the answers of a project differ, as a picture.", success: [200, 304]
            ) { request, context in
                let maps = MapDisagreement(environment)
                let found = try await maps.project(
                    try context.identifier("project"), by: try context.signedIn())
                let bytes = try await maps.png(found, size: PixelSize(width: 512, height: 512))
                return try await Self.picture(bytes, for: request)
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/heatmap.json",
                "Where in the frame the answers of a project differ, as numbers."
            ) { _, context in
                let found = try await MapDisagreement(environment).project(
                    try context.identifier("project"), by: try context.signedIn())
                return try .json(
                    ProjectHeatmapJSON(
                        columns: found.grid.columns, rows: found.grid.rows, values: found.grid.values,
                        images: found.images, maximum: found.maximum))
            },
            Endpoint(.get, "/api/v1/legend", "The colours of the heatmaps by value.", caller: .anyone) {
                _, _ in
                try .json(LegendJSON(.blueYellow))
            },
        ]
    }

    private func map(
        _ maps: MapDisagreement, _ context: BoxwoodContext
    ) async throws -> (map: DisagreementMap, size: PixelSize) {
        try await maps.image(
            try context.identifier("image"), in: try context.identifier("project"), by: try context.signedIn()
        )
    }

    private static func picture(_ bytes: [UInt8], for request: Request) async throws -> Response {
        try await Response.tagged(
            bytes, tag: ContentTag.of(bytes), type: "image/png", cache: "private, no-cache", for: request)
    }

    /// The size of the same shape whose longer side is at most `side` pixels.
    private static func fitted(_ size: PixelSize, into side: Int) -> PixelSize {
        let longest = max(size.width, size.height)
        guard longest > side else { return size }
        return PixelSize(
            width: max(1, size.width * side / longest), height: max(1, size.height * side / longest))
    }
}
