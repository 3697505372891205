import Agreement
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Behaviour")
struct BehaviourTests {
    let bench: Bench
    let rolf: Principal
    let ada: Principal
    let bob: Principal
    let id: ProjectID
    let cat: LabelClassID

    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(replication: 2, by: rolf)
        (id, cat) = (project.project.id, project.labels[0].id)
        try await bench.place(images: (0..<6).map { "\($0).png" }, in: id)
        ada = try await bench.member("Ada", of: id)
        bob = try await bench.member("Bob", of: id)
    }

    private func answer(
        _ shapes: [Annotation], seconds: Double, focusChanges: Int? = nil, by person: Principal
    ) async throws {
        let item = try #require(try await bench.next(in: id, for: person))
        _ = try await SubmitAnnotations(bench.environment)(
            shapes, id: bench.environment.identifiers.uuid(), assignment: item.assignment.id,
            lease: item.assignment.leaseToken, activeMilliseconds: Int64(seconds * 1000),
            focusChanges: focusChanges, by: person)
    }

    private var review: ReviewBehaviour { ReviewBehaviour(bench.environment) }

    private func flags(_ kind: BehaviourFlag.Kind) async throws -> [BehaviourFlag] {
        try await review(id, by: rolf).flags.map(\.flag).filter { $0.kind == kind }
    }

    @Test("figures are means with their n; nobody's focus is counted where no page counted it")
    func figures() async throws {
        try await answer([.box(1, cat)], seconds: 4, focusChanges: 2, by: ada)
        try await answer([], seconds: 8, by: ada)
        let own = try await review.own(in: id, by: ada).figures
        #expect(own.answers == 2 && own.seconds.value == 6 && own.seconds.n == 2)
        #expect(own.focusChanges.value == 2 && own.focusChanges.n == 1)
        #expect(own.operations.n == 1 && own.belowFloor == nil)
        #expect(try await review.own(in: id, by: bob).figures.answers == 0)
        try await expectRefusal(.forbidden) { _ = try await review(id, by: ada) }
    }

    @Test("answers below the floor stand out from the third on, the fastest shown first")
    func floor() async throws {
        for seconds in [1.0, 0.5, 9] {
            try await answer([.box(1, cat, x: seconds)], seconds: seconds, by: ada)
        }
        try await review.setFloor(2, of: id, by: rolf)
        #expect(try await flags(.fast).isEmpty, "two are chance")
        try await answer([], seconds: 1.9, by: ada)
        let found = try await flags(.fast)
        #expect(found.map(\.person) == [ada.account.id] && found[0].images == 3)
        #expect(found[0].evidence.map(\.seconds) == [0.5, 1, 1.9])
        #expect(try await review.own(in: id, by: ada).figures.belowFloor == 3)
        try await review.setFloor(nil, of: id, by: rolf)
        #expect(try await flags(.fast).isEmpty)
        for wrong in [0.0, -1, 4000, .infinity] {
            try await expectRefusal(.invalid, field: "secondsPerImage") {
                try await review.setFloor(wrong, of: id, by: rolf)
            }
        }
    }

    @Test(
        "the same shapes at the same places on three images stand out; empty answers and other places do not")
    func repeated() async throws {
        for number in 0..<3 {
            try await answer(
                [.box(1, cat, x: 30 + Double(number) * 0.1), .box(2, cat, x: 4)], seconds: 9, by: ada)
            try await answer(
                number == 0 ? [] : [.box(1, cat, x: 3 + Double(number) * 9)], seconds: 9, by: bob)
        }
        let found = try await flags(.repeated)
        #expect(found.map(\.person) == [ada.account.id])
        let first = try #require(found.first)
        #expect(first.images == 3)
        #expect(first.evidence.map(\.own.count) == [2, 2, 2])
    }

    @Test("a suggestion that was taken over from the image before is no repetition")
    func suggestions() {
        let details = AnnotationDetails(origin: SuggestionOrigin(source: "previous", state: .accepted))
        func images(_ details: AnnotationDetails) -> [ImageAnswers] {
            (0..<3).map { number in
                let shape = Annotation(
                    id: .client(number), labelID: cat, shape: .box(Box(x: 1, y: 1, width: 9, height: 9)),
                    details: details)
                return ImageAnswers(
                    image: ImageID("\(number)"), size: PixelSize(width: 64, height: 48),
                    annotators: [ada.account.id], votes: [Vote(annotation: shape, annotator: ada.account.id)])
            }
        }
        #expect(RepeatedAnswer.all(in: images(AnnotationDetails())).map(\.images.count) == [3])
        #expect(RepeatedAnswer.all(in: images(details)).isEmpty)
    }

    @Test("shapes copied to the pixel stand out, with those of both as evidence")
    func copied() async throws {
        for number in 0..<6 {
            let shapes = (0..<3).map { column in
                Annotation.box(
                    column, cat, x: Double(column) * 20 + Double(number) * 0.7, y: Double(number) * 3.3,
                    width: 11.3,
                    height: 13.1)
            }
            try await answer(shapes, seconds: 9, by: ada)
            try await answer(shapes, seconds: 9, by: bob)
        }
        let found = try await flags(.copied)
        #expect(found.count == 1)
        #expect(Set([found[0].person, try #require(found[0].other)]) == [ada.account.id, bob.account.id])
        #expect(
            found[0].images == 6 && found[0].evidence.allSatisfy { $0.own.count == 3 && $0.others.count == 3 }
        )
        let notes = try await review.own(in: id, by: ada).notes
        #expect(notes.isEmpty, "nobody learns of it by machine")
    }

    @Test(
        "what was judged stays settled until it shows on more images; the person is told what was written for them"
    )
    func judged() async throws {
        for _ in 0..<3 { try await answer([.box(1, cat)], seconds: 1, by: ada) }
        try await review.setFloor(2, of: id, by: rolf)
        let name = try #require(try await flags(.fast).first).name
        for _ in 0..<2 {
            let now = try await review.judge(
                name, .acted, note: "Please take your time.", id: .client(1), in: id, by: rolf)
            #expect(now.flags.first { $0.flag.name == name }?.isOpen == false)
        }
        #expect(try await review.own(in: id, by: ada).notes.map(\.note) == ["Please take your time."])
        #expect(try await review.own(in: id, by: bob).notes.isEmpty)
        try await answer([], seconds: 1, by: ada)
        #expect(try await review(id, by: rolf).flags.first { $0.flag.name == name }?.isOpen == true)
        _ = try await review.judge(name, .dismissed, note: "", id: .client(2), in: id, by: rolf)
        let undone = try await review.judge(name, .withdrawn, note: "", id: .client(3), in: id, by: rolf)
        #expect(undone.flags.first { $0.flag.name == name }?.judgement == nil)
        try await expectRefusal(.invalid, field: "flag") {
            _ = try await review.judge("nothing", .acted, note: "", id: .client(4), in: id, by: rolf)
        }
        let rita = try await bench.member("Rita", of: id, role: .reviewer)
        try await expectRefusal(.forbidden) {
            _ = try await review.judge(name, .acted, note: "", id: .client(5), in: id, by: rita)
        }
    }
}
