import Agreement
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Blindness")
struct BlindnessTests {
    /// Something only reviewers or requesters may do.
    struct Forbidden: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let needed: Role
        let run: @Sendable (WorkflowEnvironment, ProjectID, ImageID, Principal) async throws -> Void
    }

    static let forbidden = [
        Forbidden(testDescription: "list images", needed: .reviewer) { environment, project, _, principal in
            _ = try await ManageImages(environment).list(project, query: ImageQuery(), by: principal)
        },
        Forbidden(testDescription: "review an image", needed: .reviewer) {
            environment, project, image, principal in
            _ = try await ReviewImage(environment)(image, in: project, by: principal)
        },
        Forbidden(testDescription: "heatmap of an image", needed: .reviewer) {
            environment, project, image, principal in
            _ = try await MapDisagreement(environment).image(image, in: project, by: principal)
        },
        Forbidden(testDescription: "disagreement of the project", needed: .reviewer) {
            environment, project, _, principal in
            _ = try await ReviewDisagreement(environment)(project, by: principal)
        },
        Forbidden(testDescription: "images behind a disagreement", needed: .reviewer) {
            environment, project, _, principal in
            _ = try await ReviewDisagreement(environment).images(
                behind: DisagreementSelection(.all), of: project, after: nil, limit: 10, by: principal)
        },
        Forbidden(testDescription: "agreement", needed: .reviewer) { environment, project, _, principal in
            _ = try await MeasureAgreement(environment)(project, by: principal)
        },
        Forbidden(testDescription: "what was learned about people", needed: .reviewer) {
            environment, project, _, principal in
            _ = try await ReviewFit(environment)(project, by: principal)
        },
        Forbidden(testDescription: "outlines of an object", needed: .reviewer) {
            environment, project, image, principal in
            _ = try await OutlineSupport(environment)(
                of: AnnotationID.client(1).rawValue, on: image, in: project, by: principal)
        },
        Forbidden(testDescription: "recompute", needed: .requester) { environment, project, _, principal in
            _ = try await FitConsensus(environment)(project, by: principal)
        },
        Forbidden(testDescription: "export", needed: .requester) { environment, project, _, principal in
            _ = try await ExportDataset(environment).prepare(
                project, layer: .all, format: "coco", by: principal)
        },
        Forbidden(testDescription: "import annotations", needed: .requester) {
            environment, project, _, principal in
            let empty = Array(#"{"images": [], "annotations": [], "categories": []}"#.utf8)
            _ = try await ImportDataset(environment)(
                empty, named: "a.json", format: "coco", as: .gold, into: project, by: principal)
        },
        Forbidden(testDescription: "members", needed: .requester) { environment, project, _, principal in
            _ = try await ManageMembers(environment).list(of: project, by: principal)
        },
        Forbidden(testDescription: "invite", needed: .requester) { environment, project, _, principal in
            _ = try await IssueLink(environment).invite(
                to: project, role: .annotator, email: nil, by: principal)
        },
        Forbidden(testDescription: "upload", needed: .requester) { environment, project, _, principal in
            try await ImportImage(environment).begin(project: project, by: principal).discard()
        },
        Forbidden(testDescription: "edit", needed: .requester) { environment, project, _, principal in
            _ = try await ManageProjects(environment).edit(
                project, ProjectDraft(), revision: 1, by: principal)
        },
        Forbidden(testDescription: "delete an image", needed: .requester) {
            environment, project, image, principal in
            try await ManageImages(environment).delete(image, in: project, by: principal)
        },
        Forbidden(testDescription: "delete the project", needed: .requester) {
            environment, project, _, principal in
            let projects = ManageProjects(environment)
            let revision = try await projects.detail(of: project, for: principal).project.revision
            try await projects.delete(project, revision: revision, by: principal)
        },
    ]

    @Test(
        "each use case is open from its role on; strangers cannot tell whether it exists",
        arguments: forbidden)
    func roles(use: Forbidden) async throws {
        let bench = try Bench()
        let owner = try await bench.person("Olga", role: .owner)
        let detail = try await bench.project(by: owner)
        let project = detail.project.id
        let image = try await bench.place(images: ["a.png"], in: project)[0]
        let ada = try await bench.member("Ada", of: project)
        try await bench.answer([.box(1, detail.labels[0].id)], in: project, by: ada)
        let stranger = try await bench.person("Eve", role: .requester)

        let missing = try await refusal {
            try await use.run(bench.environment, ProjectID("nowhere"), image.id, stranger)
        }
        let foreign = try await refusal { try await use.run(bench.environment, project, image.id, stranger) }
        #expect(foreign?.code == .notFound)
        #expect(foreign == missing)

        for role in [Role.annotator, .reviewer, .requester] {
            let member = try await bench.member("M-\(role)", of: project, role: role)
            let refused = try await refusal {
                try await use.run(bench.environment, project, image.id, member)
            }
            #expect(refused?.code == (role < use.needed ? .forbidden : nil), "\(role)")
        }
    }

    @Test("other people's turns do not exist, whatever one's role")
    func foreignTurns() async throws {
        let bench = try Bench()
        let owner = try await bench.person("Olga", role: .owner)
        let project = try await bench.project(by: owner).project.id
        try await bench.place(images: ["a.png"], in: project)
        let ada = try await bench.member("Ada", of: project)
        let item = try #require(try await bench.next(in: project, for: ada))
        let (id, lease) = (item.assignment.id, item.assignment.leaseToken)
        let hold = HoldLease(bench.environment)

        for other in [try await bench.member("Bob", of: project), owner, try await bench.person("Eve")] {
            let tries: [() async throws -> Void] = [
                { _ = try await AssignNext(bench.environment).resume(id, by: other) },
                { _ = try await hold.heartbeat(id, lease: lease, by: other) },
                { try await hold.giveBack(id, lease: lease, by: other) },
                { try await hold.skip(id, lease: lease, reason: "", by: other) },
                { _ = try await RecordOperations(bench.environment)([], to: id, by: other) },
                { try await bench.submit([], to: item, by: other) },
                { _ = try await OwnWork(bench.environment).answer(to: id, by: other) },
            ]
            for attempt in tries { #expect(try await refusal(of: attempt)?.code == .notFound) }
        }
        _ = try await hold.heartbeat(id, lease: lease, by: ada)
    }

    @Test("what an annotator sees does not change with what others did")
    func sameView() async throws {
        let bench = try Bench()
        let owner = try await bench.person("Olga", role: .owner)
        let made = try await bench.project(by: owner)
        let project = made.project.id
        try await bench.place(images: ["a.png"], in: project)
        let ada = try await bench.member("Ada", of: project)
        let before = try await ManageProjects(bench.environment).detail(of: project, for: ada)
        #expect(before.progress == nil)

        let bob = try await bench.member("Bob", of: project)
        try await bench.answer([.box(1, made.labels[0].id)], in: project, by: bob)
        let after = try await ManageProjects(bench.environment).detail(of: project, for: ada)
        #expect(after.progress == nil)
        #expect(after.own.available == before.own.available)
        #expect(try await OwnWork(bench.environment).list(in: project, by: ada).isEmpty)
        #expect(try await bench.next(in: project, for: ada)?.draft.annotations.isEmpty == true)
    }

    @Test("tiles are for those who have the image to draw on or get it next, and for reviewers")
    func tiles() async throws {
        let bench = try Bench()
        let owner = try await bench.person("Olga", role: .owner)
        let project = try await bench.project(replication: 1, by: owner).project.id
        let bytes = PNGFile.noise(width: 60, height: 40)
        let image = try await bench.upload(bytes, name: "a.png", to: project, by: owner).image
        let ada = try await bench.member("Ada", of: project)
        let rita = try await bench.member("Rita", of: project, role: .reviewer)
        let tiles = ServeTiles(bench.environment)
        func sees(_ principal: Principal?) async throws -> Bool {
            try await refusal { try await tiles.image(image.id, for: principal) } == nil
        }
        let bob = try await bench.member("Bob", of: project)
        #expect(try await !sees(nil))
        for person in [ada, bob] {
            #expect(try await sees(person), "one may look at what one would get next")
        }
        #expect(tiles.remembered(image.id, for: bob) == nil, "which may be over at any moment")
        #expect(try await sees(rita))
        #expect(tiles.remembered(image.id, for: rita) != nil)
        var open = TileSettings()
        open.isPublic = true
        let shown = ServeTiles(bench.environment, settings: open)
        #expect(try await refusal { try await shown.image(image.id, for: nil) } == nil)
        try await bench.answer([], in: project, by: ada)
        #expect(try await sees(ada), "one may look at what one has answered")
        #expect(try await !sees(bob), "nobody else gets it any more")
    }

    @Test("reviewers see one pseudonym a person, requesters see names")
    func pseudonyms() async throws {
        let bench = try Bench()
        let owner = try await bench.person("Olga", role: .owner)
        let made = try await bench.project(replication: 2, by: owner)
        let project = made.project.id
        let images = try await bench.place(images: ["a.png", "b.png"], in: project)
        let rita = try await bench.member("Rita", of: project, role: .reviewer)
        for name in ["Ada", "Bob"] {
            let person = try await bench.member(name, of: project)
            for _ in images { try await bench.answer([], in: project, by: person) }
        }
        func names(_ image: LabeledImage, by principal: Principal) async throws -> [String] {
            try await ReviewImage(bench.environment)(image.id, in: project, by: principal).layers.compactMap {
                if case .submission(_, let name, _) = $0.content { name } else { nil }
            }
        }
        #expect(try await Set(names(images[0], by: owner)) == ["Ada", "Bob"])
        let first = try await Set(names(images[0], by: rita))
        #expect(first.isDisjoint(with: ["Ada", "Bob"]))
        #expect(first.count == 2)
        #expect(try await Set(names(images[1], by: rita)) == first)
        let measured = try await MeasureAgreement(bench.environment)(project, by: rita)
        #expect(Set(measured.names.values) == first)
    }
}
