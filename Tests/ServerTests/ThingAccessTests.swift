import HTTPTypes
import Labeling
import TestSupport
import Testing
import Workflow

@testable import Server

@Suite("Who may call what: things of a project")
struct ThingAccessTests {
    typealias Rule = AccessTests.Rule

    /// Routes that name something of a project, or need something to be there; `{dispute}` and the like stand for it.
    static let rules = [
        Rule(.get, "/gold/items/{item}", .requester),
        Rule(.patch, "/gold/items/{item}", .requester, json: "{}", headers: ["If-Match": "\"1\""]),
        Rule(.delete, "/gold/people/{person}/pause", .requester),
        Rule(.post, "/gold/exam", .annotator, json: "{}"),
        Rule(
            .post, "/gold/disputes/{dispute}/ruling", .requester,
            json: #"{"ruling": "upheld", "reply": "It is there."}"#),
        Rule(
            .post, "/behaviour/judgements", .requester,
            json: #"{"id": "\#(SubmissionID.client(90))", "flag": "{flag}", "verdict": "dismissed"}"#),
        Rule(.get, "/guidelines/examples/{example}/picture", .annotator),
        Rule(.delete, "/outside-links/{link}", .requester),
        Rule(.post, "/outside-links/{link}/personal", .requester, json: #"{"worker": "Anna"}"#),
        Rule(
            .post, "/pay/bonuses", .requester,
            json:
                #"{"id": "\#(SubmissionID.client(91))", "accountId": "{person}", "amount": 5, "reason": "Thanks."}"#
        ),
        Rule(.post, "/pay/payouts", .requester, json: #"{"id": "\#(SubmissionID.client(92))"}"#),
        Rule(.post, "/second-pass/turns", .annotator, json: "{}"),
        Rule(.get, "/uploads", .requester),
        Rule(.get, "/fit", .reviewer),
    ]

    /// A project that holds one of everything, and what each is called.
    private struct World {
        let site: Site
        let rolf: Visitor
        let project: ProjectID
        var names: [String: String] = [:]

        func filled(_ text: String) -> String {
            names.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
        }

        func send(_ rule: Rule, to project: String? = nil, as visitor: Visitor?) async throws -> Answer {
            try await send(
                rule.method, filled(rule.path), json: rule.json.map(filled), to: project, as: visitor,
                headers: rule.headers)
        }

        func send(
            _ method: HTTPRequest.Method, _ path: String, json: String? = nil, to project: String? = nil,
            as visitor: Visitor?, headers: [String: String] = [:]
        ) async throws -> Answer {
            try await site.send(
                method, "/api/v1/projects/\(project ?? self.project.rawValue)\(path)", json: json,
                as: visitor,
                headers: headers)
        }

        /// The same by who runs the project, which must succeed.
        @discardableResult
        func make(
            _ method: HTTPRequest.Method, _ path: String, _ json: String? = nil, revision: Int? = nil
        ) async throws -> JSONValue {
            let headers = revision.map { ["If-Match": "\"\($0)\""] } ?? [:]
            let answer = try await send(method, path, json: json, as: rolf, headers: headers)
            #expect((200..<300).contains(answer.status), "\(method) \(path): \(answer.text)")
            return try answer.bytes.isEmpty ? .null : answer.json()
        }

        /// Somebody takes an image and hands it in with one cat.
        func work(_ visitor: Visitor, _ path: String, label: LabelClassID, number: Int) async throws
            -> JSONValue
        {
            let turn = try await send(.post, path, json: "{}", as: visitor).json()
            let key = SubmissionID.client(number)
            let cat = """
                {"id": "\(SubmissionID.client(number + 40))", "labelId": "\(label)", "shape": {"box": [4, 4, 20, 16]}}
                """
            let body = """
                {"id": "\(key)", "lease": "\(turn["lease"]["token"].text ?? "")", "annotations": [\(cat)]}
                """
            let answer = try await site.send(
                .post, "/api/v1/assignments/\(turn["id"].text ?? "")/submission", json: body, as: visitor,
                headers: ["Idempotency-Key": key.rawValue])
            #expect(answer.status == 201, "\(answer.text)")
            return turn
        }
    }

    /// - Parameter hasExam: whether ordinary work, and judging, waits for an exam.
    private func world(hasExam: Bool = true) async throws -> World {
        let site = try Site()
        let rolf = try await site.visitor("Rolf", role: .requester)
        let detail = try await site.project(by: rolf)
        var world = World(site: site, rolf: rolf, project: detail.project.id)
        let label = detail.labels[0].id
        var images: [ImageID] = []
        for seed in 1...6 {
            images.append(
                try await site.upload(
                    to: world.project, name: "\(seed).png", seed: UInt64(seed), by: rolf))
        }
        let ada = try await site.member("Ada", of: world.project)
        world.names["person"] = ada.principal.account.id.rawValue
        let parts = """
            [[{"annotation": {"id": "\(SubmissionID.client(80))", "labelId": "\(label)", "shape": {"box": [30, 20, 9, 9]}}}]]
            """
        let items = ["practice", "exam"].enumerated().map { number, purpose in
            #"{"imageId": "\#(images[number])", "purpose": "\#(purpose)", "answers": \#(parts)}"#
        }
        let made = try await world.make(
            .post, "/gold/items", #"{"items": [\#(items.joined(separator: ","))]}"#)
        world.names["item"] = made["items"].items.first?["id"].text
        for number in 1...4 { _ = try await world.work(ada, "/assignments", label: label, number: number) }
        let practice = try await world.work(ada, "/gold/practice/assignments", label: label, number: 5)
        if hasExam {
            try await world.make(
                .put, "/gold/settings",
                """
                {"exam": {"images": 1, "iouThreshold": 0.5, "minimumF1": 0.5, "minimumClassAccuracy": 0.5, "attempts": 2, \
                "coolDownSeconds": 0}}
                """,
                revision: Int(try await world.make(.get, "/gold/settings")["revision"].number ?? 0))
        }
        let dispute = try await site.send(
            .post, "/api/v1/assignments/\(practice["id"].text ?? "")/dispute",
            json: #"{"id": "\#(SubmissionID.client(81))", "reason": "It is not there."}"#, as: ada)
        #expect(dispute.status == 201, "\(dispute.text)")
        world.names["dispute"] = SubmissionID.client(81).rawValue
        try await world.make(
            .put, "/gold/people/\(world.names["person"] ?? "")/pause", #"{"reason": "Please call."}"#)
        try await world.make(.put, "/behaviour/settings", #"{"secondsPerImage": 5}"#)
        world.names["flag"] = try await world.make(.get, "/behaviour")["flags"].items.first?["flag"].text
        try await world.make(
            .post, "/guidelines",
            """
            {"id": "\(SubmissionID.client(82))", "instructions": "Cats", "added": [{"id": "\(SubmissionID.client(83))", \
            "imageId": "\(images[0])", "labelId": "\(label)", "shape": {"box": [4, 4, 20, 16]}, "verdict": "good", \
            "reason": "Tight."}]}
            """, revision: 1)
        world.names["example"] = SubmissionID.client(83).rawValue
        world.names["link"] =
            try await world.make(.post, "/outside-links", #"{"name": "Class", "kind": "personal"}"#)["id"]
            .text
        try await world.make(
            .patch, "/work", #"{"pay": {"currency": "EUR", "price": 10}}"#,
            revision: Int(try await world.make(.get, "/work")["revision"].number ?? 0))
        try await world.make(
            .post, "/pay/bonuses",
            #"{"id": "\#(SubmissionID.client(93))", "accountId": "\#(world.names["person"] ?? "")", "amount": 5, "reason": "Thanks."}"#
        )
        try await world.make(.put, "/second-pass/settings", #"{"source": "first"}"#)
        try await world.make(.post, "/consensus", "{}")
        world.names["image"] = images[0].rawValue
        return world
    }

    @Test("it answers from its role on, and to strangers it does not exist", arguments: rules)
    func roles(rule: Rule) async throws {
        let world = try await world(hasExam: !rule.path.hasPrefix("/second-pass"))
        let stranger = try await world.site.visitor("Eve", role: .requester)
        let foreign = try await world.send(rule, as: stranger)
        let missing = try await world.send(rule, to: String(repeating: "0", count: 32), as: stranger)
        #expect(foreign.status == 404)
        #expect(
            foreign.text.replacing(world.project.rawValue, with: "")
                == missing.text.replacing(/0{32}/, with: ""))
        #expect(try await world.send(rule, as: nil).status == 401)
        for role in [Role.annotator, .reviewer, .requester] {
            let member = try await world.site.member("M-\(role)", of: world.project, role: role)
            let answer = try await world.send(rule, as: member)
            if role < rule.needed {
                #expect(answer.status == 403, "\(role): \(answer.text)")
                #expect(answer.code == "forbidden")
            } else if role == rule.needed {
                #expect((200..<300).contains(answer.status), "\(role): \(answer.text)")
            }
        }
    }

    @Test(
        "a thing of one project cannot be reached through another, by who runs that one",
        arguments: rules.filter { $0.path.contains("{") || $0.json?.contains("{flag}") == true })
    func otherProject(rule: Rule) async throws {
        let world = try await world()
        let eve = try await world.site.visitor("Eve", role: .requester)
        let hers = try await world.site.project("Hers", by: eve).project.id
        let answer = try await world.send(rule, to: hers.rawValue, as: eve)
        #expect((400..<500).contains(answer.status), "\(answer.text)")
        let own = try await world.send(rule, as: world.rolf)
        #expect((200..<300).contains(own.status), "nothing had become of it: \(own.text)")
    }

    @Test("verdicts are taken from who began the image, and from nobody else")
    func verdicts() async throws {
        let world = try await world(hasExam: false)
        let judge = try await world.site.member("Judith", of: world.project)
        let turn = try await world.send(.post, "/second-pass/turns", json: "{}", as: judge).json()
        let path = "/second-pass/images/\(turn["image"]["id"].text ?? "")/verdicts"
        let item = try #require(turn["items"].items.first?["id"].text)
        let body = """
            {"verdicts": [{"id": "\(SubmissionID.client(95))", "item": "\(item)", "verdict": "good"}]}
            """
        #expect(try await world.send(.post, path, json: body, as: nil).status == 401)
        let eve = try await world.site.visitor("Eve", role: .requester)
        #expect(try await world.send(.post, path, json: body, as: eve).status == 404)
        let hers = try await world.site.project("Hers", by: eve).project.id
        #expect(try await world.send(.post, path, json: body, to: hers.rawValue, as: eve).status == 404)
        for role in [Role.annotator, .reviewer, .requester] {
            let other = try await world.site.member("M-\(role)", of: world.project, role: role)
            #expect(try await world.send(.post, path, json: body, as: other).status == 404, "\(role)")
        }
        let report = try await world.make(.get, "/second-pass")
        #expect(report["images"].number == 0)
        #expect(try await world.send(.post, path, json: body, as: judge).status == 204)
    }

    @Test("no route of a project answers who is not in it, or says that it is there")
    func strangers() async throws {
        let site = try Site()
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        let eve = try await site.visitor("Eve", role: .requester)
        let routes = site.routes.filter {
            $0.contains(" /api/v1/projects/{project}") && !$0.hasPrefix("HEAD")
        }
        #expect(routes.count > 100)
        for route in routes {
            let parts = route.split(separator: " ")
            let method = try #require(HTTPRequest.Method(String(parts[0])))
            func send(_ visitor: Visitor?, _ project: String) async throws -> Answer {
                let path = parts[1].replacing("{project}", with: project)
                    .replacing(/\{[^}]*\}/, with: String(repeating: "7", count: 32))
                return try await site.send(
                    method, String(path), json: method == .get ? nil : "{}", as: visitor,
                    headers: ["If-Match": "\"1\""])
            }
            #expect(try await send(nil, project.rawValue).status == 401, "\(route)")
            let foreign = try await send(eve, project.rawValue)
            let missing = try await send(eve, String(repeating: "0", count: 32))
            #expect((400..<500).contains(foreign.status), "\(route): \(foreign.status)")
            #expect(foreign.status == missing.status, "\(route)")
            #expect(
                foreign.text.replacing(project.rawValue, with: "")
                    == missing.text.replacing(String(repeating: "0", count: 32), with: ""), "\(route)")
        }
    }
}
