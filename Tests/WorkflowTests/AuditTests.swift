import Agreement
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Audits of the consensus")
struct AuditTests {
    let bench: Bench
    let rolf: Principal
    let rita: Principal
    let ada: Principal
    let project: ProjectDetail

    /// Eight images with a cat each, and a dog on every other one.
    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 2, by: rolf)
        try await bench.place(images: (0..<8).map { "\($0).png" }, in: project.project.id)
        rita = try await bench.member("Rita", of: project.project.id, role: .reviewer)
        ada = try await bench.member("Ada", of: project.project.id)
        for number in 0..<8 { try await answer(number, by: ada) }
    }

    private var id: ProjectID { project.project.id }
    private var cat: LabelClassID { project.labels[0].id }
    private var dog: LabelClassID { project.labels[1].id }

    private func answer(_ number: Int, by person: Principal) async throws {
        let dogs: [Annotation] = number % 2 == 0 ? [.box(100 + number, dog, x: 36)] : []
        try await bench.answer([.box(number + 1, cat)] + dogs, in: id, by: person)
    }

    private func draw(_ draft: AuditDraft, by principal: Principal? = nil) async throws -> QualityAudit {
        try await DrawAudit(bench.environment)(draft, in: id, by: principal ?? rita)
    }

    private func judge(
        _ audit: QualityAudit, _ number: Int, item: Int, _ verdict: AuditJudgement.Verdict,
        _ reason: AuditJudgement.Reason? = nil, by principal: Principal? = nil
    ) async throws {
        try await JudgeAudit(bench.environment)(
            [JudgementDraft(id: .client(number), item: item, verdict: verdict, reason: reason)],
            on: audit.id, in: id, by: principal ?? rita)
    }

    private func report(_ audit: QualityAudit) async throws -> AuditReport {
        try await ReviewAudit(bench.environment)(audit.id, in: id, by: rita)
    }

    private func items(_ audit: QualityAudit) async throws -> [QualityAuditItem] {
        try await bench.store.read { tx in
            try (1...audit.size).compactMap { try tx.item($0, of: audit.id) }
        }
    }

    private func answersRevision() async throws -> Int {
        try await bench.store.read { [id] tx in try tx.answersRevision(of: id) }
    }

    @Test("the same seed draws the same items, another one others; a random seed is remembered")
    func seeds() async throws {
        let first = try await draw(AuditDraft(size: .items(6), seed: 5))
        let again = try await draw(AuditDraft(size: .items(6), seed: 5))
        let other = try await draw(AuditDraft(size: .items(6), seed: 6))
        #expect(first.population == [cat.rawValue: 8, dog.rawValue: 4] && first.size == 6)
        #expect(try await items(first) == items(again))
        #expect(try await items(first) != items(other))
        #expect(first.digest == again.digest)
        let any = try await draw(AuditDraft(size: .items(6)))
        let repeated = try await draw(AuditDraft(size: .items(6), seed: any.seed))
        #expect(try await items(any) == items(repeated))
    }

    @Test("by class every class gives its share")
    func stratified() async throws {
        let audit = try await draw(AuditDraft(isStratified: true, size: .share(0.5), atLeast: 0.6, seed: 9))
        #expect(audit.size == 6)
        let labels = try await items(audit).map(\.labelID)
        #expect(labels.count { $0 == cat } == 4 && labels.count { $0 == dog } == 2)
        for number in 1...6 { try await judge(audit, number, item: number, .right) }
        let report = try await report(audit)
        #expect(report.anytime == nil, "a sample by class may not be looked at again and again")
        #expect(report.verdict == .open)
        #expect(report.metAtPlannedSize == true, "judged to its end it decides")
        #expect(report.classes.map(\.figures.judged).sorted() == [2, 4])
        #expect(report.classes.map(\.drawn).sorted() == [2, 4])
    }

    @Test("the report counts the last words, with reasons, in all and by class")
    func figures() async throws {
        let audit = try await draw(AuditDraft(size: .items(12), atLeast: 0.5))
        let labels = try await items(audit).map(\.labelID)
        for number in 1...4 { try await judge(audit, number, item: number, .right) }
        try await judge(audit, 5, item: 5, .wrong, .misplaced)
        try await judge(audit, 6, item: 5, .wrong, .spurious)
        try await judge(audit, 7, item: 4, .withdrawn)
        try await judge(audit, 8, item: 6, .right)
        let report = try await report(audit)
        #expect(report.figures == AuditFigures(right: 4, judged: 5))
        #expect(report.reasons == [.spurious: 1])
        #expect(report.waiting == 7 && report.metAtPlannedSize == nil)
        #expect(
            report.verdicts.prefix(6).map { $0?.verdict } == [.right, .right, .right, nil, .wrong, .right])
        #expect(report.anytime?.n == 3, "only what was judged without a gap")
        for row in report.classes {
            let judged = [0, 1, 2, 4, 5].count { labels[$0] == row.labelID }
            #expect(row.figures.judged == judged)
        }
    }

    @Test("all items judged, the interval of every look is the truth itself")
    func complete() async throws {
        let audit = try await draw(AuditDraft(size: .share(1), atLeast: 0.9))
        #expect(audit.size == 12)
        for number in 1...12 { try await judge(audit, number, item: number, .right) }
        let report = try await report(audit)
        #expect(report.anytime?.low == 1 && report.verdict == .reached && report.waiting == 0)
        #expect(report.metAtPlannedSize == false, "twelve alone, of endlessly many, would not show it")
    }

    @Test("a judgement sent twice counts once, and its identifier belongs to one person")
    func twice() async throws {
        let audit = try await draw(AuditDraft(size: .items(3)))
        try await judge(audit, 1, item: 1, .wrong, .spurious)
        try await judge(audit, 2, item: 1, .right)
        try await judge(audit, 1, item: 1, .wrong, .spurious)
        #expect(try await report(audit).figures == AuditFigures(right: 1, judged: 1))
        let refused = try await refusal(of: { try await judge(audit, 1, item: 1, .right, by: rolf) })
        #expect(refused?.code == .conflict)
    }

    @Test("an audit stays with what was drawn, says when that is no longer current, and changes no answer")
    func pinned() async throws {
        let audit = try await draw(AuditDraft(unit: .image, size: .share(1)))
        #expect(audit.size == 8)
        let before = try await items(audit)
        let image = before[0].imageID
        let consensus = try await bench.store.read { try $0.consensus(image: image) }
        let revision = try await answersRevision()
        try await judge(audit, 1, item: 1, .wrong, .missed)
        #expect(try await bench.store.read { try $0.consensus(image: image) } == consensus)
        #expect(try await answersRevision() == revision)
        #expect(try await report(audit).isCurrent)
        let bob = try await bench.member("Bob", of: id)
        for _ in 0..<8 { try await bench.answer([.box(50, dog, x: 2)], in: id, by: bob) }
        #expect(try await !report(audit).isCurrent)
        #expect(try await items(audit) == before)
        #expect(try await report(audit).figures == AuditFigures(right: 0, judged: 1))
    }

    @Test(
        "what cannot be meant is refused by the field at fault",
        arguments: [
            (AuditDraft(unit: .image, isStratified: true, size: .items(3)), "stratified"),
            (AuditDraft(size: .items(0)), "items"), (AuditDraft(size: .share(1.5)), "percent"),
            (AuditDraft(size: .halfWidth(0, accuracy: 0.5)), "halfWidth"),
            (AuditDraft(size: .items(3), atLeast: 1), "atLeast"),
            (AuditDraft(size: .items(3), seed: -1), "seed"),
        ])
    func refusedDrafts(draft: AuditDraft, field: String) async throws {
        let refused = try await refusal(of: { try await draw(draft) })
        #expect(refused?.code == .invalid && refused?.field == field)
    }

    @Test("judgements are checked, all or none")
    func refusedJudgements() async throws {
        let audit = try await draw(AuditDraft(size: .items(3)))
        for (item, verdict, reason, field) in [
            (4, AuditJudgement.Verdict.right, AuditJudgement.Reason?.none, "item"),
            (1, .wrong, nil, "reason"),
            (1, .right, .spurious, "reason"), (1, .wrong, .missed, "reason"),
        ] {
            let good = JudgementDraft(id: .client(1), item: 1, verdict: .right, reason: nil)
            let bad = JudgementDraft(id: .client(2), item: item, verdict: verdict, reason: reason)
            let refused = try await refusal(of: {
                try await JudgeAudit(bench.environment)([good, bad], on: audit.id, in: id, by: rita)
            })
            #expect(refused?.field == "judgements[1].\(field)")
        }
        #expect(try await report(audit).figures.judged == 0)
    }

    @Test("annotators neither draw nor see audits; to strangers there are none")
    func blindness() async throws {
        let audit = try await draw(AuditDraft(size: .items(3)))
        let eve = try await bench.person("Eve", role: .requester)
        for (person, code) in [(ada, BoxwoodError.Code.forbidden), (eve, .notFound)] {
            let review = ReviewAudit(bench.environment)
            #expect(
                try await refusal(of: { try await draw(AuditDraft(size: .items(1)), by: person) })?.code
                    == code)
            #expect(
                try await refusal(of: { _ = try await review(audit.id, in: id, by: person) })?.code == code)
            #expect(
                try await refusal(of: { _ = try await review.item(1, of: audit.id, in: id, by: person) })?
                    .code
                    == code)
            #expect(
                try await refusal(of: { try await judge(audit, 1, item: 1, .right, by: person) })?.code
                    == code)
        }
        let elsewhere = try await bench.project("Other", by: rolf).project.id
        #expect(
            try await refusal(of: {
                _ = try await ReviewAudit(bench.environment)(audit.id, in: elsewhere, by: rolf)
            })?.code == .notFound)
    }

    @Test("before the first answer there is nothing to draw")
    func empty() async throws {
        let other = try await bench.project("Empty", by: rolf).project.id
        let refused = try await refusal(of: {
            _ = try await DrawAudit(bench.environment)(AuditDraft(size: .items(3)), in: other, by: rolf)
        })
        #expect(refused?.code == .conflict)
    }
}
