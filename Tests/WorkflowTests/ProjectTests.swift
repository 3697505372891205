import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Projects")
struct ProjectTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private var projects: ManageProjects { ManageProjects(bench.environment) }

    /// A draft that differs from a good one in one thing.
    struct BadDraft: Sendable, CustomTestStringConvertible {
        let field: String
        let value: String
        let spoil: @Sendable (inout ProjectDraft) -> Void

        var testDescription: String { "\(field): \(value)" }

        init(_ field: String, _ value: String, _ spoil: @escaping @Sendable (inout ProjectDraft) -> Void) {
            self.field = field
            self.value = value
            self.spoil = spoil
        }
    }

    static let badDrafts = [
        BadDraft("name", "missing") { $0.name = nil },
        BadDraft("name", "empty") { $0.name = "" },
        BadDraft("name", "blank") { $0.name = " \t " },
        BadDraft("name", "too long") { $0.name = String(repeating: "n", count: 201) },
        BadDraft("name", "line break") { $0.name = "a\nb" },
        BadDraft("name", "escape") { $0.name = "a\u{1B}[31m" },
        BadDraft("name", "right-to-left override") { $0.name = "a\u{202E}b" },
        BadDraft("description", "too long") { $0.summary = String(repeating: "d", count: 2_001) },
        BadDraft("description", "null") { $0.summary = "a\u{0}b" },
        BadDraft("instructions", "too long") { $0.instructions = String(repeating: "i", count: 100_001) },
        BadDraft("instructions", "bell") { $0.instructions = "a\u{7}b" },
        BadDraft("replication", "0") { $0.replication = 0 },
        BadDraft("replication", "-1") { $0.replication = -1 },
        BadDraft("replication", "101") { $0.replication = 101 },
        BadDraft("iouThreshold", "0") { $0.iouThreshold = 0 },
        BadDraft("iouThreshold", "1") { $0.iouThreshold = 1 },
        BadDraft("iouThreshold", "not a number") { $0.iouThreshold = .nan },
        BadDraft("quorum", "0") { $0.quorum = 0 },
        BadDraft("quorum", "1.1") { $0.quorum = 1.1 },
        BadDraft("placeWeights", "unknown") { $0.placeWeights = "everybody" },
        BadDraft("quorum", "not a number") { $0.quorum = .nan },
        BadDraft("minimumSidePixels", "-1") { $0.minimumSidePixels = -1 },
        BadDraft("minimumSidePixels", "infinite") { $0.minimumSidePixels = .infinity },
        BadDraft("labels", "missing") { $0.labels = nil },
        BadDraft("labels", "none") { $0.labels = [] },
        BadDraft("labels", "too many") { $0.labels = (0...1_000).map { LabelDraft(name: "l\($0)") } },
        BadDraft("labels[1].name", "empty") { $0.labels?[1].name = " " },
        BadDraft("labels[1].name", "twice") { $0.labels?[1].name = "cat" },
        BadDraft("labels[1].name", "twice, with spaces") { $0.labels?[1].name = " cat " },
        BadDraft("labels[0].name", "control") { $0.labels?[0].name = "c\u{8}at" },
        BadDraft("labels[1].color", "no hash") { $0.labels?[1].color = "ff0000" },
        BadDraft("labels[1].color", "short") { $0.labels?[1].color = "#f00" },
        BadDraft("labels[1].color", "a word") { $0.labels?[1].color = "red" },
        BadDraft("labels[1].color", "markup") { $0.labels?[1].color = "#12345\"" },
        BadDraft("labels[0].key", "two digits") { $0.labels?[0].key = "12" },
        BadDraft("labels[0].key", "a letter") { $0.labels?[0].key = "a" },
        BadDraft("labels[0].key", "a digit of another script") { $0.labels?[0].key = "٣" },
        BadDraft("labels[1].key", "twice") { $0.labels?[1].key = "1" },
        BadDraft("labels[1].description", "too long") {
            $0.labels?[1].summary = String(repeating: "s", count: 2_001)
        },
        BadDraft("labels[0].id", "unknown") { $0.labels?[0].id = LabelClassID("nowhere") },
    ]

    @Test("a draft is refused by its first bad field, and no project is made", arguments: badDrafts)
    func validation(bad: BadDraft) async throws {
        let rolf = try await bench.person("Rolf", role: .requester)
        var draft = ProjectDraft()
        draft.name = "Cells"
        draft.labels = [LabelDraft(name: "cat", key: "1"), LabelDraft(name: "dog", key: "2")]
        bad.spoil(&draft)
        let refused = try await refusal { try await projects.create(draft, by: rolf) }
        #expect(refused?.code == .invalid)
        #expect(refused?.field == bad.field)
        #expect(try await projects.list(for: rolf).isEmpty)
    }

    @Test("a project has sensible defaults, and its maker is a requester in it")
    func defaults() async throws {
        let rolf = try await bench.person("Rolf", role: .requester)
        let detail = try await bench.project("  Cells ", by: rolf)
        #expect(detail.project.name == "Cells")
        #expect(detail.project.replication == 3)
        #expect(
            detail.project.consensus == ConsensusSettings(method: "quorum", iouThreshold: 0.5, quorum: 0.5))
        #expect(detail.project.minimumSidePixels == 3)
        #expect(detail.role == .requester)
        #expect(detail.labels.map(\.position) == [0, 1])
        #expect(Set(detail.labels.map(\.color)).count == 2, "each class gets a colour of its own")
        #expect(detail.progress?.images == 0)
    }

    @Test("annotators and reviewers of other projects make none; a taken name is a conflict")
    func rights() async throws {
        let rolf = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(by: rolf).project
        let rita = try await bench.member("Rita", of: project.id, role: .reviewer)
        #expect(try await refusal { try await bench.project("Mine", by: rita) }?.code == .forbidden)
        #expect(try await refusal { try await bench.project("Cells", by: rolf) }?.code == .conflict)
    }

    @Test("classes are renamed, added, retired and brought back without losing their identity")
    func labels() async throws {
        let rolf = try await bench.person("Rolf", role: .requester)
        let made = try await bench.project(labels: ["cat", "dog", "cow"], by: rolf)
        let (cat, dog, cow) = (made.labels[0], made.labels[1], made.labels[2])
        func edit(_ labels: [LabelDraft], revision: Int) async throws -> [LabelClass] {
            var draft = ProjectDraft()
            draft.labels = labels
            return try await projects.edit(made.project.id, draft, revision: revision, by: rolf).detail.labels
        }

        let edited = try await edit(
            [LabelDraft(id: dog.id, name: "hound"), LabelDraft(name: "cat"), LabelDraft(name: "hen")],
            revision: 1)
        #expect(edited.first { $0.id == dog.id }?.name == "hound")
        #expect(edited.first { $0.name == "cat" }?.id == cat.id, "matched by name without an identifier")
        #expect(edited.first { $0.id == cow.id }?.isRetired == true)
        let hen = try #require(edited.first { $0.name == "hen" })
        #expect(![cat.id, dog.id, cow.id].contains(hen.id))
        #expect(hen.position == 3, "a COCO category id is never given out twice")

        let back = try await edit(
            [
                LabelDraft(id: cow.id, name: "cow"), LabelDraft(id: cat.id, name: "cat"),
                LabelDraft(id: dog.id, name: "hound"), LabelDraft(id: hen.id, name: "hen"),
            ], revision: 2)
        #expect(back.allSatisfy { !$0.isRetired })
        #expect(Set(back.map(\.position)) == [0, 1, 2, 3])
        #expect(back.first { $0.id == cow.id }?.position == cow.position)
    }

    @Test("two classes may exchange their names in one edit")
    func exchangedNames() async throws {
        let rolf = try await bench.person("Rolf", role: .requester)
        let made = try await bench.project(by: rolf)
        var draft = ProjectDraft()
        draft.labels = [
            LabelDraft(id: made.labels[0].id, name: "dog"), LabelDraft(id: made.labels[1].id, name: "cat"),
        ]
        let edited = try await projects.edit(made.project.id, draft, revision: 1, by: rolf).detail.labels
        #expect(edited.first { $0.id == made.labels[0].id }?.name == "dog")
        #expect(edited.first { $0.id == made.labels[1].id }?.name == "cat")
    }

    @Test("an edit made from an old revision changes nothing; nor does a refused one")
    func staleEdit() async throws {
        let rolf = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(by: rolf).project
        var draft = ProjectDraft()
        draft.name = "Better"
        let edited = try await projects.edit(project.id, draft, revision: 1, by: rolf)
        #expect(edited.detail.project.revision == 2)
        #expect(!edited.consensusChanged)

        draft.name = "Lost"
        #expect(
            try await refusal { try await projects.edit(project.id, draft, revision: 1, by: rolf) }?.code
                == .stale)
        draft.labels = [LabelDraft(name: "one"), LabelDraft(name: "one")]
        #expect(
            try await refusal { try await projects.edit(project.id, draft, revision: 2, by: rolf) }?.code
                == .invalid)
        #expect(
            try await refusal { try await projects.delete(project.id, revision: 1, by: rolf) }?.code == .stale
        )
        let present = try await projects.detail(of: project.id, for: rolf)
        #expect(present.project.name == "Better")
        #expect(present.project.revision == 2)
        #expect(present.labels.count == 2)

        try await projects.delete(project.id, revision: 2, by: rolf)
        #expect(try await refusal { try await projects.detail(of: project.id, for: rolf) }?.code == .notFound)
    }

    @Test("replication is raised and lowered while answers are there, and none is lost")
    func replication() async throws {
        let rolf = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(replication: 2, by: rolf).project
        try await bench.place(images: ["a.png"], in: project.id)
        var people: [Principal] = []
        for name in ["Ada", "Bob", "Cid", "Dan"] {
            people.append(try await bench.member(name, of: project.id))
        }
        func set(_ replication: Int, revision: Int) async throws -> ProjectProgress? {
            var draft = ProjectDraft()
            draft.replication = replication
            return try await projects.edit(project.id, draft, revision: revision, by: rolf).detail.progress
        }

        try await bench.answer([], in: project.id, by: people[0])
        try await bench.answer([], in: project.id, by: people[1])
        #expect(try await bench.next(in: project.id, for: people[2]) == nil)

        let raised = try await set(3, revision: 1)
        #expect(raised?.slots == 3)
        #expect(raised?.complete == 0)
        try await bench.answer([], in: project.id, by: people[2])

        let lowered = try await set(1, revision: 2)
        #expect(lowered?.submitted == 3, "answers are never thrown away")
        #expect(lowered?.complete == 1)
        #expect(try await bench.next(in: project.id, for: people[3]) == nil)
    }

    @Test("lowering replication below the turns being worked on lets them finish")
    func loweredUnderWork() async throws {
        let rolf = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(replication: 3, by: rolf).project
        try await bench.place(images: ["a.png"], in: project.id)
        let ada = try await bench.member("Ada", of: project.id)
        let bob = try await bench.member("Bob", of: project.id)
        let adas = try #require(try await bench.next(in: project.id, for: ada))
        let bobs = try #require(try await bench.next(in: project.id, for: bob))
        var draft = ProjectDraft()
        draft.replication = 1
        _ = try await projects.edit(project.id, draft, revision: 1, by: rolf)
        #expect(try await bench.submit([], to: adas, by: ada).submission.status == .accepted)
        #expect(try await bench.submit([], to: bobs, by: bob).submission.status == .accepted)
    }

    @Test("a person taken out of the project gives their turn back, and their answers stay")
    func removedMember() async throws {
        let rolf = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(replication: 1, by: rolf).project
        try await bench.place(images: ["a.png", "b.png"], in: project.id)
        let ada = try await bench.member("Ada", of: project.id)
        let bob = try await bench.member("Bob", of: project.id)
        try await bench.answer([], in: project.id, by: ada)
        let held = try #require(try await bench.next(in: project.id, for: ada))

        let members = ManageMembers(bench.environment)
        try await members.remove(ada.account.id, from: project.id, by: rolf)
        #expect(try await refusal { try await bench.next(in: project.id, for: ada) }?.code == .notFound)
        #expect(try await bench.next(in: project.id, for: bob)?.image.id == held.image.id)
        #expect(try await projects.detail(of: project.id, for: rolf).progress?.submitted == 1)
        #expect(
            try await refusal { try await members.remove(ada.account.id, from: project.id, by: rolf) }?.code
                == .notFound)
    }

    @Test("members are added by address, never as owner, and only by requesters")
    func addedMember() async throws {
        let rolf = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(by: rolf).project
        let rita = try await bench.member("Rita", of: project.id, role: .reviewer)
        let members = ManageMembers(bench.environment)
        _ = try await bench.person("Ada")
        func add(_ email: String, _ role: Role, by principal: Principal) async throws -> MemberDetail {
            try await members.add(email: email, role: role, to: project.id, by: principal)
        }
        #expect(try await add("ADA@example.org", .annotator, by: rolf).role == .annotator)
        #expect(try await refusal { try await add("no@example.org", .annotator, by: rolf) }?.field == "email")
        #expect(try await refusal { try await add("ada@example.org", .owner, by: rolf) }?.field == "role")
        #expect(
            try await refusal { try await add("rita@example.org", .requester, by: rita) }?.code == .forbidden)
        #expect(
            try await members.list(of: project.id, by: rolf).map(\.account.name).sorted() == [
                "Ada", "Rita", "Rolf",
            ])
    }
}
