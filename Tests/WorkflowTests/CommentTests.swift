import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Comments")
struct CommentTests {
    let bench: Bench
    let project: ProjectID
    let rolf: Principal
    let ada: Principal
    let item: WorkItem

    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 3, by: rolf).project.id
        try await bench.place(images: ["a.png"], in: project)
        ada = try await bench.member("Ada", of: project)
        item = try #require(try await bench.next(in: project, for: ada))
    }

    private var comments: ManageComments { ManageComments(bench.environment) }

    @discardableResult
    private func ask(
        _ number: Int = 1, _ text: String = "Is this one?", at place: ImagePoint = ImagePoint(x: 10, y: 20),
        by principal: Principal? = nil
    ) async throws -> ThreadView {
        let draft = ThreadDraft(
            id: .client(number), commentID: .client(100 + number), place: place, annotationID: nil, text: text
        )
        return try await comments.open(draft, on: item.image.id, in: project, by: principal ?? ada)
    }

    private func reply(
        _ number: Int, _ text: String, by principal: Principal
    ) async throws -> ThreadView {
        try await comments.reply(
            text, id: .client(200 + number), to: .client(1), in: project, by: principal)
    }

    @Test("a question is answered in place, and whose turn it is follows")
    func conversation() async throws {
        #expect(try await ask().thread.state == .open)
        let answered = try await reply(1, "Yes.", by: rolf)
        #expect(answered.thread.state == .answered)
        #expect(answered.authorName == "Ada")
        #expect(answered.imageName == "a.png")
        let asked = try await reply(2, "And this?", by: ada)
        #expect(asked.thread.state == .open)
        #expect(asked.thread.comments.map(\.text) == ["Is this one?", "Yes.", "And this?"])
        #expect(asked.authorName == nil)
        #expect(asked.imageName == nil, "an annotator learns no file name")
        let resolved = try await comments.setResolved(true, thread: .client(1), in: project, by: rolf)
        #expect(resolved.thread.state == .resolved)
        #expect(try await reply(3, "Thanks.", by: ada).thread.state == .open)
        let open = try await comments.list(in: project, query: ThreadQuery(state: .open), by: rolf)
        #expect(open.items.map(\.thread.id) == [.client(1)])
    }

    @Test("sent twice is said once")
    func idempotent() async throws {
        try await ask()
        #expect(try await ask().thread.comments.count == 1)
        _ = try await reply(1, "Yes.", by: rolf)
        #expect(try await reply(1, "Yes.", by: rolf).thread.comments.count == 2)
    }

    @Test("annotators see and answer only their own threads; reviewers see pseudonyms")
    func blind() async throws {
        try await ask()
        let bob = try await bench.member("Bob", of: project)
        let missing = try await refusal {
            try await comments.list(on: ImageID("nowhere"), in: project, by: bob)
        }
        #expect(
            try await refusal { try await comments.list(on: item.image.id, in: project, by: bob) } == missing)
        _ = try await bench.next(in: project, for: bob)
        #expect(try await comments.list(on: item.image.id, in: project, by: bob).isEmpty)
        #expect(try await comments.list(in: project, query: ThreadQuery(), by: bob).items.isEmpty)
        #expect(try await refusal { try await reply(1, "Hi", by: bob) }?.code == .notFound)
        #expect(
            try await refusal {
                try await comments.setResolved(true, thread: .client(1), in: project, by: bob)
            }?.code == .notFound)
        #expect(try await refusal { try await ask(1, by: bob) }?.code == .conflict)

        let rita = try await bench.member("Rita", of: project, role: .reviewer)
        let seen = try #require(try await comments.list(on: item.image.id, in: project, by: rita).first)
        #expect(seen.authorName?.hasPrefix("Annotator ") == true)
        let eve = try await bench.person("Eve", role: .requester)
        #expect(
            try await refusal { try await comments.list(in: project, query: ThreadQuery(), by: eve) }?.code
                == .notFound)
    }

    @Test("a comment lies in the image and says something")
    func rules() async throws {
        #expect(try await refusal { try await ask(at: ImagePoint(x: 65, y: 1)) }?.field == "place")
        #expect(try await refusal { try await ask(at: ImagePoint(x: .nan, y: 1)) }?.field == "place")
        #expect(try await refusal { try await ask(1, " \n") }?.field == "text")
        #expect(
            try await refusal { try await ask(1, String(repeating: "x", count: 4_001)) }?.field == "text")
        #expect(try await comments.list(in: project, query: ThreadQuery(), by: rolf).items.isEmpty)
    }

    @Test("the list comes in pages, newest first")
    func pages() async throws {
        for number in 1...5 {
            bench.time.turn(seconds: 1)
            try await ask(number)
        }
        var query = ThreadQuery(limit: 2)
        var found: [CommentThreadID] = []
        repeat {
            let page = try await comments.list(in: project, query: query, by: rolf)
            found += page.items.map(\.thread.id)
            query.after = page.next
        } while query.after != nil
        #expect(found == (1...5).reversed().map { .client($0) })
        let refused = try await refusal {
            try await comments.list(in: project, query: ThreadQuery(after: "zz"), by: rolf)
        }
        #expect(refused?.field == "after")
    }
}
