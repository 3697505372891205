import Foundation
import Geometry
import Imaging
import Labeling
import Logging
import Storage
import TestSupport

@testable import Workflow

/// Everything a use case needs, real but small: SQLite in memory, blobs in a folder of its own, a clock the test turns.
final class Bench: Sendable {
    let environment: WorkflowEnvironment
    let store: any Store
    let time = TestClock()
    let folder: TemporaryFolder

    init(limits: WorkflowLimits = WorkflowLimits(), identifierSeed: UInt64 = 1) throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore.inMemory()
        environment = WorkflowEnvironment(
            store: store, blobs: try FileBlobStore.open(folder: folder.path),
            ingester: InProcessIngester(limits: limits.image), clock: time.clock,
            identifiers: .seeded(identifierSeed), limits: limits,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// An account that is there already; its password is hashed weakly, so that signing in is quick.
    func person(_ name: String, role: Role = .annotator, password: String? = nil) async throws -> Principal {
        let hash = try password.map { try PasswordHash(logarithm: 4).make($0) }
        let account = Account(
            id: environment.identifiers.identifier(), email: "\(name.lowercased())@example.org", name: name,
            role: role, passwordHash: hash, createdAt: time.now)
        try await store.write { tx in try tx.insert(account) }
        return Principal(account: account, scope: .write, boundTo: nil)
    }

    /// A project with classes of these names; by quorum unless told otherwise, so that figures can be said by heart.
    func project(
        _ name: String = "Cells", labels: [String] = ["cat", "dog"], replication: Int = 3,
        method: String = "quorum", by principal: Principal
    ) async throws -> ProjectDetail {
        var draft = ProjectDraft()
        draft.name = name
        draft.labels = labels.map { LabelDraft(name: $0) }
        draft.replication = replication
        draft.consensusMethod = method
        return try await ManageProjects(environment).create(draft, by: principal)
    }

    /// A new person with a role in a project.
    func member(_ name: String, of project: ProjectID, role: Role = .annotator) async throws -> Principal {
        let principal = try await person(name)
        try await store.write { tx in
            try tx.put(Membership(projectID: project, accountID: principal.account.id, role: role))
        }
        return principal
    }

    /// Images of 64 by 48 pixels without files behind them, for tests that never look at pixels.
    @discardableResult
    func place(images names: [String], in project: ProjectID) async throws -> [LabeledImage] {
        try await store.write { [environment, now = time.now] tx in
            let slots = try tx.project(project)?.replication ?? 0
            return try names.map { name in
                let blob = BlobID(sha256: Secret.hash(project.rawValue + name))
                let image = LabeledImage(
                    id: environment.identifiers.identifier(), projectID: project, name: name,
                    position: try tx.nextPosition(in: project), size: PixelSize(width: 64, height: 48),
                    format: "png", original: blob, tiles: blob, createdAt: now)
                try tx.insert(image, slots: slots)
                return image
            }
        }
    }

    /// The person's next turn.
    func next(in project: ProjectID, for principal: Principal) async throws -> WorkItem? {
        try await AssignNext(environment)(in: project, by: principal)
    }

    /// Answers a turn.
    @discardableResult
    func submit(
        _ annotations: [Annotation], to item: WorkItem, id: SubmissionID? = nil,
        screened: ScreenedArea? = nil, by principal: Principal
    ) async throws -> SubmissionReceipt {
        try await SubmitAnnotations(environment)(
            annotations, id: id ?? environment.identifiers.uuid(), assignment: item.assignment.id,
            lease: item.assignment.leaseToken, activeMilliseconds: 1_000, screened: screened, by: principal)
    }

    /// Takes the next turn and answers it.
    @discardableResult
    func answer(
        _ annotations: [Annotation], in project: ProjectID, by principal: Principal
    ) async throws -> SubmissionReceipt {
        guard let item = try await next(in: project, for: principal) else {
            throw BoxwoodError(.notFound, "Nothing is left for \(principal.account.name).")
        }
        return try await submit(annotations, to: item, by: principal)
    }

    /// Uploads a file as the web client does, in pieces.
    func upload(
        _ bytes: [UInt8], name: String, to project: ProjectID, by principal: Principal
    ) async throws -> ImportedImage {
        let use = ImportImage(environment)
        let draft = try await use.begin(project: project, by: principal)
        do {
            for start in stride(from: 0, to: bytes.count, by: 1_000) {
                try draft.append(Array(bytes[start..<min(start + 1_000, bytes.count)]))
            }
        } catch {
            draft.discard()
            throw error
        }
        return try await use.finish(draft, name: name, project: project, by: principal)
    }
}
