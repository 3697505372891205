import HTTPTypes
import Labeling
import TestSupport
import Testing
import Workflow

@testable import Server

@Suite("Who may call what")
struct AccessTests {
    /// One route and the weakest role in the project that it answers.
    struct Rule: Sendable, CustomTestStringConvertible {
        let method: HTTPRequest.Method
        let path: String
        let needed: Role
        var json: String?
        var bytes: [UInt8]?
        var headers: [String: String] = [:]

        var testDescription: String { "\(method) \(path)" }

        init(
            _ method: HTTPRequest.Method, _ path: String, _ needed: Role, json: String? = nil,
            bytes: [UInt8]? = nil,
            headers: [String: String] = [:]
        ) {
            self.method = method
            self.path = path
            self.needed = needed
            self.json = json
            self.bytes = bytes
            self.headers = headers
        }
    }

    /// Every route below a project.
    static let projectRules = [
        Rule(.get, "", .annotator),
        Rule(.patch, "", .requester, json: #"{"description": "d"}"#, headers: ["If-Match": "\"1\""]),
        Rule(.delete, "", .requester, headers: ["If-Match": "\"1\""]),
        Rule(.get, "/members", .requester),
        Rule(.post, "/members", .requester, json: #"{"email": "rolf@example.org", "role": "reviewer"}"#),
        Rule(.delete, "/members/{someone}", .requester),
        Rule(.post, "/invites", .requester, json: #"{"role": "annotator"}"#),
        Rule(.post, "/images?name=b.png", .requester, bytes: PNGFile.noise(width: 20, height: 20, seed: 8)),
        Rule(.get, "/images", .reviewer),
        Rule(.get, "/images/{image}", .reviewer),
        Rule(.delete, "/images/{image}", .requester),
        Rule(.get, "/images/{image}/heatmap.png", .reviewer),
        Rule(.get, "/images/{image}/heatmap.json", .reviewer),
        Rule(.get, "/heatmap.png", .reviewer),
        Rule(.get, "/heatmap.json", .reviewer),
        Rule(.get, "/disagreement.json", .reviewer),
        Rule(.get, "/disagreement/images", .reviewer),
        Rule(.get, "/agreement", .reviewer),
        Rule(.post, "/consensus", .requester, json: "{}"),
        Rule(.get, "/consensus-runs", .reviewer),
        Rule(.post, "/consensus-runs", .requester, json: #"{"iouThreshold": 0.6}"#),
        Rule(.post, "/consensus-comparisons", .reviewer, json: #"{"preview": {"quorum": 0.3}}"#),
        Rule(.get, "/audits", .reviewer),
        Rule(.get, "/balance", .reviewer),
        Rule(.get, "/gold/settings", .requester),
        Rule(.put, "/gold/settings", .requester, json: #"{"rate": 0.2}"#, headers: ["If-Match": "\"0\""]),
        Rule(.get, "/gold/items", .requester),
        Rule(.post, "/gold/items", .requester, json: #"{"items": []}"#),
        Rule(.get, "/gold/people", .requester),
        Rule(.put, "/gold/people/{someone}/pause", .requester, json: #"{"reason": "Please call."}"#),
        Rule(.post, "/gold/practice/assignments", .annotator, json: "{}"),
        Rule(.post, "/gold/exam/assignments", .annotator, json: "{}"),
        Rule(.get, "/gold/mine", .annotator),
        Rule(.post, "/gold/mine/seen", .annotator, json: "{}"),
        Rule(.get, "/gold/disputes", .requester),
        Rule(.get, "/gold/suggestions", .requester),
        Rule(.get, "/conflicts?state=all", .reviewer),
        Rule(.put, "/conflicts/assignments", .reviewer, json: #"{"conflicts": [], "assignee": null}"#),
        Rule(.get, "/decisions", .reviewer),
        Rule(.get, "/decisions.csv", .reviewer),
        Rule(.get, "/wall?sort=spread", .reviewer),
        Rule(.post, "/votes", .reviewer, json: #"{"votes": []}"#),
        Rule(.get, "/agreement/pairs", .reviewer),
        Rule(.get, "/agreement/breakdown", .reviewer),
        Rule(.get, "/people/{someone}/skill-card", .reviewer),
        Rule(.get, "/calibration", .reviewer),
        Rule(.get, "/dashboard?from=2026-01-01&to=2027-01-01T00:00:00.5Z", .reviewer),
        Rule(.get, "/images?people={someone}&label=none&known=yes&from=2026-01-01", .reviewer),
        Rule(.post, "/audits", .reviewer, json: #"{"unit": "image", "items": 1}"#),
        Rule(.get, "/export?format=coco&layer=all", .requester),
        Rule(.get, "/certificate", .requester),
        Rule(
            .post, "/import?format=coco&as=gold", .requester,
            bytes: Array(#"{"images": [], "annotations": [], "categories": []}"#.utf8)),
        Rule(.post, "/assignments", .annotator, json: "{}"),
        Rule(.get, "/mine", .annotator),
        Rule(.get, "/work", .reviewer),
        Rule(
            .patch, "/work", .requester, json: #"{"turnMinutes": 30}"#, headers: ["If-Match": "\"0\""]),
        Rule(.put, "/work/priorities", .requester, json: #"{"images": ["{image}"], "priority": 3}"#),
        Rule(.get, "/work/escalations", .reviewer),
        Rule(.post, "/work/escalations/{image}", .reviewer, json: #"{"outcome": "close"}"#),
        Rule(.get, "/work/refusals", .reviewer),
        Rule(.get, "/work/stages", .reviewer),
        Rule(.post, "/work/study", .requester, json: #"{"errors": 0.5}"#),
        Rule(.get, "/pay", .requester),
        Rule(.get, "/pay/work?state=pending", .requester),
        Rule(.get, "/pay/ledger", .requester),
        Rule(.get, "/pay.csv", .requester),
        Rule(.get, "/earnings", .annotator),
        Rule(
            .post, "/pay/estimate", .requester,
            json: #"{"images": 1000, "replication": 1, "pay": {"currency": "EUR", "price": 30}}"#),
        Rule(.post, "/pay/decisions", .requester, json: #"{"decision": "approve", "works": []}"#),
        Rule(.post, "/work/replay", .requester, json: "{}"),
        Rule(
            .post, "/work/preview", .reviewer,
            json: #"{"rules": {"finish": [{"answers": 1}], "maximum": 3}}"#),
        Rule(.get, "/comments?state=open", .annotator),
        Rule(.get, "/guidelines", .annotator),
        Rule(.get, "/behaviour", .reviewer),
        Rule(.put, "/behaviour/settings", .requester, json: #"{"secondsPerImage": 5}"#),
        Rule(.get, "/mine/behaviour", .annotator),
        Rule(.get, "/second-pass", .reviewer),
        Rule(.put, "/second-pass/settings", .requester, json: #"{"source": "first"}"#),
        Rule(.get, "/mine/second-pass", .annotator),
        Rule(.get, "/outside-links", .requester),
        Rule(
            .post, "/outside-links", .requester, json: #"{"name": "Study", "kind": "anonymous"}"#),
        Rule(.get, "/outside-hosts", .requester),
        Rule(.put, "/outside-hosts", .requester, json: #"{"hosts": ["www.example.org"]}"#),
        Rule(.get, "/guidelines/versions/newest", .annotator),
        Rule(.get, "/guidelines/changes?from=1", .annotator),
        Rule(.get, "/guidelines/requalification", .requester),
        Rule(.post, "/guidelines/readings", .annotator, json: #"{"version": 1}"#),
        Rule(
            .post, "/guidelines", .requester,
            json: #"{"id": "\#(GuidelineID.client(7))", "instructions": "A"}"#,
            headers: ["If-Match": "\"1\""]),
    ]

    @Test(
        "a route of a project answers from its role on; to strangers it does not exist",
        arguments: projectRules)
    func project(rule: Rule) async throws {
        let site = try Site()
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        let image = try await site.upload(to: project, by: rolf)
        let someone = try await site.member("Someone", of: project)
        _ = try await site.send(.post, "/api/v1/projects/\(project)/assignments", json: "{}", as: someone)
        let turn = try await site.store.read { tx in
            try tx.assignment(of: someone.principal.account.id, image: image)
        }
        _ = try await SubmitAnnotations(site.environment)(
            [], id: .client(1), assignment: try #require(turn).id, lease: "", activeMilliseconds: 0,
            by: someone.principal)

        func send(_ visitor: Visitor?, to project: String) async throws -> Answer {
            let path = rule.path.replacing("{image}", with: image.rawValue)
                .replacing("{someone}", with: someone.principal.account.id.rawValue)
            return try await site.send(
                rule.method, "/api/v1/projects/\(project)\(path)",
                json: rule.json?.replacing("{image}", with: image.rawValue), bytes: rule.bytes,
                as: visitor,
                headers: rule.headers)
        }
        let stranger = try await site.visitor("Eve", role: .requester)
        let foreign = try await send(stranger, to: project.rawValue)
        let missing = try await send(stranger, to: String(repeating: "0", count: 32))
        #expect(foreign.status == 404)
        #expect(foreign.status == missing.status)
        #expect(
            foreign.text.replacing(project.rawValue, with: "") == missing.text.replacing(/0{32}/, with: ""))

        #expect(try await send(nil, to: project.rawValue).status == 401)
        for role in [Role.annotator, .reviewer, .requester] {
            let member = try await site.member("M-\(role)", of: project, role: role)
            let answer = try await send(member, to: project.rawValue)
            if role < rule.needed {
                #expect(answer.status == 403, "\(role)")
                #expect(answer.code == "forbidden")
            } else if role == rule.needed {
                #expect((200..<300).contains(answer.status), "\(role): \(answer.text)")
            }
        }
    }

    /// Routes that ask for a role on the server.
    static let serverRules = [
        Rule(.get, "/api/v1/accounts", .owner),
        Rule(.post, "/api/v1/accounts", .owner, json: #"{"email": "new@example.org", "role": "annotator"}"#),
        Rule(.post, "/api/v1/accounts/link", .owner, json: #"{"email": "rolf@example.org"}"#),
        Rule(.post, "/api/v1/projects", .requester, json: #"{"name": "P", "labels": [{"name": "cat"}]}"#),
        Rule(.get, "/api/v1/projects", .annotator),
        Rule(.get, "/api/v1/tokens", .annotator),
        Rule(.post, "/api/v1/tokens", .annotator, json: #"{"name": "t", "scope": "read"}"#),
        Rule(.get, "/api/v1/session", .annotator),
    ]

    @Test("a route of the server answers from its role on", arguments: serverRules)
    func server(rule: Rule) async throws {
        let site = try Site()
        _ = try await site.visitor("Rolf", role: .requester)
        for role in Role.allCases {
            let visitor = try await site.visitor("V-\(role)", role: role)
            let answer = try await site.send(rule.method, rule.path, json: rule.json, as: visitor)
            if role < rule.needed {
                #expect(answer.status == 403, "\(role)")
            } else if role == rule.needed {
                #expect((200..<300).contains(answer.status), "\(role): \(answer.text)")
            }
        }
    }

    @Test("other people's turns answer as missing ones do, to the byte")
    func turns() async throws {
        let site = try Site()
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        _ = try await site.upload(to: project, by: rolf)
        let ada = try await site.member("Ada", of: project)
        let bob = try await site.member("Bob", of: project)
        let turn = try await site.send(.post, "/api/v1/projects/\(project)/assignments", json: "{}", as: ada)
            .json()
        let id = try #require(turn["id"].text)
        let lease = try #require(turn["lease"]["token"].text)
        let bodies: [(HTTPRequest.Method, String, String?)] = [
            (.get, "", nil), (.get, "/mine", nil), (.get, "/draft", nil), (.get, "/result", nil),
            (.post, "/heartbeat", #"{"lease": "\#(lease)"}"#), (.post, "/resume", nil),
            (.post, "/extend", #"{"lease": "\#(lease)", "extensions": 0}"#),
            (.post, "/return", #"{"lease": "\#(lease)"}"#), (.post, "/skip", #"{"lease": "\#(lease)"}"#),
            (.post, "/operations", #"{"lease": "\#(lease)", "operations": []}"#),
            (
                .post, "/submission",
                #"{"id": "\#(SubmissionID.client(1))", "lease": "\#(lease)", "annotations": []}"#
            ),
            (.post, "/dispute", #"{"id": "\#(SubmissionID.client(1))", "reason": "It is wrong."}"#),
        ]
        for (method, path, json) in bodies {
            let headers = ["Idempotency-Key": SubmissionID.client(1).rawValue]
            for visitor in [bob, rolf] {
                let foreign = try await site.send(
                    method, "/api/v1/assignments/\(id)\(path)", json: json, as: visitor, headers: headers)
                let missing = try await site.send(
                    method, "/api/v1/assignments/nowhere\(path)", json: json, as: visitor, headers: headers)
                #expect(foreign.status == 404, "\(path)")
                #expect(foreign.bytes == missing.bytes)
            }
        }
        #expect(try await site.send(.get, "/api/v1/assignments/\(id)", as: ada).status == 200)
    }

    @Test("an annotator's turn holds no file name, no count of others, no gold mark")
    func blindTurn() async throws {
        let site = try Site()
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        let image = try await site.upload(to: project, name: "secret-name.png", by: rolf)
        let ada = try await site.member("Ada", of: project)
        let before = try await site.send(
            .post, "/api/v1/projects/\(project)/assignments", json: "{}", as: ada)
        #expect(before.status == 200)
        #expect(!before.text.contains("secret-name"))
        #expect(try before.json().names == ["draft", "id", "image", "lease", "progress", "project"])
        #expect(try before.json()["image"].names == ["height", "id", "tiles", "width"])
        #expect(try before.json()["progress"].names == ["submitted"])
        #expect(
            try before.json()["project"].names == [
                "guidelines", "id", "instructions", "labels", "minimumSidePixels", "name", "retiredLabels",
            ])

        try await site.store.write { tx in
            try tx.put(
                ReferenceLayer(
                    id: ReferenceID(String(repeating: "5", count: 32)), imageID: image, kind: .gold,
                    source: "gold",
                    annotations: [], createdAt: TestClock.start))
        }
        let after = try await site.send(.post, "/api/v1/projects/\(project)/assignments", json: "{}", as: ada)
        #expect(after.bytes == before.bytes, "gold cannot be told from a plain task")
        let seen = try await site.send(.get, "/api/v1/projects/\(project)", as: ada).json()
        #expect(seen["progress"] == .null)
    }

    @Test("a token that may only read changes nothing; one that is bound opens only its project")
    func tokens() async throws {
        let site = try Site()
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        let other = try await site.project("Other", by: rolf).project.id
        func token(_ json: String) async throws -> Visitor {
            let made = try await site.send(.post, "/api/v1/tokens", json: json, as: rolf)
            #expect(made.status == 201)
            return Visitor(principal: rolf.principal, credential: .token(try made.json()["token"].text ?? ""))
        }
        let reading = try await token(#"{"name": "r", "scope": "read"}"#)
        #expect(try await site.send(.get, "/api/v1/projects/\(project)", as: reading).status == 200)
        for (method, path) in [
            (HTTPRequest.Method.post, "/api/v1/projects"), (.delete, "/api/v1/projects/\(project)"),
            (.post, "/api/v1/tokens"), (.post, "/api/v1/projects/\(project)/assignments"),
        ] {
            let answer = try await site.send(
                method, path, json: #"{"name": "x", "scope": "write"}"#, as: reading,
                headers: ["If-Match": "1"])
            #expect(answer.status == 403, "\(path)")
        }
        let bound = try await token(#"{"name": "b", "scope": "write", "projectId": "\#(project)"}"#)
        #expect(try await site.send(.get, "/api/v1/projects/\(project)", as: bound).status == 200)
        #expect(try await site.send(.get, "/api/v1/projects/\(other)", as: bound).status == 404)
        let created = try await site.send(
            .post, "/api/v1/projects", json: #"{"name": "P", "labels": [{"name": "c"}]}"#, as: bound)
        #expect(created.status == 403)

        let listed = try await site.send(.get, "/api/v1/tokens", as: rolf)
        #expect(!listed.text.contains("bw_"), "a secret is shown once")
        let id = try #require(try listed.json()["items"].items.first { $0["name"].text == "r" }?["id"].text)
        #expect(try await site.send(.delete, "/api/v1/tokens/\(id)", as: rolf).status == 204)
        #expect(try await site.send(.get, "/api/v1/projects/\(project)", as: reading).status == 401)
    }

    @Test("the operator's token of this process is the owner, and a wrong one is nobody")
    func operatorToken() async throws {
        let site = try Site()
        let right = ["Authorization": "Bearer \(Site.operatorToken)"]
        #expect(try await site.send(.get, "/api/v1/accounts", headers: right).status == 200)
        for wrong in [
            "Bearer ", "Bearer x", "Bearer \(Site.operatorToken)x", "Basic YTpi", Site.operatorToken,
        ] {
            #expect(
                try await site.send(.get, "/api/v1/accounts", headers: ["Authorization": wrong]).status
                    == 401, "\(wrong)")
        }
    }
}
