import GRDB
import Labeling
import Synchronization
import Testing

@testable import Storage

/// What is asked on every request must be answered from an index, however large the tables grow.
@Suite("Query plans")
struct QueryPlanTests {
    /// A question, and whether its answer comes out of the index in order.
    struct Question: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let isOrdered: Bool
        let ask: @Sendable (SQLiteTransaction) throws -> Void

        init(
            _ name: String, isOrdered: Bool = true,
            _ ask: @escaping @Sendable (SQLiteTransaction) throws -> Void
        ) {
            testDescription = name
            self.isOrdered = isOrdered
            self.ask = ask
        }
    }

    static let questions = [
        Question("who is signed in") { _ = try $0.session(tokenHash: "") },
        Question("whose token this is") { _ = try $0.token(hash: "") },
        Question("whose email this is") { _ = try $0.account(email: "") },
        Question("failed attempts") { _ = try $0.failedAttempts(key: "", since: Sample.start) },
        Question("forgetting attempts") {
            try $0.countFailedAttempt(key: "", at: Sample.start, forgetBefore: Sample.start)
        },
        Question("may this person see the tiles") {
            _ = try $0.hasAssignment(Sample.id(1), image: Sample.id(1))
        },
        Question("an image") { _ = try $0.image(Sample.id(1)) },
        Question("a duplicate") { _ = try $0.image(in: Sample.id(1), original: BlobID(sha256: "")) },
        Question("images of a name", isOrdered: false) { _ = try $0.images(in: Sample.id(1), named: "") },
        Question("images by position") { _ = try $0.images(in: Sample.id(1), afterPosition: 5, limit: 10) },
        Question("the next position") { _ = try $0.nextPosition(in: Sample.id(1)) },
        Question("is a blob used") { _ = try $0.isReferenced(BlobID(sha256: "")) },
        Question("an upload") { _ = try $0.upload(Sample.id(1)) },
        Question("a file on its way") { _ = try $0.upload(in: Sample.id(1), original: BlobID(sha256: "")) },
        Question("uploads of a project") { _ = try $0.uploads(in: Sample.id(1), limit: 10) },
        Question("all images") { _ = try $0.images(after: nil, limit: 10) },
        Question("the next free image", isOrdered: false) {
            _ = try $0.nextFreeImage(for: Sample.id(1), in: Sample.id(1), withFewerThan: nil)
        },
        Question("available images", isOrdered: false) {
            _ = try $0.availableImages(for: Sample.id(1), in: Sample.id(1))
        },
        Question("the plan of work") { _ = try $0.workPlan(of: Sample.id(1)) },
        Question("images that one person has", isOrdered: false) {
            _ = try $0.takenImages(by: Sample.id(1), in: Sample.id(1))
        },
        Question("turns without an answer", isOrdered: false) {
            _ = try $0.endedTurns(of: Sample.id(1), in: Sample.id(1))
        },
        Question("images for a reviewer", isOrdered: false) {
            _ = try $0.escalatedImages(in: Sample.id(1), isSpent: true, afterPosition: 0, limit: 5)
        },
        Question("turns that were refused", isOrdered: false) {
            _ = try $0.refusedTurns(in: Sample.id(1), limit: 5)
        },
        Question("paid work") {
            _ = try $0.payWork(in: Sample.id(1), state: .pending, after: nil, limit: 5)
        },
        Question("what a person earned") { _ = try $0.payWork(of: Sample.id(1), in: Sample.id(1)) },
        Question("what nobody judged of a person's work", isOrdered: false) {
            _ = try $0.unjudgedPayWork(of: Sample.id(1), in: Sample.id(1))
        },
        Question("what a pause rejected") {
            _ = try $0.payWorkRejectedByPause(of: Sample.id(1), in: Sample.id(1))
        },
        Question("what a payout paid") { _ = try $0.payWork(in: PayoutID("")) },
        Question("what each person earned", isOrdered: false) {
            _ = try $0.payBalances(in: Sample.id(1))
        },
        Question("what is spent") { _ = try $0.paySpent(in: Sample.id(1)) },
        Question("what is promised") { _ = try $0.payCommitted(in: Sample.id(1)) },
        Question("the ledger") { _ = try $0.payEntries(in: Sample.id(1), limit: 5) },
        Question("the next gold") {
            _ = try $0.freshGold(for: Sample.id(1), in: Sample.id(1), purpose: .stream, limit: 1)
        },
        Question("gold that was left", isOrdered: false) {
            _ = try $0.unfinishedGold(of: Sample.id(1), in: Sample.id(1), state: .expired)
        },
        Question("images that may come back") {
            _ = try $0.waitingReturns(
                to: Sample.id(1), in: Sample.id(1), answeredUntil: Sample.start, limit: 1)
        },
        Question("whose image came back") { _ = try $0.returningImage(Sample.id(1)) },
        Question("images that came back and were left", isOrdered: false) {
            _ = try $0.unfinishedReturns(to: Sample.id(1), in: Sample.id(1), state: .expired)
        },
        Question("answers that were repeated", isOrdered: false) {
            _ = try $0.repeatedAnswers(in: Sample.id(1), of: nil)
        },
        Question("how many were repeated") { _ = try $0.repeatCount(in: Sample.id(1)) },
        Question("a person's last tasks") {
            _ = try $0.furtherTasks(of: Sample.id(1), in: Sample.id(1), limit: 19)
        },
        Question("answers that count for an image") { _ = try $0.answerCount(of: Sample.id(1)) },
        Question("the next image with few answers", isOrdered: false) {
            _ = try $0.nextFreeImage(for: Sample.id(1), in: Sample.id(1), withFewerThan: 2)
        },
        Question("tasks of a person") { _ = try $0.taskCount(of: Sample.id(1), in: Sample.id(1)) },
        Question("is there gold") { _ = try $0.hasGold(Sample.id(1)) },
        Question("a gold turn") { _ = try $0.goldTurn(Sample.id(1)) },
        Question("pauses of a person", isOrdered: false) {
            _ = try $0.goldPauses(of: Sample.id(1), in: Sample.id(1))
        },
        Question("how much gold is left for a person") {
            _ = try $0.freshGoldCount(for: Sample.id(1), in: Sample.id(1), purpose: .exam, limit: 1)
        },
        Question("is an image gold") { _ = try $0.goldItem(image: Sample.id(1)) },
        Question("the gold of a project") { _ = try $0.goldItems(of: Sample.id(1)) },
        Question("what a person did on gold", isOrdered: false) {
            _ = try $0.goldTurns(of: Sample.id(1), in: Sample.id(1))
        },
        Question("what was done on gold", isOrdered: false) { _ = try $0.goldTurns(in: Sample.id(1)) },
        Question("scores on an item", isOrdered: false) { _ = try $0.goldScores(of: Sample.id(1)) },
        Question("attempts at an exam") { _ = try $0.goldExams(of: Sample.id(1), in: Sample.id(1)) },
        Question("an objection to a result") { _ = try $0.goldDispute(of: Sample.id(1)) },
        Question("objections of a project") { _ = try $0.goldDisputes(in: Sample.id(1)) },
        Question("what a person is told") {
            _ = try $0.goldNotices(of: Sample.id(1), in: Sample.id(1), limit: 5)
        },
        Question("taking notice") {
            try $0.markNoticesSeen(of: Sample.id(1), in: Sample.id(1), at: Sample.start)
        },
        Question("the guidelines that hold") { _ = try $0.newestGuideline(of: Sample.id(1)) },
        Question("versions of the guidelines") { _ = try $0.guidelines(of: Sample.id(1)) },
        Question("examples of a version") { _ = try $0.examples(of: Sample.id(1)) },
        Question("an example") { _ = try $0.example(Sample.id(1)) },
        Question("what a person read") { _ = try $0.guidelineRead(by: Sample.id(1), in: Sample.id(1)) },
        Question("who must qualify again") { _ = try $0.lastRequalification(of: Sample.id(1)) },
        Question("a link for outside") { _ = try $0.outsideLink(Sample.id(1)) },
        Question("links of a project") { _ = try $0.outsideLinks(of: Sample.id(1)).count },
        Question("how many came by a link") { _ = try $0.outsidePeople(by: Sample.id(1)) },
        Question("a worker from outside") {
            _ = try $0.outsideWorker("", kind: .turk, in: Sample.id(1))
        },
        Question("who may frame a page") { _ = try $0.outsideHosts(of: Sample.id(1)) },
        Question("a visit") { _ = try $0.outsideVisit(to: Sample.id(1), by: Sample.id(1), key: "") },
        Question("answers of a visit", isOrdered: false) {
            _ = try $0.outsideAnswers(of: Sample.id(1)).count
        },
        Question("whose visit an answer was") { _ = try $0.outsideVisit(of: Sample.id(1)) },
        Question("revoking a link") { _ = try $0.revokeOutsideLink(Sample.id(1), at: Sample.start) },
        Question("sessions from outside that ran out") {
            try $0.forgetOutsideSessions(of: Sample.id(1), by: Sample.id(1), before: Sample.start)
        },
        Question("the image a judge has", isOrdered: false) {
            _ = try $0.heldSecondPass(of: Sample.id(1), in: Sample.id(1))
        },
        Question("may this judge speak") { _ = try $0.hasSecondPass(of: Sample.id(1), image: Sample.id(1)) },
        Question("the next image to judge") {
            _ = try $0.claimSecondPass(
                for: Sample.id(1), in: Sample.id(1), settings: SecondPassSettings(source: .first, judges: 1),
                staleBefore: Sample.start, at: Sample.start, turn: (Sample.id(1), ""))
        },
        Question("how much there is to judge", isOrdered: false) {
            _ = try $0.secondPassCounts(
                for: Sample.id(1), in: Sample.id(1), settings: SecondPassSettings(source: .first, judges: 1),
                staleBefore: Sample.start)
        },
        Question("going on to judge") {
            try $0.touchSecondPass(of: Sample.id(1), image: Sample.id(1), at: Sample.start)
        },
        Question("verdicts on an image", isOrdered: false) {
            _ = try $0.secondPassVerdicts(image: Sample.id(1))
        },
        Question("a verdict") { _ = try $0.secondPassVerdict(Sample.id(1)) },
        Question("how one person worked", isOrdered: false) {
            _ = try $0.behaviours(in: Sample.id(1), of: Sample.id(1))
        },
        Question("what was thought of findings") { _ = try $0.behaviourJudgements(in: Sample.id(1)) },
        Question("areas looked at") { _ = try $0.screenedAreas(image: Sample.id(1)) },
        Question("taking a slot") { _ = try $0.takeSlot(of: Sample.id(1), for: Sample.id(1)) },
        Question("what stands in for gold", isOrdered: false) { try $0.shadowItem(in: Sample.id(1)) },
        Question("what stands in for a slot", isOrdered: false) { try $0.shadowSlot(in: Sample.id(1)) },
        Question("a turn") { _ = try $0.assignment(of: Sample.id(1), image: Sample.id(1)) },
        Question("held turns", isOrdered: false) {
            _ = try $0.leasedAssignments(of: Sample.id(1), in: Sample.id(1))
        },
        Question("renewing") { _ = try $0.renewLease(Sample.id(1), token: "", expiresAt: Sample.start) },
        Question("leases that ran out", isOrdered: false) {
            _ = try $0.expireLeases(in: Sample.id(1), now: Sample.start)
        },
        Question("a draft") { _ = try $0.operations(of: Sample.id(1)) },
        Question("an operation") { _ = try $0.operation(Sample.id(1)) },
        Question("a shape's revision") { _ = try $0.lastOperation(on: Sample.id(1), in: Sample.id(1)) },
        Question("an answer") { _ = try $0.submission(of: Sample.id(1)) },
        Question("answers of an image", isOrdered: false) { _ = try $0.submissions(image: Sample.id(1)) },
        Question("answers of a person", isOrdered: false) {
            _ = try $0.submissions(of: Sample.id(1), in: Sample.id(1))
        },
        Question("the table by position") { _ = try $0.overview(of: Sample.id(1), query: ImageQuery()) },
        Question("the table by name", isOrdered: false) {
            _ = try $0.overview(of: Sample.id(1), query: ImageQuery(order: .name))
        },
        Question("a row of the table") { _ = try $0.overview(of: Sample.id(1)) },
        Question("progress", isOrdered: false) { _ = try $0.progress(of: Sample.id(1)) },
        Question("comments on an image") { _ = try $0.threads(image: Sample.id(1), author: Sample.id(1)) },
        Question("comments of a project") { _ = try $0.threads(of: Sample.id(1), query: ThreadQuery()) },
        Question("open comments of a project") {
            _ = try $0.threads(of: Sample.id(1), query: ThreadQuery(state: .open))
        },
        Question("a person's comments in a project") {
            _ = try $0.threads(of: Sample.id(1), query: ThreadQuery(author: Sample.id(1)))
        },
        Question("how many comments are open") { _ = try $0.threadCount(in: Sample.id(1), state: .open) },
        Question("audits of a project") { _ = try $0.qualityAudits(of: Sample.id(1)) },
        Question("an item of an audit") { _ = try $0.item(1, of: Sample.id(1)) },
        Question("the classes of an audit") { _ = try $0.itemLabels(of: Sample.id(1)) },
        Question("what was said in an audit") { _ = try $0.judgements(of: Sample.id(1)) },
        Question("a judgement") { _ = try $0.judgement(Sample.id(1)) },
        Question("the first conflicts") { _ = try $0.conflicts(of: Sample.id(1), query: ConflictQuery()) },
        Question("conflicts of a kind that are nobody's") {
            _ = try $0.conflicts(
                of: Sample.id(1), query: ConflictQuery(kind: .class, label: Sample.id(1), assignee: .nobody))
        },
        Question("how many conflicts there are", isOrdered: false) {
            _ = try $0.conflictCounts(of: Sample.id(1), query: ConflictQuery())
        },
        Question("a conflict") { _ = try $0.conflict(Sample.id(1)) },
        Question("the wall of a class") {
            _ = try $0.wall(of: Sample.id(1), query: WallQuery(label: Sample.id(1)))
        },
        Question("the wall of a class by spread") {
            _ = try $0.wall(
                of: Sample.id(1),
                query: WallQuery(label: Sample.id(1), order: .spread, isDescending: true))
        },
        Question("how much hangs on the wall") {
            _ = try $0.wallCount(of: Sample.id(1), label: Sample.id(1))
        },
        Question("what was said about an image") { _ = try $0.adjudications(image: Sample.id(1)) },
        Question("an entry") { _ = try $0.adjudication(Sample.id(1)) },
        Question("what was decided") { _ = try $0.decisions(of: Sample.id(1), after: nil, limit: 5) },
        Question("what images add to a disagreement") {
            _ = try $0.disagreements(in: Sample.id(1), afterPosition: 5, limit: 10)
        },
        Question("whose disagreement is not known") {
            _ = try $0.imagesWithoutDisagreement(in: Sample.id(1))
        },
        Question("runs of a project") { _ = try $0.consensusRuns(of: Sample.id(1), before: nil, limit: 5) },
        Question("a run") { _ = try $0.consensusRun(1, of: Sample.id(1)) },
        Question("where a project stands") { _ = try $0.pinnedRun(of: Sample.id(1)) },
        Question("what an image had in a run") {
            _ = try $0.consensusDocument(of: Sample.id(1), in: Sample.id(1), at: .run(1))
        },
        Question("what is not kept yet") {
            _ = try $0.unkeptConsensus(in: Sample.id(1), afterPosition: 1, limit: 5)
        },
        Question("images behind their answers") {
            _ = try $0.imagesBehindAnswers(in: Sample.id(1), limit: 5)
        },
        Question("what a run holds", isOrdered: false) {
            _ = try $0.consensusDigests(of: Sample.id(1), at: .run(1))
        },
        Question("forgetting a run", isOrdered: false) {
            _ = try $0.forget(run: 1, of: Sample.id(1), limit: 5)
        },
        Question("the audit trail") { _ = try $0.auditEvents(of: Sample.id(1), limit: 5) },
    ]

    @Test("no table is read from end to end", arguments: questions)
    func indexed(question: Question) throws {
        let plan = try plan(of: question)
        #expect(!plan.isEmpty)
        // `done` is the person's own short list; the others are tables under their own or another name.
        let scans = plan.filter {
            $0.hasPrefix("SCAN ") && !$0.hasPrefix("SCAN done") && !$0.hasPrefix("SCAN able")
                && $0 != "SCAN CONSTANT ROW"
        }
        #expect(scans == [], "\(plan)")
        if question.isOrdered {
            #expect(!plan.contains { $0.contains("ORDER BY") }, "\(plan)")
        }
    }

    @Test("the queue is served in the order of its index")
    func queueOrder() throws {
        let question = Question("next") {
            _ = try $0.nextFreeImage(for: Sample.id(1), in: Sample.id(1), withFewerThan: nil)
        }
        let plan = try plan(of: question)
        #expect(plan.first { $0.contains(" image ") }?.contains("image_queue") == true, "\(plan)")
        let sort = try #require(
            plan.firstIndex { $0.contains("ORDER BY") }, "only the returned images are sorted")
        #expect(plan[..<sort].contains { $0.contains("assignment_annotator") }, "\(plan)")
    }

    @Test("a free slot is found by its image, not among all free slots")
    func freeSlot() throws {
        let plan = try plan(of: Question("slot") { _ = try $0.takeSlot(of: Sample.id(1), for: Sample.id(1)) })
        let searches = plan.filter {
            $0.hasPrefix("SEARCH") && !$0.contains("gold_turn") && !$0.hasPrefix("SEARCH assignment ")
        }
        #expect(searches.count == 3, "\(plan)")
        #expect(searches.first?.contains("slot_assignment (assignment_id=?)") == true, "\(plan)")
        #expect(searches.dropFirst().allSatisfy { $0.contains("(image_id=?") }, "\(plan)")
    }

    @Test("what one person did is found by the person, not among the answers of all")
    func ownWork() throws {
        let plan = try plan(
            of: Question("own") { _ = try $0.behaviours(in: Sample.id(1), of: Sample.id(1)) })
        #expect(plan.first { $0.contains(" submission ") }?.contains("annotator_id=?") == true, "\(plan)")
    }

    @Test("this test would see a scan")
    func scan() throws {
        let plan = try plan(
            of: Question("scan") { try $0.run("UPDATE image SET name = name WHERE width = ?", [1]) })
        #expect(plan == ["SCAN image"])
    }

    /// The steps SQLite plans for all statements that a question runs on an empty store.
    private func plan(of question: Question) throws -> [String] {
        let store = try SQLiteStore.inMemory()
        let statements = Mutex<[String]>([])
        return try store.writer.writeWithoutTransaction { db in
            db.trace { event in
                if case .statement(let statement) = event {
                    let text = statement.sql
                    statements.withLock { $0.append(text) }
                }
            }
            try question.ask(SQLiteTransaction(db: db))
            db.trace(nil)
            let seen = statements.withLock { $0 }
            return try seen.filter {
                ["SELECT", "UPDATE", "DELETE", "INSERT"].contains(MigrationRunner.firstWord(of: $0))
            }
            .flatMap { sql in
                let explain = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                let count = sql.count { $0 == "?" }
                explain.setUncheckedArguments(StatementArguments(Array(repeating: 1, count: count)))
                return try Row.fetchAll(explain).map { $0["detail"] as String }
            }
        }
    }
}
