import Agreement
import Geometry
import Labeling
import Synchronization
import TestSupport
import Testing

@testable import Workflow

@Suite("Figures to be quoted")
struct FigureTests {
    let bench: Bench
    let rolf: Principal
    let rita: Principal
    let people: [Principal]
    let project: ProjectDetail
    let images: [LabeledImage]

    /// Sixty images by skill and their answers.
    ///
    /// A day apart for every twenty: all three see the cat, the third marks a corner for nothing on
    /// every second image. The corner is really there on every fourth.
    init() async throws {
        bench = try Bench(identifierSeed: 21)
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 3, method: "bayes", by: rolf)
        let id = project.project.id
        images = try await bench.place(images: (0..<60).map { "\($0).png" }, in: id)
        rita = try await bench.member("Rita", of: id, role: .reviewer)
        var people: [Principal] = []
        for name in ["Ada", "Bob", "Cid"] { people.append(try await bench.member(name, of: id)) }
        self.people = people
        // Days pass, and nobody's images are to come back meanwhile.
        try await bench.store.write { tx in
            _ = try tx.put(WorkPlan(repeatRate: 0), of: id, expectedRevision: 0)
        }
        for number in 0..<60 {
            if number % 20 == 0 { bench.time.turn(seconds: 86_400) }
            for (index, person) in people.enumerated() {
                let corner: [Annotation] =
                    index == 2 && number % 2 == 0
                    ? [.box(2 + number, project.labels[1].id, x: 40, y: 28, width: 12, height: 12)] : []
                try await bench.answer(
                    [.box(1, project.labels[0].id, x: 4 + Double(index))] + corner, in: id, by: person)
            }
        }
    }

    private var id: ProjectID { project.project.id }

    private func putTruth() async throws {
        try await bench.store.write { [bench, images, project] tx in
            for (number, image) in images.enumerated() {
                var real: [Annotation] = [.box(900, project.labels[0].id)]
                if number % 4 == 0 {
                    real.append(.box(901, project.labels[1].id, x: 40, y: 28, width: 12, height: 12))
                }
                try tx.put(
                    ReferenceLayer(
                        id: bench.environment.identifiers.identifier(), imageID: image.id, kind: .truth,
                        source: "truth", annotations: real, createdAt: bench.time.now))
            }
        }
    }

    @Test("pairs and alpha come from the answers, with names for requesters and pseudonyms for reviewers")
    func agreement() async throws {
        let use = BreakDownAgreement(bench.environment)
        let pairs = try await use.pairs(of: id, iouThreshold: nil, by: rolf)
        #expect(pairs.iouThreshold == 0.5 && pairs.pairs.count == 3 && pairs.people.count == 3)
        #expect(Set(pairs.names.values) == ["Ada", "Bob", "Cid"])
        let seen = try await use.pairs(of: id, iouThreshold: 0.95, by: rita)
        #expect(seen.names.values.allSatisfy { $0.hasPrefix("Annotator ") })
        #expect(seen.pairs.allSatisfy { $0.f1.value == 0 })
        let breakdown = try await use(id, by: rita).breakdown
        #expect(breakdown.all.objects == 60 && breakdown.sizes[0].figures.objects == 60)
        let bad = try await refusal(of: { _ = try await use.pairs(of: id, iouThreshold: 2, by: rolf) })
        #expect(bad?.code == .invalid)
    }

    @Test("figures are kept as long as answers, results and settings stay, and no longer")
    func cached() async throws {
        let key = try await bench.store.read { [id] tx in
            try tx.figureKey("x", of: try #require(try tx.project(id)))
        }
        try await FitConsensus(bench.environment)(id, by: rolf)
        let after = try await bench.store.read { [id] tx in
            try tx.figureKey("x", of: try #require(try tx.project(id)))
        }
        #expect(after != key, "a fit makes other results")
        #expect(after.answersRevision == key.answersRevision)
        let cache = FigureCache(capacity: 2)
        let made = Counter()
        for _ in 0..<3 {
            let value = try await cache.value(for: key) { () async throws(BoxwoodError) in made.next() }
            #expect(value == 1)
        }
        #expect(try await cache.value(for: after) { () async throws(BoxwoodError) in made.next() } == 2)
    }

    @Test("a skill card knows edges, classes and days; who answered nothing has none")
    func card() async throws {
        let card = try await ReviewSkill(bench.environment)(of: people[2].account.id, in: id, by: rolf)
        #expect(card.name == "Cid" && card.card.figures.images == 60)
        #expect(card.card.edges.mean[0].value == 1.5)
        #expect(card.card.secondsPerImage.value == 1)
        #expect(card.card.spans.count == 6)
        let nobody = try await refusal(of: {
            _ = try await ReviewSkill(bench.environment)(of: rita.account.id, in: id, by: rolf)
        })
        #expect(nobody?.code == .notFound)
    }

    @Test(
        "probabilities are held against the truth, corrected in a fit, and given back when that is turned off"
    )
    func recalibration() async throws {
        try await putTruth()
        try await FitConsensus(bench.environment)(id, by: rolf)
        let use = ReviewReliability(bench.environment)
        let plain = try await use(id, by: rita)
        #expect(plain.mayBeCorrected && plain.inForce == nil && plain.reliability.before.count == 90)
        let learned = try #require(plain.reliability.recalibration)
        let before = try #require(plain.reliability.before.expectedCalibrationError)
        #expect(try #require(plain.reliability.after?.expectedCalibrationError) < before)
        let document = try await bench.store.read { [images] tx in
            try tx.consensus(image: images[0].id)?.document
        }

        var draft = ProjectDraft()
        draft.recalibration = "logistic"
        var edited = try await ManageProjects(bench.environment).edit(
            id, draft, revision: project.project.revision, by: rolf)
        try await FitConsensus(bench.environment)(id, by: rolf)
        let on = try await use(id, by: rita)
        #expect(on.inForce == learned && on.wanted == .logistic)
        #expect(on.reliability.before == plain.reliability.before, "judged without a correction")
        let records = try await bench.store.read { [images] tx in
            try images.compactMap { try tx.consensus(image: $0.id) }
        }
        #expect(records.allSatisfy { $0.settings.recalibration == .logistic })
        let object = try #require(ConsensusDocument.decode(records[0]).objects.first { $0.votes.count == 1 })
        #expect(abs(object.existence - 0.5) < 0.2, "half of the lonely corners are there")

        draft.recalibration = "none"
        edited = try await ManageProjects(bench.environment).edit(
            id, draft, revision: edited.detail.project.revision, by: rolf)
        try await FitConsensus(bench.environment)(id, by: rolf)
        let again = try await bench.store.read { [images] tx in
            try tx.consensus(image: images[0].id)?.document
        }
        #expect(again == document && edited.detail.project.consensus.recalibration == .none)
    }

    @Test("an audit's last word counts: another class is there all the same, another place is not")
    func audits() async throws {
        try await FitConsensus(bench.environment)(id, by: rolf)
        let audit = try await DrawAudit(bench.environment)(
            AuditDraft(size: .items(5), seed: 3), in: id, by: rita)
        for (item, reason) in [AuditJudgement.Reason.spurious, .misplaced, .misclassified].enumerated() {
            try await JudgeAudit(bench.environment)(
                [JudgementDraft(id: .client(item), item: item + 1, verdict: .wrong, reason: reason)],
                on: audit.id, in: id, by: rita)
        }
        try await JudgeAudit(bench.environment)(
            [JudgementDraft(id: .client(9), item: 1, verdict: .right, reason: nil)], on: audit.id, in: id,
            by: rita)
        let found = try await ReviewReliability(bench.environment)(id, by: rita).reliability
        #expect(found.sources == [.audit: 3])
        #expect(found.before.bins.reduce(0) { $0 + Int(($1.observed.value ?? 0) * Double($1.count)) } == 2)
    }

    @Test("the dashboard counts by day, person and class, and what waits")
    func dashboard() async throws {
        try await putTruth()
        let use = ReviewDashboard(bench.environment)
        let all = try await use(id, ActivityFilter(), by: rolf)
        #expect(all.step == 3_600_000, "two days are told by hours")
        #expect(all.stretches.map(\.activity.answers) == [60, 60, 60])
        #expect(all.total?.activity.shapes == 210 && all.total?.activity.timedShapes == 210)
        #expect(all.total?.activity.activeMilliseconds == 180_000)
        #expect(all.total?.agreement.n == 60 && all.total?.gold.n == 180)
        #expect(all.people.map(\.name) == ["Ada", "Bob", "Cid"] && all.queue.images == 0)
        let second = all.stretches[1].activity.start
        let cid = try await use(
            id, ActivityFilter(from: second, person: people[2].account.id, labelID: project.labels[1].id),
            by: rita)
        #expect(cid.total?.activity.answers == 20 && cid.total?.activity.shapes == 20)
        #expect(cid.answersBefore == 10 && cid.stretches.count == 2)
        try await bench.place(images: ["late.png"], in: id)
        bench.time.turn(seconds: 2 * 86_400)
        let now = try await use(id, ActivityFilter(), by: rolf)
        #expect(now.queue.images == 1 && now.queue.freeSlots == 3 && now.queue.longest == 2 * 86_400)
        #expect(now.queue.bins.map(\.count) == [0, 0, 1, 0, 0])
        let backwards = try await refusal(of: {
            _ = try await use(id, ActivityFilter(from: second, to: second), by: rolf)
        })
        #expect(backwards?.field == "to")
    }

    @Test("the table of images is narrowed to those a figure was made from")
    func narrowed() async throws {
        func count(_ filter: AnswerFilter) async throws -> Int {
            try await ManageImages(bench.environment)
                .list(id, query: ImageQuery(answers: filter, limit: 200), by: rita).items.count
        }
        #expect(try await count(AnswerFilter()) == 60)
        #expect(try await count(AnswerFilter(people: people.map(\.account.id))) == 60)
        #expect(try await count(AnswerFilter(people: [rita.account.id])) == 0)
        #expect(try await count(AnswerFilter(labelID: project.labels[1].id)) == 30)
        #expect(
            try await count(AnswerFilter(people: [people[0].account.id], labelID: project.labels[1].id)) == 0)
        #expect(try await count(AnswerFilter(isKnown: true)) == 0)
        try await putTruth()
        #expect(try await count(AnswerFilter(isKnown: true)) == 60)
    }
}

/// Counts from 1.
private final class Counter: Sendable {
    private let number = Mutex(0)

    func next() -> Int {
        number.withLock { number in
            number += 1
            return number
        }
    }
}
