public import Formats
import Geometry
public import Labeling

/// What an import brought in, and what it left out and why.
public struct ImportedDataset: Sendable {
    /// Images that got an answer or a layer.
    public var images = 0
    /// Annotations brought in.
    public var annotations = 0
    /// Places in the file that were left out or changed, with the reason.
    public var notices: [DatasetNotice] = []
}

/// Brings annotations from a file into a project: all of them or, where the file is refused, none.
public struct ImportDataset: Sendable {
    private let environment: WorkflowEnvironment
    private let settle: SettleConsensus

    /// Importing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
        self.settle = SettleConsensus(environment)
    }

    /// Refuses whoever may not import, before a byte of the file is read.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` or ``BoxwoodError/Code/forbidden``.
    public func authorize(_ project: ProjectID, by principal: Principal) async throws(BoxwoodError) {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
        }
    }

    /// Reads a file and stores what it says about images that the project holds under the same file name.
    ///
    /// Every image the file lists counts as answered, also without annotations. Shapes are cut at the image's edge.
    /// Images that are missing here, or answered by the same person before, are left out with a notice.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - name: its name, for messages.
    /// - Throws: ``BoxwoodError/Code/invalid`` whose field is the place in the file; then nothing was stored.
    public func callAsFunction(
        _ bytes: [UInt8], named name: String, format: String, as layer: ImportedLayer,
        into project: ProjectID,
        by principal: Principal
    ) async throws(BoxwoodError) -> ImportedDataset {
        guard let format = FormatList.named(format), format.canImport else {
            throw .invalid("format", "Annotations cannot be imported from the format \(format).")
        }
        let document = try await environment.workers.run { () throws(BoxwoodError) -> DatasetDocument in
            do throws(FormatError) {
                return try format.read(bytes, name: name, tolerance: .strict)
            } catch {
                throw error.refusal
            }
        }
        let now = environment.clock.now()
        let (result, touched) = try await environment.store.write { [environment] tx in
            let access = try tx.access(project, for: principal, atLeast: .requester)
            var placement = try DatasetPlacement(
                document, file: name, project: access.project, transaction: tx, environment: environment)
            switch layer {
            case .annotator(let author):
                try placement.storeAnswers(
                    of: author, images: document.images.map(\.number), annotator: nil, in: tx)
            case .annotators:
                guard !document.annotators.isEmpty else {
                    throw BoxwoodError.invalid("annotators", "The file does not say who drew what.")
                }
                for author in document.annotators {
                    let images = document.assignments.filter { $0.annotatorNumber == author.number }
                    try placement.storeAnswers(
                        of: author.name, images: images.map(\.imageNumber), annotator: author.number, in: tx)
                }
            case .gold: try placement.storeReferences(.gold, source: "gold", in: tx)
            case .truth: try placement.storeReferences(.truth, source: "truth", in: tx)
            case .predictions(let model): try placement.storeReferences(.prediction, source: model, in: tx)
            }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "dataset.imported", projectID: project,
                    subject: project.rawValue, at: now))
            return (placement.result, placement.touched)
        }
        for image in touched { await settle.afterSubmission(to: image) }
        return result
    }
}

extension FormatError {
    /// What the person who sent the file is told.
    var refusal: BoxwoodError {
        BoxwoodError(.invalid, reason, field: place ?? "file")
    }
}
