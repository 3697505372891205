import Agreement
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Conflicts and decisions")
struct ConflictTests {
    let bench: Bench
    let rolf: Principal
    let rita: Principal
    let people: [Principal]
    let project: ProjectDetail
    let images: [LabeledImage]

    /// Two images with a cat on which all three agree; on the first Ada alone also drew a dog.
    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 4, by: rolf)
        images = try await bench.place(images: ["a.png", "b.png"], in: project.project.id)
        rita = try await bench.member("Rita", of: project.project.id, role: .reviewer)
        var people: [Principal] = []
        for name in ["Ada", "Ben", "Cem"] {
            people.append(try await bench.member(name, of: project.project.id))
        }
        self.people = people
        let (cat, dog) = (project.labels[0].id, project.labels[1].id)
        for (index, person) in people.enumerated() {
            let extra: [Annotation] = index == 0 ? [.box(900, dog, x: 36)] : []
            try await bench.answer([.box(10 + index, cat)] + extra, in: id, by: person)
            try await bench.answer([.box(20 + index, cat)], in: id, by: person)
        }
    }

    private var id: ProjectID { project.project.id }
    private var dog: LabelClassID { project.labels[1].id }

    private func list(_ query: ConflictQuery = ConflictQuery()) async throws -> ConflictPage {
        try await ReviewConflicts(bench.environment).list(in: id, query: query, by: rita)
    }

    private func only() async throws -> QueuedConflict {
        try #require(try await list().page.items.first).row.conflict
    }

    private func decide(
        _ conflict: ConflictID, _ draft: DecisionDraft, by principal: Principal? = nil
    ) async throws -> ConflictView {
        try await DecideConflicts(bench.environment)(draft, on: conflict, in: id, by: principal ?? rita)
    }

    private func answersRevision() async throws -> Int {
        try await bench.store.read { [id] tx in try tx.answersRevision(of: id) }
    }

    private func accepted(_ image: Int) async throws -> [ConsensusObject] {
        try await bench.store.read { [images] tx in
            try tx.consensus(image: images[image].id).map(ConsensusDocument.decode)?.accepted ?? []
        }
    }

    @Test("the queue holds what people differ over, and nothing else")
    func queue() async throws {
        let found = try await list()
        #expect(found.counts == ConflictCounts(open: [.extra: 1], decided: 0, total: 1))
        let conflict = try await only()
        #expect(conflict.kind == .extra)
        #expect(conflict.imageID == images[0].id)
        #expect(conflict.labelID == dog)
        #expect(abs(conflict.errors - 1.0 / 3) < 1e-6)
        #expect(conflict.gain > 0)
        #expect(try await list(ConflictQuery(kind: .class)).page.items.isEmpty)
        #expect(try await list(ConflictQuery(image: images[1].id)).counts.total == 0)
        #expect(try await list(ConflictQuery(state: .decided)).counts.total == 0)
    }

    @Test("answers are shown under letters that say nothing about people; requesters may ask who it was")
    func letters() async throws {
        let conflict = try await only().id
        let review = ReviewConflicts(bench.environment)
        let detail = try await review(conflict, in: id, by: rita)
        #expect(detail.answers.map(\.letter) == ["A", "B", "C"])
        #expect(detail.answers.allSatisfy { $0.name == nil })
        #expect(detail.answers.filter { !$0.shapes.isEmpty }.count == 1)
        #expect(detail.merged.map(\.accepted) == [false])
        #expect(!detail.details.isEmpty)
        #expect(
            try await refusal { try await review(conflict, in: id, names: true, by: rita) }?.code
                == .forbidden)
        let named = try await review(conflict, in: id, names: true, by: rolf)
        #expect(named.answers.first { !$0.shapes.isEmpty }?.name == "Ada")
        #expect(try await refusal { try await review(conflict, in: id, by: people[0]) }?.code == .forbidden)
    }

    @Test("a decision takes effect at once, survives other settings and later answers, and can be taken back")
    func decision() async throws {
        let conflict = try await only().id
        let letter = try #require(
            try await ReviewConflicts(bench.environment)(conflict, in: id, by: rita).answers
                .first { !$0.shapes.isEmpty }
        ).letter
        let draft = DecisionDraft(id: .client(1), choice: .answer, letter: letter, reason: "It is one.")
        let revision = try await answersRevision()
        let view = try await decide(conflict, draft)
        #expect(view.decision?.by == "Rita")
        #expect(view.decision?.decision.reason == "It is one.")
        #expect(try await decide(conflict, draft).decision?.entry == view.decision?.entry, "said twice")
        #expect(try await answersRevision() == revision + 1)
        func dogs() async throws -> [ConsensusObject] { try await accepted(0).filter { $0.labelID == dog } }
        #expect(try await dogs().map(\.decision?.id) == [.client(1)])
        #expect(try await list().counts == ConflictCounts(open: [:], decided: 1, total: 0))
        #expect(
            try await list(ConflictQuery(state: .decided)).page.items.map(\.row.conflict.id) == [conflict])

        for (method, iou) in [("bayes", 0.5), ("quorum", 0.8)] {
            try await bench.store.write { [id] tx in
                var project = try #require(try tx.project(id))
                project.consensus = ConsensusSettings(method: method, iouThreshold: iou, quorum: 0.9)
                _ = try tx.update(project, expectedRevision: project.revision)
            }
            try await FitConsensus(bench.environment)(id, by: rolf)
            #expect(try await dogs().map(\.decision?.id) == [.client(1)], "\(method)")
        }
        let dot = try await bench.member("Dot", of: id)
        try await bench.answer([.box(30, project.labels[0].id)], in: id, by: dot)
        #expect(try await dogs().count == 1)

        #expect(
            try await refusal {
                try await decide(conflict, DecisionDraft(id: .client(2), choice: .none))
            }?.code == .conflict)
        let deciding = DecideConflicts(bench.environment)
        let open = try await deciding.withdraw(.client(1), on: conflict, in: id, by: rita)
        #expect(open?.decision == nil)
        #expect(try await dogs().isEmpty)
        try await deciding.withdraw(.client(1), on: conflict, in: id, by: rita)
        let all = try await ReviewConflicts(bench.environment).decisions(in: id, by: rita).items
        #expect(all.map(\.entry.id) == [.client(1)])
        #expect(all.first?.withdrawn?.by == "Rita")
    }

    @Test("what is drawn must obey the project's rules, and only reviewers decide")
    func refusals() async throws {
        let conflict = try await only().id
        let outside = DecisionDraft.Drawn(
            labelID: dog, shape: .box(Box(x: 60, y: 40, width: 30, height: 30)))
        #expect(
            try await refusal {
                try await decide(conflict, DecisionDraft(id: .client(1), choice: .drawn, shapes: [outside]))
            }?.code == .invalid)
        #expect(
            try await refusal {
                try await decide(conflict, DecisionDraft(id: .client(1), choice: .answer, letter: "Q"))
            }?.code == .invalid)
        #expect(
            try await refusal {
                try await decide(conflict, DecisionDraft(id: .client(1), choice: .drawn))
            }?.code == .invalid)
        #expect(
            try await refusal {
                try await decide(conflict, DecisionDraft(id: .client(1), choice: .none), by: people[0])
            }?.code == .forbidden)
        #expect(
            try await refusal {
                try await decide(ConflictID("nothing"), DecisionDraft(id: .client(1), choice: .none))
            }?.code == .notFound)
        let inside = DecisionDraft.Drawn(labelID: dog, shape: .box(Box(x: 30, y: 4, width: 20, height: 20)))
        let drawn = DecisionDraft(id: .client(1), choice: .drawn, shapes: [inside, inside])
        #expect(try await decide(conflict, drawn).decision?.decision.shapes.count == 2)
        #expect(try await accepted(0).count { $0.labelID == dog } == 2)
        let wall = try await LookAgain(bench.environment).wall(of: id, query: WallQuery(label: dog), by: rita)
        let hangs = try #require(wall.page.items.first { $0.object.isSettled })
        let vote = LookDraft(
            id: .client(2), imageID: images[0].id, objectID: hangs.object.objectID, verdict: .wrong,
            labelID: nil)
        let refused = try await refusal { try await LookAgain(bench.environment)([vote], in: id, by: rita) }
        #expect(refused?.field == "votes[0].object", "what is decided is not voted on")
    }

    @Test("conflicts are given to those who may decide, and found by whose they are")
    func assignment() async throws {
        let conflict = try await only().id
        let assign = AssignConflicts(bench.environment)
        let reviewer = rita.account.id
        #expect(try await assign([conflict, ConflictID("x")], to: reviewer, in: id, by: rolf) == 1)
        #expect(
            try await list(ConflictQuery(assignee: .account(reviewer))).page.items.first?.assignee == "Rita")
        #expect(try await list(ConflictQuery(assignee: .nobody)).counts.total == 0)
        #expect(
            try await refusal {
                try await assign([conflict], to: people[0].account.id, in: id, by: rolf)
            }?.code == .invalid)
        _ = try await assign([conflict], to: nil, in: id, by: rita)
        #expect(try await list(ConflictQuery(assignee: .nobody)).counts.total == 1)
    }

    @Test("a second look is evidence that survives a new fit and can be taken back")
    func looks() async throws {
        let look = LookAgain(bench.environment)
        let wall = try await look.wall(of: id, query: WallQuery(), by: rita)
        #expect(wall.total == 2)
        let object = try #require(wall.page.items.first { $0.object.imageID == images[1].id }).object
        func vote(_ number: Int, _ verdict: SecondLook.Verdict, by principal: Principal) async throws {
            _ = try await look(
                [
                    LookDraft(
                        id: .client(number), imageID: object.imageID, objectID: object.objectID,
                        verdict: verdict, labelID: nil)
                ], in: id, by: principal)
        }
        for number in 1...8 {
            try await vote(number, .wrong, by: try await bench.member("J\(number)", of: id, role: .reviewer))
        }
        #expect(try await accepted(1).isEmpty, "eight people say that it is none")
        try await FitConsensus(bench.environment)(id, by: rolf)
        #expect(try await accepted(1).isEmpty)
        #expect(try await look.wall(of: id, query: WallQuery(), by: rita).total == 2, "it can be undone")
        try await look.withdraw(.client(1), in: id, by: rita)
        for number in 2...8 { try await look.withdraw(.client(number), in: id, by: rita) }
        #expect(try await accepted(1).count == 1)
        #expect(try await accepted(1).first?.looks == nil)
        #expect(try await refusal { try await vote(20, .relabel, by: rita) }?.code == .invalid)
    }

    @Test("the queue is made again from the documents where it is missing")
    func madeAgain() async throws {
        let before = try await list().page.items.map(\.row)
        try await bench.store.write { [images] tx in
            guard let record = try tx.consensus(image: images[0].id) else { return }
            try tx.deleteConsensus(image: images[0].id)
            try tx.put(record)
        }
        #expect(try await list().page.items.isEmpty)
        try await SettleConsensus(bench.environment).catchUp()
        #expect(try await list().page.items.map(\.row) == before)
    }

    @Test("who goes back to an earlier run finds its conflicts, and decides none before the project goes on")
    func wentBack() async throws {
        try await FitConsensus(bench.environment)(id, by: rolf)
        let before = try await list().page.items.map(\.row)
        var settings = ProjectDraft()
        settings.consensusMethod = "quorum"
        settings.quorum = 0.3
        let run = try #require(
            try await PreviewConsensus(bench.environment).apply(settings, to: id, by: rolf))
        #expect(try await list().page.items.map(\.row) != before)
        _ = try await RollBackConsensus(bench.environment)(to: run.number - 1, in: id, by: rolf)
        #expect(try await list().page.items.map(\.row) == before)
        let conflict = try await only()
        let none = DecisionDraft(id: .client(1), choice: .none)
        #expect(try await refusal { try await decide(conflict.id, none) }?.code == .conflict)
        try await FitConsensus(bench.environment)(id, by: rolf)
        #expect(try await decide(conflict.id, none).decision != nil)
    }

    @Test("an export says who decided under a pseudonym, and holds every agreed object once")
    func export() async throws {
        func lines() async throws -> String {
            var bytes: [UInt8] = []
            let export = try await ExportDataset(bench.environment).prepare(
                id, layer: .consensus, format: "coco", by: rolf)
            try await export.write { bytes += $0 }
            return String(decoding: bytes, as: UTF8.self)
        }
        let before = try await lines()
        #expect(before.ranges(of: "\"bbox\"").count == 2, "one object an image, without any decision")
        #expect(!before.contains("\"decided\""))
        _ = try await decide(try await only().id, DecisionDraft(id: .client(1), choice: .none))
        #expect(try await lines().ranges(of: "\"bbox\"").count == 2)
        try await DecideConflicts(bench.environment).withdraw(
            .client(1),
            on: try #require(try await list(ConflictQuery(state: .decided)).page.items.first).row
                .conflict.id, in: id, by: rita)
        let drawn = DecisionDraft.Drawn(labelID: dog, shape: .box(Box(x: 30, y: 4, width: 20, height: 20)))
        _ = try await decide(
            try await only().id, DecisionDraft(id: .client(2), choice: .drawn, shapes: [drawn]))
        let after = try await lines()
        #expect(after.ranges(of: "\"bbox\"").count == 3)
        #expect(after.contains("\"decided\":{\"by\":\"Adjudicator "))
        #expect(!after.contains("Rita"))
    }
}
