import Agreement
import Geometry
import Labeling
import Synchronization
import TestSupport
import Testing

@testable import Workflow

@Suite("Runs of a project's consensus")
struct ConsensusRunTests {
    /// A project with some images and three people, of whom the third marks what is not there.
    struct Scene {
        let bench: Bench
        let rolf: Principal
        let project: ProjectDetail
        let people: [Principal]

        init(images: Int = 8, method: String = "bayes", limits: WorkflowLimits = WorkflowLimits())
            async throws
        {
            bench = try Bench(limits: limits, identifierSeed: 13)
            rolf = try await bench.person("Rolf", role: .requester)
            project = try await bench.project(replication: 3, method: method, by: rolf)
            try await bench.place(images: (0..<images).map { "\($0).png" }, in: project.project.id)
            var people: [Principal] = []
            for name in ["Ada", "Bob", "Cid"] {
                people.append(try await bench.member(name, of: project.project.id))
            }
            self.people = people
        }

        var id: ProjectID { project.project.id }
        var environment: WorkflowEnvironment { bench.environment }

        func answer(_ images: Int = 1) async throws {
            let (cat, dog) = (project.labels[0].id, project.labels[1].id)
            for _ in 0..<images {
                for (index, person) in people.enumerated() {
                    let drawn: [Annotation] =
                        [.box(1, cat, x: 10 + Double(index) / 2)] + (index == 2 ? [.box(2, dog, x: 40)] : [])
                    try await bench.answer(drawn, in: id, by: person)
                }
            }
        }

        @discardableResult
        func fit() async throws -> SettledProject { try await FitConsensus(environment)(id, by: rolf) }

        func apply(_ method: String, iou: Double? = nil, quorum: Double? = nil) async throws -> ConsensusRun {
            var draft = ProjectDraft()
            draft.consensusMethod = method
            draft.iouThreshold = iou
            draft.quorum = quorum
            return try #require(try await PreviewConsensus(environment).apply(draft, to: id, by: rolf))
        }

        func history() async throws -> RunHistory { try await ReviewRuns(environment).list(in: id, by: rolf) }

        func rollBack(to run: Int) async throws -> ConsensusRun {
            try await RollBackConsensus(environment)(to: run, in: id, by: rolf)
        }

        /// The bytes that one would get.
        func export(_ layer: ExportLayer = .all) async throws -> [UInt8] {
            let export = try await ExportDataset(environment).prepare(
                id, layer: layer, format: "coco", by: rolf)
            var bytes: [UInt8] = []
            try await export.write { bytes += $0 }
            return bytes
        }

        func consensus() async throws -> [String?] {
            try await bench.store.read { [id] tx in
                try tx.images(in: id, afterPosition: 0, limit: .max).map {
                    try tx.consensus(image: $0.id)?.document
                }
            }
        }

        func compare(_ before: ConsensusMoment, _ after: ConsensusMoment) async throws -> KeptComparison {
            try await CompareConsensus(environment)(before, to: after, in: id, by: rolf)
        }
    }

    @Test(
        "rolling back gives the bytes that were exported then, forward again those that were exported since")
    func identicalBytes() async throws {
        let scene = try await Scene()
        try await scene.answer(6)
        try await scene.fit()
        let bayes = try await scene.export()
        let first = try #require(try await scene.history().runs.first?.run)
        #expect(first.number == 1 && first.kind == .fit && first.keptFor == .export)
        #expect(first.counts.images == 6 && first.counts.answers == 18)

        let strict = try await scene.apply("quorum", iou: 0.6, quorum: 1)
        let lax = try await scene.apply("quorum", iou: 0.6, quorum: 0.3)
        #expect(strict.number == 2 && lax.number == 3)
        #expect(strict.kind == .settings && lax.kind == .settings)
        let open = try await scene.export()
        #expect(open != bayes)

        let back = try await scene.rollBack(to: 1)
        #expect(back.number == 4 && back.kind == .rollback && back.source == 1)
        #expect(back.digest == first.digest && back.fit == first.fit && back.settings == first.settings)
        #expect(try await scene.export() == bayes)
        #expect(try await scene.history().settings == first.settings)

        let forward = try await scene.rollBack(to: 3)
        #expect(forward.number == 5 && forward.source == 3 && forward.digest == lax.digest)
        #expect(try await scene.export() == open)
        #expect(try await scene.rollBack(to: 4).digest == first.digest)
        #expect(try await scene.export() == bayes)

        // Going on from the same answers with the same settings changes no byte either.
        try await scene.fit()
        #expect(try await scene.history().pin == nil)
        #expect(try await scene.export() == bayes)
        // No run was made for what a run held already, but for the rollbacks.
        #expect(try await scene.history().runs.map(\.run.number) == [6, 5, 4, 3, 2, 1])
    }

