import Agreement
import Crypto
public import Labeling

/// Makes the certificate of an export, by making the export itself.
public struct CertifyExport: Sendable {
    private let environment: WorkflowEnvironment

    /// Certifying, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The certificate of the export that one would get now.
    ///
    /// - Throws: ``BoxwoodError/Code/conflict`` when answers came in meanwhile, so that its parts would not fit together.
    public func callAsFunction(
        _ id: ProjectID, layer: ExportLayer, format: String, by principal: Principal
    ) async throws(BoxwoodError) -> ExportCertificate {
        let revision = try await environment.store.read { tx in try tx.answersRevision(of: id) }
        let export = try await ExportDataset(environment).prepare(
            id, layer: layer, format: format, by: principal)
        let content = try await digest(of: export)
        let agreement = try await MeasureAgreement(environment)(id, by: principal).report
        let balance = try await ReviewBalance(environment)(id, by: principal)
        let (images, replication) = try await images(of: id)
        return try await environment.store.read { tx in
            let access = try tx.access(id, for: principal, atLeast: .requester)
            guard try tx.answersRevision(of: id) == revision else {
                throw BoxwoodError(.conflict, "Answers came in while the certificate was made; ask again.")
            }
            // Whoever reads the certificate need not know the people.
            let reader = ProjectAccess(project: access.project, role: .reviewer)
            let fit = try tx.fit(of: id)
            let model = try fit.map(FitDocument.decode)?.model
            let annotators = try tx.submissionCounts(in: id).map { person, answers in
                (
                    name: try tx.displayName(of: person, for: reader), answers: answers,
                    skill: model?.skill(of: person)
                )
            }
            return ExportCertificate(
                project: access.project, instructionsDigest: Secret.hash(access.project.instructions),
                layer: layer, format: format, content: content, images: images, replication: replication,
                agreement: agreement,
                annotators: annotators.sorted {
                    $0.answers == $1.answers ? $0.name < $1.name : $0.answers > $1.answers
                },
                audits: try tx.qualityAudits(of: id).map { try tx.report(on: $0, for: reader) },
                balance: balance, fit: fit?.digest)
        }
    }

    private func digest(of export: PreparedExport) async throws(BoxwoodError) -> ContentDigest {
        var (hasher, bytes) = (SHA256(), 0)
        do {
            try await export.write { chunk in
                hasher.update(data: chunk)
                bytes += chunk.count
            }
        } catch let error as BoxwoodError {
            throw error
        } catch {
            throw BoxwoodError(.internal, "The export could not be written: \(error)")
        }
        return ContentDigest(count: bytes, sha256: Secret.hexadecimal(hasher.finalize()))
    }

    private func images(
        of id: ProjectID
    ) async throws(BoxwoodError) -> (ContentDigest, ExportCertificate.Replication) {
        var hashes: [String] = []
        var replication: ExportCertificate.Replication = [:]
        try await environment.store.eachPage(of: id, size: 500) { tx, image in
            (image.original.sha256, try tx.overview(of: image.id)?.submitted ?? 0)
        } take: { page in
            for (hash, answers) in page {
                hashes.append(hash)
                replication[answers, default: 0] += 1
            }
        }
        return (
            ContentDigest(count: hashes.count, sha256: Secret.hash(hashes.joined(separator: "\n"))),
            replication
        )
    }
}
