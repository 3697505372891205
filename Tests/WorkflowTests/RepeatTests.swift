import Agreement
import Foundation
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Images that come back to the people who answered them")
struct RepeatTests {
    let bench: Bench
    let rolf: Principal
    let ada: Principal
    let project: ProjectDetail

    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 1, by: rolf)
        ada = try await bench.member("Ada", of: project.project.id)
    }

    private var id: ProjectID { project.project.id }
    private var cat: LabelClassID { project.labels[0].id }
    private var dog: LabelClassID { project.labels[1].id }

    private func place(_ count: Int, from first: Int = 0) async throws {
        try await bench.place(images: (first..<first + count).map { "\($0).png" }, in: id)
    }

    @discardableResult
    private func plan(_ change: (inout WorkPlanDraft) -> Void) async throws -> WorkPlan {
        var draft = WorkPlanDraft()
        change(&draft)
        let work = PlanWork(bench.environment)
        let present = try await work.plan(of: id, by: rolf)
        return try await work.edit(draft, of: id, revision: present.revision, by: rolf)
    }

    private func box(_ number: Int, _ label: LabelClassID, x: Double = 2) -> Annotation {
        Annotation(id: .client(number), labelID: label, shape: .box(Box(x: x, y: 2, width: 20, height: 20)))
    }

    /// Answers all that a person is given, with a cat at the given place; returns their turns.
    @discardableResult
    private func work(_ person: Principal, most: Int = .max, x: Double = 2) async throws -> [Assignment] {
        var turns: [Assignment] = []
        while turns.count < most, let item = try await bench.next(in: id, for: person) {
            try await bench.submit([box(turns.count + 1, cat, x: x)], to: item, by: person)
            turns.append(item.assignment)
        }
        await bench.environment.settlements.drain()
        return turns
    }

    /// Ada has answered these many images, and two days have passed.
    private func twoDaysAfter(_ count: Int) async throws {
        try await place(count)
        try await work(ada)
        bench.time.turn(seconds: 48 * 3_600)
    }

    /// The next task that is an image which came back.
    private func repeated(by person: Principal, with shapes: [Annotation] = []) async throws -> WorkItem {
        while true {
            let item = try #require(try await bench.next(in: id, for: person), "no image came back")
            if item.assignment.isRepeat { return item }
            try await bench.submit(shapes, to: item, by: person)
        }
    }

    @Test("none comes back before its time, and later as many as the plan says, each image once")
    func rate() async throws {
        #expect(try await PlanWork(bench.environment).plan(of: id, by: rolf).repeatRate == 0.025)
        try await plan { $0.repeatRate = 0.1 }
        try await place(200)
        let first = try await work(ada, most: 100)
        #expect(first.allSatisfy { !$0.isRepeat })
        bench.time.turn(seconds: 48 * 3_600 - 1)
        let young = try await work(ada, most: 50)
        #expect(young.allSatisfy { !$0.isRepeat }, "a second is missing")
        bench.time.turn(seconds: 1)
        try await place(400, from: 200)
        let later = try await work(ada)
        let repeats = later.filter(\.isRepeat)
        // A tenth of about 500 tasks; within four standard deviations.
        let expected = 0.1 * Double(later.count)
        #expect(abs(Double(repeats.count) - expected) < 4 * (0.9 * expected).squareRoot())
        #expect(Set(repeats.map(\.imageID)).count == repeats.count, "no image comes back twice")
        #expect(Set(first.map(\.imageID)).isSuperset(of: repeats.map(\.imageID)))
        #expect(later.last?.isRepeat == false, "they come only between ordinary tasks")
        #expect(later.count(where: { !$0.isRepeat }) == 450, "and take none away")
    }

    @Test("a rate of 0 turns it off, and the wait is a setting")
    func settings() async throws {
        try await plan {
            $0.repeatRate = 0
            $0.repeatAfterHours = 1
        }
        try await place(60)
        try await work(ada, most: 30)
        bench.time.turn(seconds: 3_600)
        #expect(try await work(ada, most: 15).allSatisfy { !$0.isRepeat })
        try await plan { $0.repeatRate = 0.2 }
        #expect(try await work(ada).contains(where: \.isRepeat))
        for wrong in [-0.1, 0.3, .nan] {
            let refused = try await refusal { try await plan { $0.repeatRate = wrong } }
            #expect(refused?.field == "repeatRate")
        }
        #expect(
            try await refusal { try await plan { $0.repeatAfterHours = -1 } }?.field == "repeatAfterHours")
    }

    @Test("it has an identifier of its own wherever the person meets it, and nothing of the first answer")
    func unmarked() async throws {
        try await plan { $0.repeatRate = 0.2 }
        try await twoDaysAfter(20)
        try await place(30, from: 20)
        let before = try await OwnWork(bench.environment).list(in: id, by: ada)
        let item = try await repeated(by: ada)
        let shown = item.image.id
        #expect(shown != item.assignment.imageID)
        #expect(
            !before.contains { $0.shownAs == shown }
                && before.contains { $0.imageID == item.assignment.imageID })
        #expect(item.draft.annotations.isEmpty)

        // Its tiles are found under that identifier, by the person alone.
        let bob = try await bench.member("Bob", of: id)
        let sights = try await bench.store.read { [ada] tx in
            (
                own: try tx.hasAssignment(ada.account.id, image: shown),
                foreign: try tx.hasAssignment(bob.account.id, image: shown),
                real: try tx.image(shownAs: shown)?.id
            )
        }
        #expect(sights.own && !sights.foreign && sights.real == item.assignment.imageID)

        // A question about it stands apart from one that was asked the first time.
        let comments = ManageComments(bench.environment)
        func ask(_ number: Int, about image: ImageID) async throws -> ThreadView {
            try await comments.open(
                ThreadDraft(
                    id: .client(number), commentID: .client(number + 50), place: ImagePoint(x: 1, y: 1),
                    annotationID: nil, text: "What is this?"), on: image, in: id, by: ada)
        }
        _ = try await ask(900, about: item.assignment.imageID)
        #expect(try await comments.list(on: shown, in: id, by: ada).isEmpty)
        #expect(try await ask(901, about: shown).imageID == shown)
        #expect(try await comments.list(on: shown, in: id, by: ada).count == 1)
        #expect(try await comments.list(on: item.assignment.imageID, in: id, by: ada).count == 1)
        #expect(try await comments.list(on: item.assignment.imageID, in: id, by: rolf).count == 2)
        let foreign = try await refusal { try await comments.list(on: shown, in: id, by: bob) }
        #expect(foreign?.code == .notFound)

        let receipt = try await bench.submit([box(1, cat)], to: item, by: ada)
        #expect(receipt.submission.status == .repeat && receipt.submission.status.told == .accepted)
        let own = try await OwnWork(bench.environment).answer(to: item.assignment.id, by: ada)
        #expect(own.image.id == shown)
        let list = try await OwnWork(bench.environment).list(in: id, by: ada)
        #expect(Set(list.map(\.shownAs)).count == list.count, "no two of a person's answers are to one image")
    }

    @Test(
        "the next image that is announced is the one that comes, and the number of tasks left tells nothing")
    func announced() async throws {
        try await plan { $0.repeatRate = 0.2 }
        try await twoDaysAfter(30)
        try await place(40, from: 30)
        var (announced, left) = (ImageID?.none, Int?.none)
        var repeats = 0
        while let item = try await bench.next(in: id, for: ada) {
            if let announced { #expect(item.image.id == announced) }
            announced = item.next?.id
            repeats += item.assignment.isRepeat ? 1 : 0
            try await bench.submit([], to: item, by: ada)
            let now = try await ManageProjects(bench.environment).detail(of: id, for: ada).own.available
            if let left { #expect(now == left - 1) }
            left = now
        }
        #expect(left == 0 && repeats > 2)
    }

    @Test("a second answer counts nowhere but in the agreement of the person with themselves")
    func consequences() async throws {
        try await plan { $0.repeatRate = 0.2 }
        try await twoDaysAfter(20)
        try await place(60, from: 20)
        let item = try await repeated(by: ada, with: [box(1, cat)])
        let image = item.assignment.imageID
        func state() async throws -> (ConsensusRecord?, ImageOverview?, Int, Int) {
            try await bench.store.read { [id] tx in
                (
                    try tx.consensus(image: image), try tx.overview(of: image),
                    try tx.submissions(image: image).count, try tx.progress(of: id).submitted
                )
            }
        }
        let before = try await state()
        let revision = try await bench.store.read { [id] tx in try tx.answersRevision(of: id) }
        try await bench.submit([box(1, dog, x: 30)], to: item, by: ada)
        await bench.environment.settlements.drain()
        let after = try await state()
        #expect(before.0?.document == after.0?.document && before.0?.annotators == 1)
        #expect(before.1 == after.1 && before.2 == after.2 && before.3 == after.3)
        let unchanged = try await bench.store.read { [id] tx in try tx.answersRevision(of: id) }
        #expect(unchanged == revision)
        #expect(
            try await BreakDownAgreement(bench.environment).pairs(of: id, iouThreshold: nil, by: rolf).pairs
                .isEmpty)
    }

    @Test("skipped it takes nothing from the image, given back it comes again under the same identifier")
    func refused() async throws {
        try await plan {
            $0.repeatRate = 0.2
            $0.skipPolicy = "reviewer"
        }
        try await twoDaysAfter(20)
        try await place(60, from: 20)
        let hold = HoldLease(bench.environment)
        let item = try await repeated(by: ada)
        try await hold.skip(item.assignment.id, lease: item.assignment.leaseToken, reason: "blurred", by: ada)
        let overview = try await bench.store.read { tx in try tx.overview(of: item.assignment.imageID) }
        #expect(overview?.status == .complete)
        let waiting = try await SettleEscalation(bench.environment).list(
            in: id, after: nil, limit: 10, by: rolf)
        #expect(waiting.items.isEmpty, "nobody need look at it")

        let left = try await repeated(by: ada)
        try await hold.giveBack(left.assignment.id, lease: left.assignment.leaseToken, by: ada)
        let rest = try await work(ada)
        #expect(rest.last?.shownAs == left.image.id && rest.last?.id == left.assignment.id)

        bench.time.turn(seconds: 48 * 3_600)
        try await place(60, from: 80)
        let expiring = try await repeated(by: ada)
        bench.time.turn(seconds: 3 * 3_600)
        let again = try #require(try await bench.next(in: id, for: ada))
        #expect(again.assignment.id == expiring.assignment.id && again.image.id == expiring.image.id)
        #expect(try await bench.submit([], to: again, by: ada).submission.status == .repeat)
    }

    @Test("it is paid as other work is, and the requester sees the image it was")
    func paid() async throws {
        try await plan {
            $0.repeatRate = 0.2
            $0.pay = .these(PayTerms(currency: "EUR", price: 20))
        }
        try await twoDaysAfter(20)
        try await place(60, from: 20)
        let item = try await repeated(by: ada)
        let review = ReviewPay(bench.environment)
        let before = try await review.earnings(in: id, by: ada).work.count
        let receipt = try await bench.submit([], to: item, by: ada)
        let work = try await review.earnings(in: id, by: ada).work
        #expect(work.count == before + 1)
        let own = try #require(work.first { $0.id.rawValue == receipt.submission.id.rawValue })
        #expect(own.amount == 20 && own.imageID == item.image.id)
        let page = try await review.work(in: id, state: .pending, after: nil, limit: 500, by: rolf)
        let seen = try #require(page.items.first { $0.work.id == own.id })
        #expect(seen.image?.id == item.assignment.imageID)
    }

    @Test("agreement with oneself stands beside agreement with others: by hand, both ways of asking")
    func agreement() async throws {
        try await plan { $0.repeatRate = 0.2 }
        try await bench.store.write { [id] tx in try tx.setSlots(2, in: id) }
        try await place(30)
        try await bench.store.write { [id] tx in try tx.setSlots(2, in: id) }
        let bob = try await bench.member("Bob", of: id)
        try await work(bob, x: 12)
        try await work(ada)
        bench.time.turn(seconds: 48 * 3_600)
        try await place(60, from: 30)
        // Two images come back: one is drawn as before, on the other one of two shapes is moved by 4 of 20 pixels.
        let same = try await repeated(by: ada)
        try await bench.submit([box(1, cat)], to: same, by: ada)
        let moved = try await repeated(by: ada)
        try await bench.submit([box(1, dog, x: 6), box(2, cat, x: 40)], to: moved, by: ada)

        let card = try await ReviewSkill(bench.environment)(of: ada.account.id, in: id, by: rolf)
        // IoU of boxes of 20 by 20 moved by 4: 16 of 24.
        #expect(card.own.images == 2)
        #expect(abs((card.own.meanIoU.value ?? 0) - (1 + 16.0 / 24) / 2) < 1e-9)
        #expect(card.own.f1.value == 4.0 / 5 && card.own.f1.n == 5)
        #expect(card.own.classAgreement.value == 0.5 && card.own.classAgreement.low != nil)
        // Bob's lie 10 beside hers, at an IoU of a third: no pairs at 0.5.
        #expect(card.mutual.images == 30 && card.mutual.f1.value == 0)

        let pairs = try await BreakDownAgreement(bench.environment).pairs(of: id, iouThreshold: 0.3, by: rolf)
        #expect(pairs.own.map(\.a) == [ada.account.id] && pairs.own[0].images == 2)
        #expect(pairs.own[0].f1.value == 4.0 / 5 && pairs.pairs.count == 1)
        let strict = try await BreakDownAgreement(bench.environment).pairs(
            of: id, iouThreshold: 0.9, by: rolf)
        #expect(strict.own[0].f1.value == 2.0 / 5)
        let bobs = try await ReviewSkill(bench.environment)(of: bob.account.id, in: id, by: rolf)
        #expect(bobs.own.images == 0 && bobs.own.f1.value == nil)
    }
}