    @Test(
        "a project stands at its run: answers wait, background fits and restarts leave it alone, until it goes on"
    )
    func pinned() async throws {
        let scene = try await Scene()
        try await scene.answer(4)
        try await scene.fit()
        try await scene.answer()
        let ahead = try await scene.history()
        #expect(!ahead.isCurrent && ahead.pin == nil)
        let run = try await scene.rollBack(to: 1)
        // What was settled since was kept before it was left.
        #expect(run.number == 3)
        let left = try #require(try await scene.history().runs.first { $0.run.number == 2 }).run
        #expect(left.keptFor == .rollback && left.counts.images == 5)
        let held = try await scene.consensus()
        #expect(held.compactMap(\.self).count == 4)
        #expect(try await scene.history().pin?.waiting.map(\.name) == ["4.png"])

        try await scene.answer()
        #expect(try await scene.consensus() == held)
        #expect(try await !FitConsensus(scene.environment).ifStale(scene.id))
        try await SettleConsensus(scene.environment).catchUp()
        #expect(try await scene.consensus() == held)
        let now = try await scene.history()
        #expect(now.pin?.run == 3 && now.isCurrent)
        #expect(now.pin?.waiting.map(\.name) == ["4.png", "5.png"])

        try await scene.fit()
        #expect(try await scene.consensus().compactMap(\.self).count == 6)
        let after = try await scene.history()
        #expect(after.pin == nil && after.isCurrent && after.runs.first?.run.counts.answers == 18)
    }

    @Test("a rollback that was interrupted is finished at the next start")
    func interrupted() async throws {
        let scene = try await Scene()
        try await scene.answer(4)
        try await scene.fit()
        let before = try await scene.consensus()
        _ = try await scene.apply("quorum", quorum: 0.3)
        let quorum = try await scene.consensus()
        _ = try await scene.rollBack(to: 1)
        let records = try await scene.bench.store.read { [id = scene.id] tx in
            try tx.images(in: id, afterPosition: 0, limit: 2).compactMap { try tx.consensus(image: $0.id) }
        }
        // As if the process had ended after two images.
        try await scene.bench.store.write { tx in
            for (index, record) in records.enumerated() {
                try tx.put(
                    ConsensusRecord(
                        imageID: record.imageID, settings: ConsensusSettings(method: "quorum"),
                        annotators: record.annotators, objects: 9, conflicts: 9, agreement: nil,
                        disagreement: 0, document: quorum[index] ?? "", computedAt: record.computedAt))
            }
        }
        #expect(try await scene.consensus() != before)
        try await SettleConsensus(scene.environment).catchUp()
        #expect(try await scene.consensus() == before)
    }

    @Test("a fit under way when somebody rolls back changes nothing")
    func overtaken() async throws {
        let scene = try await Scene()
        try await scene.answer(4)
        try await scene.fit()
        _ = try await scene.apply("quorum", quorum: 0.3)
        try await scene.answer()
        let fit = FitConsensus(scene.environment)
        // The rollback comes between the reading and the storing, where a page is looked at once more.
        async let fitted = fit(scene.id, by: scene.rolf)
        let run = try await scene.rollBack(to: 1)
        _ = try await fitted
        let history = try await scene.history()
        if history.pin != nil {
            #expect(history.pin?.run == run.number && history.isCurrent)
        } else {
            #expect(history.isCurrent && history.settings == run.settings)
        }
    }

