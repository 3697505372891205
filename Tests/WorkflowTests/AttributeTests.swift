import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Attributes, extreme points and suggestions")
struct AttributeTests {
    let bench: Bench
    let rolf: Principal
    let ada: Principal
    let project: ProjectDetail

    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        var draft = ProjectDraft()
        draft.name = "Cars"
        draft.replication = 1
        draft.labels = [
            LabelDraft(
                name: "car",
                attributes: [
                    AttributeDraft(
                        name: "colour", kind: "choice", isRequired: true, options: ["red", "blue"]),
                    AttributeDraft(name: "doors", kind: "number", minimum: 0, maximum: 8),
                    AttributeDraft(name: "plate", kind: "text"),
                    AttributeDraft(name: "moving", kind: "yesno"),
                ]),
            LabelDraft(name: "tree"),
        ]
        project = try await ManageProjects(bench.environment).create(draft, by: rolf)
        try await bench.place(images: ["a.png", "b.png"], in: project.project.id)
        ada = try await bench.member("Ada", of: project.project.id)
    }

    private var car: LabelClass { project.labels[0] }

    private func attribute(_ name: String) throws -> AttributeID {
        try #require(car.attributes.first { $0.name == name }).id
    }

    private func drawn(_ answers: [String: AttributeValue], label: LabelClassID? = nil) throws -> Annotation {
        var annotation = Annotation.box(1, label ?? car.id)
        for (name, value) in answers { annotation.details.attributes[try attribute(name)] = value }
        return annotation
    }

    private func turn() async throws -> WorkItem {
        try #require(try await bench.next(in: project.project.id, for: ada))
    }

    /// Edits the attributes of the first class.
    private func ask(_ attributes: [AttributeDraft]) async throws -> ProjectDetail {
        let present = try await ManageProjects(bench.environment).detail(of: project.project.id, for: rolf)
        var draft = ProjectDraft()
        draft.labels = present.labels.map { label in
            LabelDraft(
                id: label.id, name: label.name, attributes: label.id == car.id ? attributes : nil)
        }
        return try await ManageProjects(bench.environment).edit(
            project.project.id, draft, revision: present.project.revision, by: rolf
        ).detail
    }

    @Test("answers are kept to the last bit and come back")
    func answers() async throws {
        let annotation = try drawn([
            "colour": .text("blue"), "doors": .number(4.5), "plate": .text("B-X 1"), "moving": .flag(false),
        ])
        let item = try await turn()
        #expect(item.labels[0].attributes == car.attributes)
        try await bench.submit([annotation], to: item, by: ada)
        let kept = try await OwnWork(bench.environment).answer(to: item.assignment.id, by: ada).submission
        #expect(kept.annotations == [annotation])
    }

    static let badAnswers: [(String, AttributeValue)] = [
        ("colour", .text("green")), ("colour", .flag(true)), ("doors", .text("four")), ("doors", .number(9)),
        ("doors", .number(-1)), ("doors", .number(.infinity)), ("plate", .number(1)),
        ("plate", .text(String(repeating: "x", count: 1_001))), ("plate", .text("a\u{7}")),
        ("moving", .text("yes")),
    ]

    @Test("an answer that cannot be is refused by its field", arguments: badAnswers.indices)
    func badAnswer(index: Int) async throws {
        let (name, value) = Self.badAnswers[index]
        let annotation = try drawn(["colour": .text("red")].merging([name: value]) { $1 })
        let item = try await turn()
        let refused = try await refusal { try await bench.submit([annotation], to: item, by: ada) }
        let isNumber = value == .number(.infinity)
        #expect(refused?.code == .invalid)
        #expect(
            try refused?.field
                == (isNumber ? "annotations" : "annotations[0].attributes.\(attribute(name))"))
    }

    @Test("a needed answer may be missing in a draft and not in what is handed in")
    func required() async throws {
        let open = try drawn(["doors": .number(2)])
        let item = try await turn()
        let receipt = try await RecordOperations(bench.environment)(
            [ReceivedOperation(id: bench.environment.identifiers.uuid(), edit: .put(open))],
            to: item.assignment.id, by: ada)
        #expect(receipt.rejected.isEmpty)
        let refused = try await refusal { try await bench.submit([open], to: item, by: ada) }
        #expect(try refused?.field == "annotations[0].attributes.\(attribute("colour"))")
        try await bench.submit([.box(1, project.labels[1].id)], to: item, by: ada)
    }

    @Test("an answer to a question that the class does not ask is refused")
    func foreign() async throws {
        let annotation = try drawn(["colour": .text("red")], label: project.labels[1].id)
        let item = try await turn()
        let refused = try await refusal { try await bench.submit([annotation], to: item, by: ada) }
        #expect(try refused?.field == "annotations[0].attributes.\(attribute("colour"))")
    }

    @Test("questions and options that are taken out are retired: answers given to them stay good")
    func retiring() async throws {
        let item = try await turn()
        let edited = try await ask([
            AttributeDraft(
                id: try attribute("colour"), name: "paint", kind: "choice", isRequired: true,
                options: ["blue", "green"]),
            AttributeDraft(name: "wheels", kind: "number"),
        ])
        let attributes = edited.labels[0].attributes
        #expect(attributes.map(\.name) == ["paint", "wheels", "doors", "plate", "moving"])
        #expect(attributes.map(\.isRetired) == [false, false, true, true, true])
        #expect(attributes[0].retiredOptions == ["red"])
        let annotation = try drawn(["colour": .text("red"), "plate": .text("old")])
        try await bench.submit([annotation], to: item, by: ada)
    }

    @Test("an edit that does not speak of attributes leaves them alone")
    func unmentioned() async throws {
        var draft = ProjectDraft()
        draft.labels = [LabelDraft(id: car.id, name: "vehicle")]
        let edited = try await ManageProjects(bench.environment).edit(
            project.project.id, draft, revision: project.project.revision, by: rolf
        ).detail
        #expect(edited.labels[0].attributes == car.attributes)
    }

    static let badDrafts: [(String, AttributeDraft)] = [
        (".name", AttributeDraft(name: " ", kind: "text")),
        (".kind", AttributeDraft(name: "a", kind: "colour")),
        (".options", AttributeDraft(name: "a", kind: "choice")),
        (".options[1]", AttributeDraft(name: "a", kind: "choice", options: ["x", "x"])),
        (".options[0]", AttributeDraft(name: "a", kind: "choice", options: [""])),
        (".minimum", AttributeDraft(name: "a", kind: "number", minimum: 2, maximum: 1)),
        (".id", AttributeDraft(id: AttributeID("nowhere"), name: "a", kind: "text")),
        (".name", AttributeDraft(name: "first", kind: "text")),
        (".kind", AttributeDraft(name: "colour", kind: "text")),
    ]

    @Test("a question that cannot be asked is refused by its field", arguments: badDrafts.indices)
    func badDraft(index: Int) async throws {
        let (field, bad) = Self.badDrafts[index]
        let refused = try await refusal {
            try await ask([AttributeDraft(name: "first", kind: "text"), bad])
        }
        #expect(refused?.field == "labels[0].attributes[1]\(field)")
    }

    @Test("extreme points belong to a box and lie on its edges")
    func extremePoints() async throws {
        let tree = project.labels[1].id
        var good = Annotation.box(1, tree, x: 10, y: 10, width: 20, height: 16)
        good.details.extremePoints = [(15.0, 10.0), (10, 20), (12, 26), (30, 11)].map {
            ImagePoint(x: $0.0, y: $0.1)
        }
        let item = try await turn()
        for spoil in [
            { (points: inout [ImagePoint]) in points[0].y = 11 },
            { $0[3].x = 29 }, { $0[1].y = 40 }, { $0.removeLast() },
        ] {
            var bad = good
            spoil(&bad.details.extremePoints)
            let refused = try await refusal { try await bench.submit([bad], to: item, by: ada) }
            #expect(refused?.field == "annotations[0].extremePoints")
        }
        var polygon = Annotation.polygonWithHole(1, tree)
        polygon.details.extremePoints = good.details.extremePoints
        #expect(try await refusal { try await bench.submit([polygon], to: item, by: ada) } != nil)
        try await bench.submit([good], to: item, by: ada)
    }

    @Test("a suggestion nobody decided about is no answer; those taken away are counted")
    func suggestions() async throws {
        let tree = project.labels[1].id
        var suggested = Annotation.box(1, tree)
        suggested.details.origin = SuggestionOrigin(source: "previous", state: .suggested)
        let item = try await turn()
        let refused = try await refusal { try await bench.submit([suggested], to: item, by: ada) }
        #expect(refused?.field == "annotations[0].origin.state")
        suggested.details.origin?.state = .accepted
        suggested.details.effort = DrawingEffort(
            method: "suggestion", presses: 0, keys: 1, adjustments: 0, activeMilliseconds: 400)
        let submit = SubmitAnnotations(bench.environment)
        for bad in [["previous": 0], ["": 1]] {
            let refused = try await refusal {
                try await submit(
                    [suggested], id: bench.environment.identifiers.uuid(), assignment: item.assignment.id,
                    lease: item.assignment.leaseToken, deletedSuggestions: bad, activeMilliseconds: 1,
                    by: ada)
            }
            #expect(refused?.field?.hasPrefix("deletedSuggestions") == true)
        }
        let kept = try await submit(
            [suggested], id: bench.environment.identifiers.uuid(), assignment: item.assignment.id,
            lease: item.assignment.leaseToken, deletedSuggestions: ["previous": 3], activeMilliseconds: 1,
            by: ada
        ).submission
        #expect(try await bench.store.read { try $0.submission(kept.id) } == kept)
        #expect(kept.deletedSuggestions == ["previous": 3])
    }
}
