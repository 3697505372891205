import Imaging
public import Labeling
import Logging

/// An image that is in the project now, and whether it was there before.
public struct ImportedImage: Sendable {
    /// The image.
    public let image: LabeledImage
    /// Whether the project held the same bytes already; nothing was added then.
    public let isDuplicate: Bool
}

/// Takes one uploaded file into a project: keeps it, decodes it in a process of its own, makes its tiles.
public struct ImportImage: Sendable {
    private let environment: WorkflowEnvironment

    /// Importing images, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Opens a draft for the file's bytes once the person's right to add images is known.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` or ``BoxwoodError/Code/forbidden``.
    public func begin(project: ProjectID, by principal: Principal) async throws(BoxwoodError) -> any BlobDraft
    {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
        }
        return try await draft(maximumBytes: environment.limits.image.maximumBytes)
    }

    /// Makes the image from a finished draft; on any failure nothing is left behind.
    ///
    /// - Parameter name: the file's name as the person knows it; never used as a path.
    /// - Throws: ``BoxwoodError/Code/invalid``, ``BoxwoodError/Code/unsupported`` or
    ///   ``BoxwoodError/Code/tooLarge`` with field `file` and a sentence that says what is wrong with it.
    public func finish(
        _ upload: any BlobDraft, name: String, project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ImportedImage {
        let ingested: IngestedImage
        let tiles = try await draft(maximumBytes: Int.max)
        do throws(ImagingError) {
            ingested = try await environment.ingester.ingest(source: upload.path, destination: tiles.path)
        } catch {
            upload.discard()
            tiles.discard()
            environment.logger.info(
                "image refused",
                metadata: ["name": "\(name)", "reason": "\(error.reason)", "detail": "\(error.detail)"])
            throw error.refusal
        }
        let (original, pack) = try await environment.workers.run { () throws(BoxwoodError) in
            do throws(BoxwoodError) {
                return (try upload.keep(), try tiles.keep())
            } catch {
                upload.discard()
                tiles.discard()
                throw error
            }
        }
        do throws(BoxwoodError) {
            let imported = try await place(
                original, tiles: pack, of: ingested, name: name, in: project, by: principal)
            if imported.isDuplicate { await removeUnused([pack]) }
            return imported
        } catch {
            await removeUnused([original, pack])
            throw error
        }
    }

    /// Adds the image whose files are kept already, or finds the one with the same bytes.
    private func place(
        _ original: BlobID, tiles: BlobID, of ingested: IngestedImage, name: String, in project: ProjectID,
        by principal: Principal
    ) async throws(BoxwoodError) -> ImportedImage {
        let fileName = TextRules.fileName(name, maximum: 255)
        let now = environment.clock.now()
        return try await environment.store.write { [environment] tx in
            let project = try tx.access(project, for: principal, atLeast: .requester).project
            if let present = try tx.image(in: project.id, original: original) {
                return ImportedImage(image: present, isDuplicate: true)
            }
            let image = LabeledImage(
                id: environment.identifiers.identifier(), projectID: project.id, name: fileName,
                position: try tx.nextPosition(in: project.id), size: ingested.size,
                format: ingested.format.rawValue, original: original, tiles: tiles, createdAt: now)
            try tx.insert(image, slots: project.replication)
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "image.added", projectID: project.id,
                    subject: image.id.rawValue, at: now))
            return ImportedImage(image: image, isDuplicate: false)
        }
    }

    /// Takes files away again that no image came to use; a failure to do so is logged.
    private func removeUnused(_ blobs: [BlobID]) async {
        do throws(BoxwoodError) {
            let unused = try await environment.store.read { tx in
                try blobs.filter { try !tx.isReferenced($0) }
            }
            let store = environment.blobs
            try await environment.workers.run { () throws(BoxwoodError) in
                for blob in unused { try store.remove(blob) }
            }
        } catch {
            environment.logger.error("files left behind", metadata: ["error": "\(error)"])
        }
    }

    private func draft(maximumBytes: Int) async throws(BoxwoodError) -> any BlobDraft {
        let blobs = environment.blobs
        return try await environment.workers.run { () throws(BoxwoodError) in
            try blobs.draft(maximumBytes: maximumBytes)
        }
    }
}
