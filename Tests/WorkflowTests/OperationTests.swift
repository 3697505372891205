import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Draft operations")
struct OperationTests {
    let bench: Bench
    let ada: Principal
    let project: ProjectDetail
    let item: WorkItem

    init() async throws {
        bench = try Bench()
        let rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 1, by: rolf)
        try await bench.place(images: ["a.png", "b.png"], in: project.project.id)
        ada = try await bench.member("Ada", of: project.project.id)
        item = try #require(try await bench.next(in: project.project.id, for: ada))
    }

    private var cat: LabelClassID { project.labels[0].id }

    private func put(_ operation: Int, _ annotation: Annotation) -> ReceivedOperation {
        ReceivedOperation(id: .client(operation), edit: .put(annotation))
    }

    private func remove(_ operation: Int, _ annotation: Int) -> ReceivedOperation {
        ReceivedOperation(id: .client(operation), edit: .remove(.client(annotation)))
    }

    @discardableResult
    private func record(_ operations: [ReceivedOperation]) async throws -> OperationsReceipt {
        try await RecordOperations(bench.environment)(operations, to: item.assignment.id, by: ada)
    }

    private func draft() async throws -> Draft {
        try await bench.store.read { tx in Draft(try tx.operations(of: item.assignment.id)) }
    }

    @Test("edits add up to the draft, in the order they were taken")
    func adding() async throws {
        let moved = Annotation.box(1, cat, x: 9)
        let receipt = try await record([
            put(1, .box(1, cat)), put(2, .box(2, cat)), put(3, moved), remove(4, 2), remove(5, 77),
        ])
        #expect(receipt.revision == 5)
        #expect(receipt.acknowledged == (1...5).map { .client($0) })
        #expect(receipt.rejected.isEmpty)
        #expect(try await draft().annotations == [moved])
    }

    @Test("an edit that comes again is acknowledged again and done once")
    func idempotent() async throws {
        try await record([put(1, .box(1, cat)), remove(2, 1), put(3, .box(3, cat))])
        let before = try await draft()
        let again = try await record([put(1, .box(1, cat)), put(3, .box(3, cat)), put(3, .box(3, cat))])
        #expect(again.revision == 3)
        #expect(again.acknowledged == [.client(1), .client(3), .client(3)])
        #expect(try await draft() == before)
    }

    @Test("a bad edit is named with its field while the others are taken")
    func rejected() async throws {
        let bad = Annotation.box(3, LabelClassID("horse"))
        let receipt = try await record([
            put(1, .box(1, cat)), put(2, .box(2, cat, x: 60)), put(3, bad),
            ReceivedOperation(id: OperationID("four"), edit: .remove(.client(1))), put(5, .box(5, cat)),
        ])
        #expect(receipt.acknowledged == [.client(1), .client(5)])
        #expect(receipt.rejected.map(\.id) == [.client(2), .client(3), OperationID("four")])
        #expect(
            receipt.rejected.map(\.error.field) == [
                "operations[1].annotation.shape", "operations[2].annotation.labelId", "operations[3].id",
            ])
        #expect(try await draft().annotations.map(\.id) == [.client(1), .client(5)])
    }

    @Test("edits are taken after the lease ran out, also when somebody else holds the image")
    func afterExpiry() async throws {
        let bob = try await bench.member("Bob", of: project.project.id)
        bench.time.turn(seconds: 1_000)
        #expect(try await bench.next(in: project.project.id, for: bob) != nil)
        #expect(try await record([put(1, .box(1, cat))]).acknowledged == [.client(1)])
    }

    @Test("edits after the answer are refused, and change nothing")
    func afterSubmission() async throws {
        try await record([put(1, .box(1, cat))])
        try await bench.submit([.box(1, cat)], to: item, by: ada)
        #expect(try await refusal { try await record([remove(2, 1)]) }?.code == .conflict)
        #expect(try await draft().annotations.count == 1)
    }

    @Test("an operation's identifier belongs to one draft")
    func foreignOperation() async throws {
        try await record([put(1, .box(1, cat))])
        let bob = try await bench.member("Bob", of: project.project.id)
        let bobs = try #require(try await bench.next(in: project.project.id, for: bob))
        let receipt = try await RecordOperations(bench.environment)(
            [put(1, .box(1, cat)), put(2, .box(2, cat))], to: bobs.assignment.id, by: bob)
        #expect(receipt.rejected.map(\.error.code) == [.conflict])
        #expect(receipt.acknowledged == [.client(2)])
    }

    @Test("a request holds at most 500 edits")
    func limit() async throws {
        let many = (0..<501).map { put($0, .box($0, cat)) }
        let refused = try await refusal { try await record(many) }
        #expect(refused?.code == .tooLarge)
        #expect(refused?.field == "operations")
        #expect(try await draft().revision == 0)
        #expect(try await record(Array(many.dropLast())).revision == 500)
    }

    @Test("a draft survives its lease: the next turn at the image goes on where it was")
    func resumedDraft() async throws {
        try await record([put(1, .box(1, cat))])
        bench.time.turn(seconds: 1_000)
        var found: WorkItem?
        while let next = try await bench.next(in: project.project.id, for: ada), found == nil {
            if next.image.id == item.image.id {
                found = next
            } else {
                try await bench.submit([], to: next, by: ada)
            }
        }
        #expect(found?.draft.annotations == [.box(1, cat)])
        #expect(found?.assignment.id == item.assignment.id)
    }

    private func put(
        _ operation: Int, _ annotation: Annotation, on base: Int?
    ) -> ReceivedOperation {
        ReceivedOperation(
            id: .client(operation), edit: .put(annotation), base: .revision(base.map { .client($0) }))
    }

    @Test("an edit made from the shape's last revision is taken, one made from an older one is stale, alone")
    func stale() async throws {
        try await record([put(1, .box(1, cat), on: nil), put(2, .box(1, cat, x: 5), on: 1)])
        let elsewhere = Annotation.box(1, cat, x: 9)
        try await record([put(3, elsewhere, on: 2)])

        let receipt = try await record([put(4, .box(1, cat, x: 1), on: 2), put(5, .box(2, cat), on: nil)])
        #expect(receipt.acknowledged == [.client(5)])
        let rejection = try #require(receipt.rejected.first)
        #expect(rejection.error.code == .stale)
        #expect(rejection.error.field == "operations[0].base")
        #expect(rejection.present?.id == .client(3))
        #expect(rejection.present?.edit == .put(elsewhere))
        #expect(receipt.previousRevision == 3)
        #expect(receipt.revision == 4)
        #expect(try await record([put(6, .box(1, cat, x: 1), on: 3)]).rejected.isEmpty)
        #expect(try await draft().shapeRevisions == [.client(1): .client(6), .client(2): .client(5)])
    }

    @Test("a shape removed elsewhere is stale too, and one that nobody knows cannot have a base")
    func staleRemoval() async throws {
        try await record([put(1, .box(1, cat), on: nil), remove(2, 1)])
        let receipt = try await record([put(3, .box(1, cat, x: 5), on: 1), put(4, .box(2, cat), on: 77)])
        #expect(receipt.rejected.map(\.error.code) == [.stale, .stale])
        #expect(receipt.rejected[0].present?.edit == .remove(.client(1)))
        #expect(receipt.rejected[1].present == nil)
    }

    @Test("an edit on top of a refused one stands on what that one was made from")
    func onRefused() async throws {
        try await record([put(1, .box(1, cat), on: nil)])
        let bad = Annotation.box(1, LabelClassID("horse"))
        let receipt = try await record([
            put(2, bad, on: 1), put(3, bad, on: 2), put(4, .box(1, cat, x: 5), on: 3),
        ])
        #expect(receipt.rejected.map(\.id) == [.client(2), .client(3)])
        #expect(receipt.acknowledged == [.client(4)])
    }

    @Test("an edit that comes again is acknowledged although the shape has changed since")
    func replayAfterChange() async throws {
        try await record([put(1, .box(1, cat), on: nil), put(2, .box(1, cat, x: 5), on: 1)])
        let again = try await record([put(1, .box(1, cat), on: nil)])
        #expect(again.acknowledged == [.client(1)])
        #expect(again.rejected.isEmpty)
    }

    @Test("an answer that does not know the whole draft is not taken, one that does is")
    func submissionFromRevision() async throws {
        try await record([put(1, .box(1, cat), on: nil), put(2, .box(2, cat), on: nil)])
        func submit(revision: Int) async throws {
            _ = try await SubmitAnnotations(bench.environment)(
                [.box(1, cat)], id: .client(9), assignment: item.assignment.id,
                lease: item.assignment.leaseToken, activeMilliseconds: 0, revision: revision, by: ada)
        }
        #expect(try await refusal { try await submit(revision: 1) }?.code == .stale)
        try await submit(revision: 2)
    }

    @Test("a class retired while the job is open stays valid, and is told apart")
    func retiredLabel() async throws {
        try await record([put(1, .box(1, cat), on: nil)])
        var draft = ProjectDraft()
        draft.labels = [LabelDraft(id: project.labels[1].id, name: "dog")]
        let owner = try await bench.person("Olga", role: .owner)
        _ = try await ManageProjects(bench.environment).edit(
            project.project.id, draft, revision: project.project.revision, by: owner)
        #expect(try await record([put(2, .box(1, cat, x: 5), on: 1)]).acknowledged == [.client(2)])
        let again = try #require(try await bench.next(in: project.project.id, for: ada))
        #expect(again.labels.filter(\.isRetired).map(\.id) == [cat])
        try await bench.submit(again.draft.annotations, to: again, by: ada)
    }
}
