import HTTPTypes
import Hummingbird
import Labeling
import NIOCore
import Workflow

/// Files on their way to becoming images.
struct UploadRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/projects/{project}/images",
                "Upload one image; 200 when the project holds the same bytes already. "
                    + "Who accepts text/event-stream is told how far it is (202) once the file is kept.",
                body: .file, success: [200, 201, 202], handler: upload),
            Endpoint(
                .get, "/api/v1/projects/{project}/uploads",
                "Files that were kept and are not images yet, and those that were refused."
            ) { _, context in
                let uploads = try await ManageUploads(environment).list(
                    try context.identifier("project"), by: try context.signedIn())
                return try .json(ItemsJSON(items: uploads.map(UploadProgressJSON.init)))
            },
            Endpoint(
                .delete, "/api/v1/projects/{project}/uploads/{upload}",
                "Break off the work on a file, or forget one that was refused.", success: [204]
            ) { _, context in
                try await ManageUploads(environment).remove(
                    try context.identifier("upload"), from: try context.identifier("project"),
                    by: try context.signedIn())
                return .empty()
            },
        ]
    }

    private func upload(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let principal = try context.signedIn()
        let project: ProjectID = try context.identifier("project")
        guard let name = request.query("name"), !name.isEmpty else {
            throw BoxwoodError.invalid("name", "Give the file's name in the query.")
        }
        let importImage = ImportImage(environment)
        let draft = try await importImage.begin(project: project, by: principal)
        do {
            try request.require(contentTypes: ["image/*", "application/octet-stream"])
            for try await part in request.body {
                let bytes = Array(part.readableBytesView)
                try await environment.workers.run { () throws(BoxwoodError) in try draft.append(bytes) }
            }
        } catch {
            draft.discard()
            throw error
        }
        guard EventStream.isWanted(by: request) else {
            let imported = try await importImage.finish(draft, name: name, project: project, by: principal)
            return try .json(UploadedImageJSON(imported), status: imported.isDuplicate ? .ok : .created)
        }
        let accepted = try await importImage.accept(draft, name: name, project: project, by: principal)
        return EventStream.response(status: .accepted) { send in
            for await progress in accepted.updates {
                send(UploadProgressJSON(accepted.id, progress))
                if case .failed = progress { await importImage.told(accepted) }
            }
        }
    }
}
