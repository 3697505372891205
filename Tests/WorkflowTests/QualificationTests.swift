import Agreement
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Practice and exams")
struct QualificationTests {
    let bench: Bench
    let rolf: Principal
    let ada: Principal
    let project: ProjectDetail
    let images: [LabeledImage]

    /// Three practice images, five for exams, four of ordinary work.
    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 2, by: rolf)
        images = try await bench.place(images: (0..<12).map { "\($0).png" }, in: project.project.id)
        ada = try await bench.member("Ada", of: project.project.id)
        try await gold.add(
            images.prefix(8).enumerated().map { number, image in
                GoldItemDraft(
                    imageID: image.id, purpose: number < 3 ? .practice : .exam,
                    source: .given([
                        [
                            GoldAnswer.Part(annotation: .box(7_000 + number, cat), clause: "Mark every cat."),
                            GoldAnswer.Part(annotation: .box(8_000 + number, dog, x: 36)),
                        ]
                    ]))
            }, to: id, by: rolf)
    }

    private var id: ProjectID { project.project.id }
    private var cat: LabelClassID { project.labels[0].id }
    private var dog: LabelClassID { project.labels[1].id }
    private var gold: ManageGold { ManageGold(bench.environment) }
    private var review: ReviewGold { ReviewGold(bench.environment) }
    private var trial: TakeTrial { TakeTrial(bench.environment) }
    private var right: [Annotation] { [.box(1, cat), .box(2, dog, x: 36)] }

    private func ask(practice: Int = 0, _ change: (inout GoldSettings.Exam) -> Void = { _ in }) async throws {
        let (present, revision) = try await gold.settings(of: id, by: rolf)
        var settings = present
        var exam = GoldSettings.Exam()
        exam.images = 2
        change(&exam)
        settings.practiceImages = practice
        settings.exam = exam
        try await gold.set(settings, revision: revision, in: id, by: rolf)
    }

    private func sit(_ shapes: [Annotation], by person: Principal? = nil) async throws {
        let person = person ?? ada
        try await trial.begin(in: id, by: person)
        while let item = try await trial.next(.exam, in: id, by: person) {
            try await bench.submit(shapes, to: item, by: person)
        }
    }

    private func state(of person: Principal? = nil) async throws -> Qualification {
        try #require(try await review.own(in: id, by: person ?? ada).qualification)
    }

    @Test("ordinary work waits for practice and the exam, which follow each other")
    func order() async throws {
        try await ask(practice: 2)
        func refused() async throws -> BoxwoodError? {
            try await refusal { try await bench.next(in: id, for: ada) }
        }
        #expect(try await refused()?.code == .notQualified)
        #expect(try await refusal { try await trial.begin(in: id, by: ada) }?.code == .conflict)
        for _ in 0..<2 {
            let item = try #require(try await trial.next(.practice, in: id, by: ada))
            #expect(item.next == nil)
            try await bench.submit([.box(1, dog)], to: item, by: ada)
            let view = try await review.result(of: item.assignment.id, by: ada)
            #expect(view.result.wrongClass == 1 && view.result.missed.count == 1)
            #expect(view.known.parts[0].clause == "Mark every cat.")
        }
        #expect(try await refused()?.code == .notQualified)
        try await trial.begin(in: id, by: ada)
        let first = try #require(try await trial.next(.exam, in: id, by: ada))
        try await bench.submit(right, to: first, by: ada)
        let hidden = try await refusal { try await review.result(of: first.assignment.id, by: ada) }
        #expect(hidden?.code == .notFound, "an exam tells nothing before its end")
        #expect(try await refused()?.code == .notQualified)
        let second = try #require(try await trial.next(.exam, in: id, by: ada))
        #expect(second.submitted == 1)
        try await bench.submit(right, to: second, by: ada)
        #expect(try await trial.next(.exam, in: id, by: ada) == nil)
        #expect(try await state().hasPassed)
        #expect(try await review.result(of: first.assignment.id, by: ada).result.score == 1)
        #expect(try await refused() == nil)
        let rita = try await bench.member("Rita", of: id, role: .reviewer)
        #expect(try await bench.next(in: id, for: rita) != nil, "those who run the work need no exam")
    }

    @Test("answers in practice and exams are in no consensus, no figure and no queue")
    func apart() async throws {
        try await ask()
        try await sit(right)
        let turns = try await bench.store.read { [id, me = ada.account.id] tx in
            try tx.goldTurns(of: me, in: id)
        }
        #expect(turns.count == 2)
        for turn in turns {
            let (submission, consensus, answers) = try await bench.store.read { tx in
                let submission = try tx.submission(of: turn.assignmentID)
                let image = submission?.imageID ?? ImageID("")
                return (submission, try tx.consensus(image: image), try tx.submissions(image: image))
            }
            #expect(submission?.status == .trial && consensus == nil && answers.isEmpty)
        }
        let progress = try await ManageProjects(bench.environment).detail(of: id, for: rolf).progress
        #expect(progress?.submitted == 0 && progress?.slots == 8)
    }

    @Test("a failed attempt waits for its cool-down, uses other images, and attempts end")
    func attempts() async throws {
        try await ask { $0.coolDownSeconds = 3_600 }
        try await sit([])
        let failed = try await state()
        #expect(failed.exams[0].outcome == GoldExam.Outcome(f1: 0, classAccuracy: 0, isPassed: false))
        let early = try await refusal { try await trial.begin(in: id, by: ada) }
        #expect(early?.code == .rateLimited && early?.retryAfterSeconds == 3_600)
        bench.time.turn(seconds: 3_600)
        try await sit([.box(1, cat), .box(2, cat, x: 36)])
        let second = try #require(try await state().exams.last?.outcome)
        #expect(second.f1 == 0.5 && second.classAccuracy == 0.5 && !second.isPassed)
        bench.time.turn(seconds: 3_600)
        #expect(try await refusal { try await trial.begin(in: id, by: ada) }?.code == .conflict)
        let met = try await bench.store.read { [id, me = ada.account.id] tx in
            try tx.goldTurns(of: me, in: id).map(\.itemID)
        }
        #expect(Set(met).count == 4)
    }

    @Test("an image of an exam cannot be skipped; one that was left comes back first")
    func noWayOut() async throws {
        try await ask()
        try await trial.begin(in: id, by: ada)
        let item = try #require(try await trial.next(.exam, in: id, by: ada))
        let hold = HoldLease(bench.environment)
        let skip = try await refusal {
            try await hold.skip(item.assignment.id, lease: item.assignment.leaseToken, reason: "x", by: ada)
        }
        #expect(skip?.code == .conflict)
        try await hold.giveBack(item.assignment.id, lease: item.assignment.leaseToken, by: ada)
        #expect(try await trial.next(.exam, in: id, by: ada)?.assignment.id == item.assignment.id)
        bench.time.turn(seconds: 10_000)
        #expect(try await trial.next(.exam, in: id, by: ada)?.assignment.id == item.assignment.id)
        try await trial.begin(in: id, by: ada)
        #expect(try await state().exams.count == 1, "beginning twice begins once")
    }

    @Test("an exam follows the corrections of its images")
    func corrected() async throws {
        try await ask()
        try await sit([.box(1, cat)])
        #expect(try await state().exams[0].outcome?.isPassed == false)
        for report in try await review.items(of: id, by: rolf) where report.item.purpose == .exam {
            var change = GoldItemChange()
            change.answers = [(nil, [GoldAnswer.Part(annotation: .box(9_000, cat))])]
            try await gold.change(report.item.id, change, revision: 1, in: id, by: rolf)
        }
        #expect(try await state().exams[0].outcome?.isPassed == true)
    }

    /// Publishes a version from the newest one.
    private func publish(_ number: Int, requalify: Bool) async throws {
        let newest = try await ReviewGuidelines(bench.environment)(nil, in: id, by: rolf).guideline.version
        _ = try await PublishGuidelines(bench.environment)(
            GuidelineDraft(
                id: .client(number), instructions: "\(number)", requiresQualification: requalify),
            in: id, expected: newest, by: rolf)
    }

    @Test("who passed before the guidelines asked everybody again passes again before the next image")
    func again() async throws {
        try await ask {
            $0.attempts = 1
            $0.coolDownSeconds = 3_600
        }
        let preview = PreviewRequalification(bench.environment)
        #expect(try await preview(in: id, by: rolf).people == 0)
        try await sit(right)
        let left = try #require(try await bench.next(in: id, for: ada))
        try await HoldLease(bench.environment).giveBack(
            left.assignment.id, lease: left.assignment.leaseToken, by: ada)
        let held = try #require(try await bench.next(in: id, for: ada))
        let outlook = try await preview(in: id, by: rolf)
        #expect(outlook.people == 1 && outlook.atWork == 1 && outlook.short == 0 && outlook.hasExam)
        bench.time.turn(seconds: 60)
        try await publish(1, requalify: false)
        #expect(try await state().isQualified, "an ordinary change asks nobody again")
        bench.time.turn(seconds: 60)
        try await publish(2, requalify: true)
        let asked = bench.time.now
        let before = try await state()
        #expect(before.mustPassAgain && before.askedAgainAt == asked)
        #expect(before.attemptsLeft == 1 && before.obstacle == nil, "attempts and waits begin anew")
        #expect(try await preview(in: id, by: rolf).people == 0)
        #expect(try await bench.next(in: id, for: ada)?.assignment.id == held.assignment.id)
        #expect(try await bench.submit([], to: held, by: ada).submission.status == .accepted)
        let refused = try await refusal { try await bench.next(in: id, for: ada) }
        #expect(refused?.code == .notQualified)
        #expect(refused?.message.contains("changed on \(asked.rfc3339.prefix(10))") == true)
        let takenUp = try await refusal {
            try await AssignNext(bench.environment).takeUp(left.assignment.id, by: ada)
        }
        #expect(takenUp?.code == .notQualified)
        bench.time.turn(seconds: 60)
        try await sit(right)
        let passed = try await state()
        #expect(passed.hasPassed && passed.exams.count == 2)
        #expect(try await bench.next(in: id, for: ada) != nil)
        #expect(
            try await preview(in: id, by: rolf).short == 1, "four of the five exam images are known to her")
        bench.time.turn(seconds: 60)
        try await publish(3, requalify: true)
        let none = try await refusal { try await trial.begin(in: id, by: ada) }
        #expect(none?.code == .conflict && none?.message.contains("no more images") == true)
    }

    @Test("an attempt that is open when the guidelines change goes on and counts")
    func openAttempt() async throws {
        try await ask { $0.attempts = 1 }
        try await trial.begin(in: id, by: ada)
        let first = try #require(try await trial.next(.exam, in: id, by: ada))
        bench.time.turn(seconds: 60)
        try await publish(1, requalify: true)
        bench.time.turn(seconds: 60)
        try await bench.submit(right, to: first, by: ada)
        try await sit(right)
        let passed = try await state()
        #expect(passed.hasPassed && passed.exams.count == 1 && !passed.mustPassAgain)
    }

    @Test("an exam is asked for only where there are images for it")
    func settings() async throws {
        let refused = try await refusal { try await ask { $0.images = 6 } }
        #expect(refused?.field == "exam.images")
        #expect(try await refusal { try await ask { $0.minimumF1 = 2 } }?.field == "exam.minimumF1")
        let none = try await refusal { try await trial.begin(in: id, by: ada) }
        #expect(none?.code == .notFound)
    }
}
