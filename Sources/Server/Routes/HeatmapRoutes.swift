import Agreement
import Geometry
import HTTPTypes
import Hummingbird
import Imaging
import Labeling
import Workflow

/// Where answers differ: on an image, and over a project.
struct HeatmapRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    /// The longer side of pictures in pixels, at most.
    private static let pictureSide = 1024
    private static let frameSide = 512

    var endpoints: [Endpoint] { ofImages + ofProjects }

    private var ofImages: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/images/{image}/heatmap.png",
                """
                Where the answers to an image differ, as a picture; by layer, label, annotator, threshold and \
                weighting.
                """,
                success: [200, 304]
            ) { request, context in
                let heatmap = try await heatmap(request, context)
                let size = Self.fitted(heatmap, into: Self.pictureSide)
                let bytes = try await MapDisagreement(environment).png(heatmap, size: size)
                return try await Self.picture(bytes, for: request)
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/images/{image}/heatmap.json",
                "The same as numbers, with a legend and the places where people differ most."
            ) { request, context in try .json(HeatmapJSON(await heatmap(request, context))) },
            Endpoint(.get, "/api/v1/legend", "The colours of the heatmaps by value.", caller: .anyone) {
                _, _ in
                try .json(LegendJSON(.blueYellow))
            },
        ]
    }

    private var ofProjects: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/heatmap.png",
                "Where in the frame the answers of a project differ, as a picture; by layer and label.",
                success: [200, 304]
            ) { request, context in
                let (project, layer, label) = try await disagreement(request, context)
                let grid = project.tally.grid(of: layer, label: label)
                let bytes = try await MapDisagreement(environment).png(
                    frame: grid, size: PixelSize(width: Self.frameSide, height: Self.frameSide))
                return try await Self.picture(bytes, for: request)
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/heatmap.json",
                "Where in the frame the answers of a project differ, as numbers; by layer and label."
            ) { request, context in
                let (project, layer, label) = try await disagreement(request, context)
                return try .json(
                    ProjectHeatmapJSON(
                        project.tally.grid(of: layer, label: label), images: project.tally.images))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/disagreement.json",
                "Where in the frame, at which sizes, in which classes and between whom answers differ."
            ) { request, context in
                let (project, layer, label) = try await disagreement(request, context)
                return try .json(DisagreementJSON(project, layer: layer, label: label))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/disagreement/images",
                "The images behind a part of that: by cell, size, label, classes or people."
            ) { request, context in
                let project: ProjectID = try context.identifier("project")
                let review = ReviewDisagreement(environment)
                let (page, total) = try await review.images(
                    behind: try await selection(request, in: project, context), of: project,
                    after: request.query("after"), limit: try request.limit(),
                    by: try context.signedIn())
                return try .json(DisagreementImagesJSON(page, total: total))
            },
        ]
    }

    private func heatmap(
        _ request: Request, _ context: BoxwoodContext
    ) async throws -> ImageHeatmap {
        var query = HeatmapQuery()
        query.layer = try request.query("layer", default: .total)
        query.label = request.filled("label")
        query.annotator = request.filled("annotator")
        query.threshold = try request.fraction("threshold") ?? 0
        query.weighting = try request.query("weighting", default: .votes)
        return try await MapDisagreement(environment).image(
            try context.identifier("image"), in: try context.identifier("project"), query,
            by: try context.signedIn())
    }

    private func disagreement(
        _ request: Request, _ context: BoxwoodContext
    ) async throws -> (ProjectDisagreement, DisagreementLayer, LabelClassID?) {
        let layer: DisagreementLayer = try request.query("layer", default: .total)
        let id: ProjectID = try context.identifier("project")
        let label = try await label(request, in: id, context)
        let project = try await ReviewDisagreement(environment)(id, by: try context.signedIn())
        return (project, layer, label)
    }

    private func label(
        _ request: Request, in project: ProjectID, _ context: BoxwoodContext
    ) async throws -> LabelClassID? {
        guard let text = request.filled("label") else { return nil }
        return try await ReviewDisagreement(environment).label(
            text, of: project, by: try context.signedIn())
    }

    private func selection(
        _ request: Request, in project: ProjectID, _ context: BoxwoodContext
    ) async throws -> DisagreementSelection {
        let layer: DisagreementLayer = try request.query("layer", default: .total)
        let label = try await label(request, in: project, context)
        let part: DisagreementSelection.Part =
            if let cell = request.filled("cell") {
                try Self.cell(cell)
            } else if let size = request.filled("size") {
                try Self.size(size)
            } else if let classes = request.filled("classes") {
                .classes(try Self.pair(classes, "classes", DisagreementTally.ClassPair.init))
            } else if let people = request.filled("people") {
                .people(try Self.pair(people, "people", AnnotatorPair.init))
            } else {
                .all
            }
        return DisagreementSelection(part, layer: layer, label: label)
    }

    private static func cell(_ text: String) throws(BoxwoodError) -> DisagreementSelection.Part {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        let sides = 0..<DisagreementSummary.side
        guard numbers.count == 2, let column = numbers[0], let row = numbers[1], sides.contains(column),
            sides.contains(row)
        else {
            throw .invalid(
                "cell", "This is column,row, each from 0 to \(DisagreementSummary.side - 1).")
        }
        return .cell(column: column, row: row)
    }

    private static func size(_ text: String) throws(BoxwoodError) -> DisagreementSelection.Part {
        let bins = Histogram.sides.edges.count
        guard let bin = Int(text), (0...bins).contains(bin) else {
            throw .invalid("size", "This is the number of a bin of sizes, from 0 to \(bins).")
        }
        return .size(bin)
    }

    private static func pair<Kind, Pair>(
        _ text: String, _ name: String, _ make: (Identifier<Kind>, Identifier<Kind>) -> Pair
    ) throws(BoxwoodError) -> Pair {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
            throw .invalid(name, "These are two identifiers with a comma between them.")
        }
        return make(Identifier(parts[0]), Identifier(parts[1]))
    }

    private static func picture(_ bytes: [UInt8], for request: Request) async throws -> Response {
        try await Response.tagged(
            bytes, tag: ContentTag.of(bytes), type: "image/png", cache: "private, no-cache", for: request)
    }

    /// The image's size, or the size of the same shape whose longer side is at most `side` pixels.
    private static func fitted(_ heatmap: ImageHeatmap, into side: Int) -> PixelSize {
        let size = heatmap.size
        let longest = size.longestSide
        guard longest > side else { return size }
        return PixelSize(
            width: max(1, size.width * side / longest), height: max(1, size.height * side / longest))
    }
}
