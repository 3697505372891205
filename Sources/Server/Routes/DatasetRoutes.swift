import Formats
import Foundation
import HTTPTypes
import Hummingbird
import Labeling
import NIOCore
import Workflow

/// Annotation files in and out.
struct DatasetRoutes: EndpointGroup {
    let environment: WorkflowEnvironment
    let version: String

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/formats", "The formats that can be read and written.", caller: .anyone) {
                _, _ in
                try .json(ItemsJSON(items: FormatList.all.map(FormatJSON.init)))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/export", "The dataset as a file, streamed.", handler: export
            ),
            Endpoint(
                .get, "/api/v1/projects/{project}/certificate",
                "What can be said of the export: hashes, settings, agreement, audits, balance, people under pseudonyms."
            ) { request, context in
                let certificate = try await CertifyExport(environment)(
                    try context.identifier("project"), layer: try request.query("layer", default: .consensus),
                    format: request.query("format") ?? "coco", by: try context.signedIn())
                return try .json(CertificateJSON(certificate, version: version))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/import",
                "Bring annotations in as one annotator's work, as known answers (gold, truth) or as predictions.",
                body: .file,
                handler: importFile),
        ]
    }

    private func export(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let export = try await ExportDataset(environment).prepare(
            try context.identifier("project"), layer: try request.query("layer", default: .consensus),
            format: request.query("format") ?? "coco", by: try context.signedIn())
        let body = ResponseBody { writer in
            try await export.write { chunk in try await writer.write(ByteBuffer(bytes: chunk)) }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: export.contentType,
                .contentDisposition: "attachment; filename*=UTF-8''\(Self.percentEncoded(export.fileName))",
            ],
            body: body)
    }

    private func importFile(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let principal = try context.signedIn()
        guard let layer = request.query("as").flatMap(ImportedLayer.init) else {
            throw BoxwoodError.invalid(
                "as",
                "Say what the annotations are: annotator:NAME, annotators, gold, truth or predictions:MODEL.")
        }
        let project: ProjectID = try context.identifier("project")
        let importDataset = ImportDataset(environment)
        try await importDataset.authorize(project, by: principal)
        try request.require(
            contentTypes: ["application/json", "application/xml", "text/xml", "application/octet-stream"])
        let buffer = try await request.collected(limit: environment.limits.annotationFileBytes)
        let imported = try await importDataset(
            Array(buffer.readableBytesView), named: request.query("name") ?? "upload",
            format: request.query("format") ?? "coco", as: layer, into: project,
            by: principal)
        return try .json(ImportedDatasetJSON(imported))
    }

    private static func percentEncoded(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-._~")))
            ?? "export"
    }

    private struct FormatJSON: Encodable {
        let id: String
        let name: String
        let export: Bool
        let `import`: Bool

        init(_ format: any DatasetFormat) {
            id = format.id
            name = format.title
            export = format.canExport
            `import` = format.canImport
        }
    }

    private struct ImportedDatasetJSON: Encodable {
        let images: Int
        let annotations: Int
        let skipped: [Notice]

        struct Notice: Encodable {
            let file: String
            let place: String
            let reason: String
        }

        init(_ imported: ImportedDataset) {
            images = imported.images
            annotations = imported.annotations
            skipped = imported.notices.map { Notice(file: $0.file, place: $0.path, reason: $0.reason) }
        }
    }
}
