public import Labeling

/// Lists and deletes images.
public struct ManageImages: Sendable {
    private let environment: WorkflowEnvironment

    /// Managing images, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Rows of the table of images; not for annotators, who must not learn what others did.
    public func list(
        _ project: ProjectID, query: ImageQuery, by principal: Principal
    ) async throws(BoxwoodError) -> Page<ImageOverview> {
        var query = query
        query.limit = min(max(query.limit, 1), 500)
        return try await environment.store.read { [query] tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            return try tx.overview(of: project, query: query)
        }
    }

    /// Deletes an image and the answers about it; its files go when nothing else uses them.
    public func delete(
        _ id: ImageID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        let now = environment.clock.now()
        let blobs = try await environment.store.write { tx -> [BlobID] in
            let image = try tx.image(id, in: project, for: principal, atLeast: .requester).image
            try tx.deleteImage(id)
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "image.deleted", projectID: project,
                    subject: id.rawValue,
                    at: now))
            return [image.original, image.tiles]
        }
        try await UnusedBlobs(environment).remove(blobs)
    }
}
