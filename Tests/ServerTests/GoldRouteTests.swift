import Geometry
import HTTPTypes
import Labeling
import TestSupport
import Testing
import Workflow

@testable import Server

@Suite("Gold over HTTP")
struct GoldRouteTests {
    let site: Site
    let rolf: Visitor
    let ada: Visitor
    let project: ProjectDetail
    let images: [ImageID]

    /// Twelve images; every third is gold with one cat.
    init() async throws {
        site = try Site()
        rolf = try await site.visitor("Rolf", role: .requester)
        project = try await site.project(by: rolf)
        ada = try await site.member("Ada", of: project.project.id)
        var images: [ImageID] = []
        for number in 0..<12 {
            images.append(
                try await site.upload(
                    to: project.project.id, name: "\(number).png", seed: UInt64(number + 1), by: rolf))
        }
        self.images = images
    }

    private var base: String { "/api/v1/projects/\(project.project.id)" }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ json: String? = nil, as visitor: Visitor? = nil,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        try await site.send(method, base + path, json: json, as: visitor ?? rolf, headers: headers)
    }

    /// A cat in the corner, as a client sends it.
    private func cat(_ number: Int, x: Double = 4) -> String {
        let id = SubmissionID.client(number)
        return """
            {"id": "\(id)", "labelId": "\(project.labels[0].id)", \
            "shape": {"box": [\(x), 4, 20, 16]}}
            """
    }

    private func makeGold() async throws -> [JSONValue] {
        let items = images.enumerated().filter { $0.offset % 3 == 0 }.map { number, image in
            """
            {"imageId": "\(image)", "answers": [[{"annotation": \(cat(number)), "clause": "Mark every cat."}]]}
            """
        }
        let made = try await send(.post, "/gold/items", #"{"items": [\#(items.joined(separator: ","))]}"#)
        #expect(made.status == 201, "\(made.text)")
        return try made.json()["items"].items
    }

    private func set(_ json: String) async throws -> Answer {
        let revision = try await send(.get, "/gold/settings").json()["revision"].number ?? 0
        return try await send(.put, "/gold/settings", json, headers: ["If-Match": "\"\(Int(revision))\""])
    }

    /// Everything of an answer that could tell one task from another, identifiers and secrets aside: they are random.
    private func looks(_ answer: Answer) throws -> String {
        // How long it is follows from the text, in which what counts the person's own answers is left out.
        let headers = answer.headers.filter { $0.name != .contentLength }.map { "\($0.name): \($0.value)" }
            .sorted().joined(separator: "\n")
        var text = "\(answer.status)\n\(headers)\n\(answer.text)"
        for pattern in [try Regex("[0-9a-f]{32,64}"), try Regex("[0-9]{4}-[0-9T:.-]+Z")] {
            text.replace(pattern, with: "#")
        }
        text.replace(/"submitted":\d+/, with: "#")
        return text
    }

    @Test("a gold task and its receipt look like any other, to the letter")
    func looksAlike() async throws {
        _ = try await makeGold()
        #expect(try await set(#"{"rate": 0.4}"#).status == 200)
        var tasks: [Bool: Set<String>] = [:]
        while true {
            let turn = try await send(.post, "/assignments", "{}", as: ada)
            guard turn.status == 200 else { break }
            let json = try turn.json()
            // The last task has no next image; what is the last is no secret.
            guard json["next"] != .null else { break }
            let id = try #require(json["id"].text)
            let isGold = try await site.store.read { tx in try tx.goldTurn(AssignmentID(id)) != nil }
            let number = tasks.count + Int(json["progress"]["submitted"].number ?? 0) + 100
            let key = SubmissionID.client(number)
            let body = """
                {"id": "\(key)", "lease": "\(json["lease"]["token"].text ?? "")", "annotations": [\(cat(1))]}
                """
            let path = "/api/v1/assignments/\(id)"
            let others = try await [
                site.send(.get, path, as: ada), site.send(.get, path + "/draft", as: ada),
                site.send(
                    .post, path + "/heartbeat", json: #"{"lease": "\#(json["lease"]["token"].text ?? "")"}"#,
                    as: ada),
                site.send(.get, path + "/result", as: ada),
                site.send(.get, (json["image"]["tiles"].text ?? "") + "/info.json", as: ada),
            ]
            let receipt = try await site.send(
                .post, path + "/submission", json: body, as: ada, headers: ["Idempotency-Key": key.rawValue])
            #expect(receipt.status == 201)
            let after = try await [
                site.send(.get, path + "/result", as: ada), site.send(.get, path + "/mine", as: ada),
                send(.get, "/gold/mine", as: ada),
            ]
            await site.environment.settlements.drain()
            let all = try ([turn, receipt] + others + after).map { try looks($0) }.joined(separator: "\n")
            tasks[isGold, default: []].insert(all.replacing(key.rawValue, with: "#"))
        }
        #expect(tasks[true]?.isEmpty == false)
        let all = (tasks[true] ?? []).union(tasks[false] ?? []).map { Set($0.split(separator: "\n")) }
        let differences = all.flatMap { $0.symmetricDifference(all[0]) }
        #expect(differences == [])
        #expect(tasks[true]?.count == 1 && tasks[true] == tasks[false])
    }

    @Test("replies about one's own turns leave by the step, refusals too")
    func evenlyPaced() async throws {
        let turn = try await send(.post, "/assignments", "{}", as: ada).json()
        let path = "/api/v1/assignments/\(try #require(turn["id"].text))"
        let lease = #"{"lease": "\#(turn["lease"]["token"].text ?? "")"}"#
        for (method, path, json, status) in [
            (HTTPRequest.Method.post, base + "/assignments", "{}", 200), (.get, path, nil, 200),
            (.get, path + "/draft", nil, 200), (.post, path + "/heartbeat", lease, 200),
            (.get, path + "/result", nil, 404), (.get, path + "/mine", nil, 404),
            (.get, base + "/gold/mine", nil, 200),
        ] {
            let start = ContinuousClock.now
            let answer = try await site.send(method, path, json: json, as: ada)
            let took = ContinuousClock.now - start
            #expect(answer.status == status && took >= .milliseconds(10), "\(method) \(path)")
        }
    }

    @Test("so many newest answers as the settings say are judged by themselves")
    func recentAnswers() async throws {
        #expect(try await send(.get, "/gold/settings").json()["recentAnswers"].number == 4)
        #expect(try await set(#"{"recentAnswers": 12}"#).json()["recentAnswers"].number == 12)
        #expect(
            try await set(#"{"rate": 0.2}"#).json()["recentAnswers"].number == 12, "what is missing stays")
        let refused = try await set(#"{"recentAnswers": -1}"#)
        #expect(refused.status == 422 && refused.text.contains("recentAnswers"), "\(refused.text)")
    }

    @Test("nothing an annotator may call names a gold item, its answer, or other people's figures")
    func closed() async throws {
        let items = try await makeGold()
        let first = try #require(items.first?["id"].text)
        for (method, path, json) in [
            (HTTPRequest.Method.get, "/gold/settings", nil), (.put, "/gold/settings", "{}"),
            (.get, "/gold/items", nil), (.post, "/gold/items", #"{"items": []}"#),
            (.get, "/gold/items/\(first)", nil), (.patch, "/gold/items/\(first)", "{}"),
            (.get, "/gold/people", nil),
            (.put, "/gold/people/\(ada.principal.account.id)/pause", #"{"reason": "x"}"#),
            (.delete, "/gold/people/\(ada.principal.account.id)/pause", nil),
        ] as [(HTTPRequest.Method, String, String?)] {
            let answer = try await send(method, path, json, as: ada, headers: ["If-Match": "1"])
            #expect(answer.status == 403, "\(method) \(path)")
        }
    }

    @Test("an item is changed with If-Match; its scores follow")
    func change() async throws {
        let item = try #require(try await makeGold().first)
        let path = "/gold/items/\(item["id"].text ?? "")"
        #expect(item["answers"][0]["parts"][0]["clause"].text == "Mark every cat.")
        #expect(try await send(.patch, path, "{}").code == "precondition_required")
        let more = """
            {"answers": [{"id": "\(item["answers"][0]["id"].text ?? "")", "parts": [{"annotation": \(cat(1))}]},
                         {"parts": []}], "maximumExposures": 3}
            """
        let changed = try await send(.patch, path, more, headers: ["If-Match": "1"])
        #expect(changed.status == 200, "\(changed.text)")
        #expect(try changed.json()["answers"].items.count == 2)
        #expect(try changed.json()["maximumExposures"].number == 3)
        #expect(try await send(.patch, path, more, headers: ["If-Match": "1"]).code == "stale")
        let bad = #"{"answers": [{"parts": [{"annotation": \#(cat(1, x: 500))}]}]}"#
        let refused = try await send(.patch, path, bad, headers: ["If-Match": "2"])
        #expect(refused.field == "answers[0][0].shape")
    }

    @Test("a paused person is told so with a code of its own, and a lifted pause lets them go on")
    func pause() async throws {
        let person = "/gold/people/\(ada.principal.account.id)/pause"
        let paused = try await send(.put, person, #"{"reason": "Please call me."}"#)
        #expect(try paused.json()["pause"]["automatic"] == .boolean(false))
        let refused = try await send(.post, "/assignments", "{}", as: ada)
        #expect(refused.status == 403 && refused.code == "paused")
        #expect(refused.text.contains("Please call me."))
        #expect(
            try await send(.get, "/gold/mine", as: ada).json()["pause"]["reason"].text == "Please call me.")
        #expect(try await send(.delete, person).status == 200)
        #expect(try await send(.post, "/assignments", "{}", as: ada).status == 200)
    }
}