    @Test("a comparison tells what changed, in order of how much, and is made once")
    func compared() async throws {
        let scene = try await Scene()
        try await scene.answer(4)
        _ = try await scene.apply("quorum", iou: 0.5, quorum: 1)
        _ = try await scene.apply("quorum", iou: 0.5, quorum: 0.3)
        let kept = try await scene.compare(.run(1), .run(2))
        #expect(kept.comparison.compared == 4 && kept.comparison.images.count == 4)
        let dog = scene.project.labels[1].id
        #expect(kept.comparison.labels[dog]?.kinds == [.added: 4])
        #expect(kept.comparison.total.before == 4 && kept.comparison.total.after == 8)
        #expect(try await scene.compare(.run(1), .run(2)).id == kept.id)
        #expect(try await scene.compare(.run(2), .now).comparison.images.isEmpty)
        let compare = CompareConsensus(scene.environment)
        #expect(
            try await compare.images(2..<9, of: kept).map { $0.image?.id }
                == kept.comparison.images[2...].map(\.image))
        #expect(
            try await compare.kept(kept.id, in: scene.id, by: scene.rolf).comparison.comparison
                == kept.comparison)
        #expect(
            try await refusal(of: { try await compare.kept("other", in: scene.id, by: scene.rolf) })?.code
                == .notFound)
        #expect(try await refusal(of: { try await scene.compare(.run(9), .now) })?.code == .notFound)
        #expect(
            try await refusal(of: {
                try await compare(.run(1), to: .now, in: scene.id, by: scene.people[0])
            })?.code == .forbidden)
    }

    @Test(
        "a preview shows what settings would change, stores nothing, and says what comes out when they are applied",
        arguments: ["bayes", "quorum"])
    func previewed(method: String) async throws {
        let scene = try await Scene(method: method)
        try await scene.answer(5)
        try await scene.fit()
        let (before, runs) = (try await scene.consensus(), try await scene.history().runs.count)
        var draft = ProjectDraft()
        draft.consensusMethod = method == "bayes" ? "quorum" : "bayes"
        draft.quorum = 0.3
        let steps = Steps()
        let preview = try await PreviewConsensus(scene.environment)(draft, in: scene.id, by: scene.rolf) {
            steps.add($0)
        }
        #expect(steps.all.contains(.merging(5, of: 5)) && steps.all.last == .comparing(5, of: 5))
        #expect(try await scene.consensus() == before)
        #expect(try await scene.history().runs.count == runs)
        let run = try #require(
            try await PreviewConsensus(scene.environment).apply(draft, to: scene.id, by: scene.rolf))
        let real = try await scene.compare(.run(run.number - 1), .run(run.number))
        #expect(preview.comparison == real.comparison)
        // What one of three drew is an object by a quorum of 0.3, and by the two others not.
        let dog = scene.project.labels[1].id
        #expect(preview.comparison.labels[dog]?.kinds == (method == "bayes" ? [.added: 5] : nil))
    }

    @Test("a preview that nobody waits for ends, and keeps nothing")
    func cancelled() async throws {
        let scene = try await Scene()
        try await scene.answer(2)
        let task = Task {
            try await PreviewConsensus(scene.environment)(ProjectDraft(), in: scene.id, by: scene.rolf) {
                step in
                if case .reading = step { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        #expect(try await refusal(of: { try await task.value })?.code == .conflict)
    }

    @Test("by quorum single answers belong to the state of work, which an export or an audit keeps as a run")
    func settled() async throws {
        let scene = try await Scene(method: "quorum")
        try await scene.answer(2)
        #expect(try await scene.history().runs.isEmpty)
        _ = try await scene.export(.annotators)
        #expect(try await scene.history().runs.isEmpty)
        _ = try await scene.export(.consensus)
        _ = try await scene.export(.consensus)
        let runs = try await scene.history().runs
        #expect(runs.map(\.run.keptFor) == [.export] && runs[0].author == nil)
        try await scene.answer()
        #expect(try await !scene.history().isCurrent)
        _ = try await DrawAudit(scene.environment)(AuditDraft(size: .items(1)), in: scene.id, by: scene.rolf)
        #expect(try await scene.history().runs.map(\.run.keptFor) == [.audit, .export])
    }

    @Test("of the server's own runs the last few stay; one with a name stays, too")
    func forgotten() async throws {
        var limits = WorkflowLimits()
        limits.automaticRuns = 2
        let scene = try await Scene(limits: limits)
        for _ in 0..<2 {
            try await scene.answer()
            #expect(try await FitConsensus(scene.environment).ifStale(scene.id))
        }
        let named = try await ReviewRuns(scene.environment).name(
            1, "  Before the break ", in: scene.id, by: scene.rolf)
        #expect(named.run.name == "Before the break")
        for _ in 0..<4 {
            try await scene.answer()
            #expect(try await FitConsensus(scene.environment).ifStale(scene.id))
        }
        #expect(try await scene.history().runs.map(\.run.number) == [6, 5, 1])
        _ = try await scene.rollBack(to: 1)
        #expect(try await scene.consensus().compactMap(\.self).count == 1)
        #expect(try await refusal(of: { try await scene.rollBack(to: 2) })?.code == .notFound)
        #expect(
            try await refusal(of: {
                try await RollBackConsensus(scene.environment)(to: 1, in: scene.id, by: scene.people[0])
            })?.code == .forbidden)
    }

    /// What was heard of a computation.
    final class Steps: Sendable {
        private let heard = Mutex<[ComparisonProgress]>([])

        var all: [ComparisonProgress] { heard.withLock { $0 } }

        func add(_ step: ComparisonProgress) { heard.withLock { $0.append(step) } }
    }
}
