import Agreement
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Gold in the stream of work")
struct GoldTests {
    let bench: Bench
    let rolf: Principal
    let ada: Principal
    let project: ProjectDetail
    let images: [LabeledImage]

    /// Forty images; the first ten are made gold by those tests that want it.
    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 2, by: rolf)
        images = try await bench.place(images: (0..<40).map { "\($0).png" }, in: project.project.id)
        ada = try await bench.member("Ada", of: project.project.id)
    }

    private var id: ProjectID { project.project.id }
    private var cat: LabelClassID { project.labels[0].id }
    private var gold: ManageGold { ManageGold(bench.environment) }
    private var review: ReviewGold { ReviewGold(bench.environment) }

    /// A cat in the corner.
    private func known(_ number: Int) -> [GoldAnswer.Part] {
        [GoldAnswer.Part(annotation: .box(5_000 + number, cat))]
    }

    @discardableResult
    private func makeGold(_ count: Int = 10, exposures: Int? = nil) async throws -> [GoldItem] {
        try await gold.add(
            images.prefix(count).enumerated().map { number, image in
                GoldItemDraft(
                    imageID: image.id, purpose: .stream, source: .given([known(number)]),
                    maximumExposures: exposures)
            }, to: id, by: rolf)
    }

    private func set(_ change: (inout GoldSettings) -> Void) async throws {
        let (present, revision) = try await gold.settings(of: id, by: rolf)
        var settings = present
        change(&settings)
        try await gold.set(settings, revision: revision, in: id, by: rolf)
    }

    private func isGold(_ item: WorkItem) async throws -> Bool {
        try await bench.store.read { tx in try tx.goldTurn(item.assignment.id) != nil }
    }

    /// How many answers the first image wants of people to whom it is ordinary.
    private func freeSlots() async throws -> Int {
        try await bench.store.read { [id, image = images[0].id] tx in
            try tx.waitingImages(in: id).first { $0.id == image }?.freeSlots ?? 0
        }
    }

    /// Answers all that the person is given, and says which tasks were gold.
    private func work(
        _ person: Principal, _ shapes: (Bool) -> [Annotation] = { _ in [] }
    ) async throws -> [Bool] {
        var kinds: [Bool] = []
        while let item = try await bench.next(in: id, for: person) {
            let isGold = try await isGold(item)
            try await bench.submit(shapes(isGold), to: item, by: person)
            kinds.append(isGold)
        }
        await bench.environment.settlements.drain()
        return kinds
    }

    @Test("gold comes at the set rate, each item once, and only between ordinary tasks")
    func rate() async throws {
        try await makeGold()
        try await set {
            $0.rate = 0.2
            $0.pauseRule = .never
        }
        var gold = 0
        var tasks = 0
        for number in 0..<12 {
            let person = try await bench.member("P\(number)", of: id)
            // Everybody finds ordinary work: two answers an image would be used up by two people.
            try await bench.store.write { [id] tx in try tx.setSlots(20, in: id) }
            let kinds = try await work(person)
            #expect(kinds.count(where: { !$0 }) == 30)
            #expect(kinds.count(where: \.self) <= 10)
            #expect(kinds.last == false)
            gold += kinds.count(where: \.self)
            tasks += kinds.count
        }
        // 12 times about 7.5 of 37.5 tasks; within four standard deviations.
        let expected = 0.2 * Double(tasks)
        let deviation = (0.8 * expected).squareRoot()
        let distance = abs(Double(gold) - expected)
        #expect(distance < 4 * deviation)
        let items = try await review.items(of: id, by: rolf)
        let exposures = items.map(\.item.exposures)
        let met = exposures.reduce(0, +)
        let spread = (exposures.max() ?? 0) - (exposures.min() ?? 0)
        #expect(met == gold)
        #expect(spread <= 2, "items that few people met come first")
    }

    @Test("an item is given to no more people than it may, and to nobody once it is in quarantine")
    func caps() async throws {
        let items = try await makeGold(2, exposures: 1)
        try await set { $0.rate = 0.5 }
        let bob = try await bench.member("Bob", of: id)
        #expect(try await work(ada).count(where: \.self) == 2)
        #expect(try await work(bob).count(where: \.self) == 0)
        var change = GoldItemChange()
        change.maximumExposures = .some(nil)
        try await gold.change(items[0].id, change, revision: 1, in: id, by: rolf)
        change = GoldItemChange()
        change.state = .suspect
        try await gold.change(items[0].id, change, revision: 2, in: id, by: rolf)
        let cleo = try await bench.member("Cleo", of: id)
        try await bench.store.write { [id] tx in try tx.setSlots(20, in: id) }
        #expect(try await work(cleo).count(where: \.self) == 0)
    }

    @Test("what is announced as next comes next, and every task takes one from those that are left")
    func indistinguishable() async throws {
        try await makeGold()
        try await set {
            $0.rate = 0.3
            $0.pauseRule = .never
        }
        func available() async throws -> Int {
            try await ManageProjects(bench.environment).detail(of: id, for: ada).own.available
        }
        var announced: ImageID?
        var left = try await available()
        var seen: Set<Bool> = []
        for number in 0..<1_000 {
            guard let item = try await bench.next(in: id, for: ada) else { break }
            #expect(announced == nil || announced == item.image.id)
            announced = item.next?.id
            let isGold = try await isGold(item)
            seen.insert(isGold)
            #expect(try await available() == left - 1)
            left -= 1
            switch number % 4 {
            case 0:
                try await HoldLease(bench.environment).skip(
                    item.assignment.id, lease: item.assignment.leaseToken, reason: "dark", by: ada)
            default: try await bench.submit([], to: item, by: ada)
            }
        }
        #expect(seen == [true, false])
        #expect(left == 0)
    }

    @Test(
        "gold that was given back or expired comes again, counts as one task, and stays out of the others' queue"
    )
    func unfinished() async throws {
        try await makeGold(1)
        try await set { $0.rate = 0.5 }
        var item = try #require(try await bench.next(in: id, for: ada))
        while try await !isGold(item) {
            try await bench.submit([], to: item, by: ada)
            item = try #require(try await bench.next(in: id, for: ada))
        }
        bench.time.turn(seconds: 10_000)
        let again = try #require(try await bench.next(in: id, for: ada))
        #expect(again.image.id == item.image.id && again.assignment.id == item.assignment.id)
        try await HoldLease(bench.environment).giveBack(
            again.assignment.id, lease: again.assignment.leaseToken, by: ada)
        let rest = try await work(ada)
        #expect(rest.last == true && rest.count(where: \.self) == 1)
        #expect(try await review.items(of: id, by: rolf)[0].item.exposures == 1)
        #expect(try await freeSlots() == 0)
    }

    @Test(
        "a person who does badly is paused, told why, keeps what they hold, and may go on once it is lifted")
    func pausing() async throws {
        try await makeGold()
        try await set {
            $0.rate = 0.5
            $0.minimumAnswers = 3
        }
        var before = 0
        while let item = try? await bench.next(in: id, for: ada) {
            try await bench.submit([], to: item, by: ada)
            before += 1
            await bench.environment.settlements.drain()
        }
        let refused = try await refusal { try await bench.next(in: id, for: ada) }
        #expect(refused?.code == .paused)
        #expect(before < 40)
        let person = try #require(try await review.people(of: id, by: rolf).first)
        #expect(
            person.standing.score.n == 3 && person.standing.score.value == 0 && person.pause?.authorID == nil)
        #expect(try await review.own(in: id, by: ada).pause != nil)
        #expect(try await review.own(in: id, by: ada).turns.isEmpty, "the project keeps results to itself")

        try await gold.lift(ada.account.id, in: id, by: rolf)
        let item = try #require(try await bench.next(in: id, for: ada))
        try await bench.submit([], to: item, by: ada)
        await bench.environment.settlements.drain()
        #expect(try await review.own(in: id, by: ada).pause == nil, "only later answers count")

        try await gold.pause(ada.account.id, reason: "Please call me.", in: id, by: rolf)
        #expect(try await refusal { try await bench.next(in: id, for: ada) }?.code == .paused)
    }

    @Test("who did well for long and slackens is paused for the newest answers, and told so")
    func slackening() async throws {
        try await makeGold(20)
        try await set {
            $0.rate = 0.5
            $0.minimumAnswers = 3
            $0.recentAnswers = 3
        }
        var met = 0
        while let item = try? await bench.next(in: id, for: ada) {
            let isGold = try await isGold(item)
            try await bench.submit(isGold && met < 8 ? [.box(1, cat)] : [], to: item, by: ada)
            if isGold { met += 1 }
            await bench.environment.settlements.drain()
        }
        let person = try #require(try await review.people(of: id, by: rolf).first)
        let pause = try #require(person.pause)
        #expect(met == 11 && person.standing.score.n == 11 && (person.standing.score.value ?? 0) > 0.7)
        #expect(pause.reason.hasPrefix("your last 3 answers to images whose answer is known score 0 %"))
    }

    @Test("who draws well is left alone")
    func good() async throws {
        try await makeGold()
        try await set {
            $0.rate = 0.5
            $0.minimumAnswers = 3
            $0.reveals = true
        }
        _ = try await work(ada) { isGold in isGold ? [.box(1, cat)] : [] }
        let own = try await review.own(in: id, by: ada)
        #expect(own.pause == nil && own.standing?.score.value == 1 && own.turns.count == 10)
        let view = try await review.result(of: try #require(own.turns.first).assignmentID, by: ada)
        #expect(view.result.right == 1)
        let bob = try await bench.member("Bob", of: id)
        for other in [bob, try await bench.person("Eve", role: .requester)] {
            let refused = try await refusal {
                try await review.result(of: try #require(own.turns.first).assignmentID, by: other)
            }
            #expect(refused?.code == .notFound)
        }
    }

    @Test("a corrected answer changes the scores of all, and ends pauses that rested on it")
    func corrected() async throws {
        let items = try await makeGold(3)
        try await set {
            $0.rate = 0.5
            $0.minimumAnswers = 3
        }
        while let item = try? await bench.next(in: id, for: ada) {
            try await bench.submit([], to: item, by: ada)
            await bench.environment.settlements.drain()
        }
        #expect(try await review.own(in: id, by: ada).pause != nil)
        var change = GoldItemChange()
        change.answers = [(nil, [])]
        try await gold.change(items[0].id, change, revision: 1, in: id, by: rolf)
        let person = try #require(try await review.people(of: id, by: rolf).first)
        let third = abs((person.standing.score.value ?? 0) - 1.0 / 3)
        #expect(third < 1e-12)
        #expect(try await review.own(in: id, by: ada).pause == nil)
        let stale = try await refusal {
            try await gold.change(items[0].id, change, revision: 1, in: id, by: rolf)
        }
        #expect(stale?.code == .stale)
    }

    @Test("a voided item is an ordinary image again, and counts for nobody")
    func voided() async throws {
        let items = try await makeGold(1)
        try await set { $0.rate = 0.5 }
        _ = try await work(ada)
        #expect(try await review.people(of: id, by: rolf).first?.standing.score.n == 1)
        var change = GoldItemChange()
        change.state = .voided
        change.reason = "It shows nothing."
        try await gold.change(items[0].id, change, revision: 1, in: id, by: rolf)
        #expect(try await review.people(of: id, by: rolf).first?.standing.score.n == 0)
        #expect(try await freeSlots() == 2)
        let layers = try await bench.store.read { [image = images[0].id] tx in try tx.references(image: image)
        }
        #expect(layers.isEmpty)
    }

    @Test("where there is gold the reply comes before the settling, which keeps its order")
    func replyFirst() async throws {
        try await makeGold(1)
        let (gate, open) = AsyncStream<Void>.makeStream()
        bench.environment.settlements.add(to: id) { for await _ in gate { break } }
        let receipt = try await bench.answer([.box(1, cat)], in: id, by: ada)
        func consensus() async throws -> ConsensusRecord? {
            try await bench.store.read { tx in try tx.consensus(image: receipt.submission.imageID) }
        }
        #expect(try await consensus() == nil)
        open.yield()
        await bench.environment.settlements.drain()
        #expect(try await consensus() != nil)
    }

    @Test("what was answered and never scored is scored at the next start")
    func catchUp() async throws {
        try await makeGold(1)
        try await set { $0.rate = 0.5 }
        let (gate, open) = AsyncStream<Void>.makeStream()
        bench.environment.settlements.add(to: id) { for await _ in gate { break } }
        while let item = try await bench.next(in: id, for: ada) {
            try await bench.submit([], to: item, by: ada)
        }
        #expect(try await bench.store.read { tx in try tx.unscoredGoldTurns() }.count == 1)
        try await ScoreGold(bench.environment).catchUp()
        #expect(try await bench.store.read { tx in try tx.unscoredGoldTurns() }.isEmpty)
        #expect(try await review.people(of: id, by: rolf).first?.standing.score.n == 1)
        open.yield()
        await bench.environment.settlements.drain()
    }

    @Test("known answers and consensus become gold; what cannot be is refused with its field")
    func sources() async throws {
        try await bench.answer([.box(1, cat)], in: id, by: ada)
        let first = images[0].id
        let second = images[1].id
        try await bench.store.write { [cat] tx in
            try tx.put(
                ReferenceLayer(
                    id: ReferenceID(String(repeating: "5", count: 32)), imageID: second, kind: .gold,
                    source: "gold", annotations: [.box(9, cat)], createdAt: TestClock.start))
        }
        let made = try await gold.add(
            [
                GoldItemDraft(imageID: second, purpose: .stream, source: .known),
                GoldItemDraft(imageID: first, purpose: .stream, source: .consensus),
            ], to: id, by: rolf)
        #expect(made.map(\.answers[0].origin) == [.imported, .consensus])
        let again = try await gold.add(
            [GoldItemDraft(imageID: first, purpose: .stream, source: .consensus)], to: id, by: rolf)
        #expect(again.map(\.id) == [made[1].id])
        for (draft, field) in [
            (GoldItemDraft(imageID: images[2].id, purpose: .stream, source: .known), "items[0].from"),
            (GoldItemDraft(imageID: images[2].id, purpose: .stream, source: .consensus), "items[0].from"),
            (
                GoldItemDraft(imageID: ImageID("nowhere"), purpose: .stream, source: .known),
                "items[0].imageId"
            ),
            (GoldItemDraft(imageID: images[2].id, purpose: .stream, source: .given([])), "items[0].answers"),
            (
                GoldItemDraft(
                    imageID: images[2].id, purpose: .stream, source: .given([known(1)]), maximumExposures: 0),
                "items[0].maximumExposures"
            ),
        ] {
            #expect(try await refusal { try await gold.add([draft], to: id, by: rolf) }?.field == field)
        }
        let annotator = try await refusal { try await review.items(of: id, by: ada) }
        #expect(annotator?.code == .forbidden)
        var settings = GoldSettings()
        settings.rate = 0.7
        let bad = try await refusal { try await gold.set(settings, revision: 1, in: id, by: rolf) }
        #expect(bad?.field == "rate")
    }
}
