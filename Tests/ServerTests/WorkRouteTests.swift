import HTTPTypes
import Labeling
import TestSupport
import Testing
import Workflow

@testable import Server

@Suite("Work and pay over HTTP")
struct WorkRouteTests {
    let site: Site
    let rolf: Visitor
    let ada: Visitor
    let id: ProjectID
    let images: [ImageID]

    init() async throws {
        site = try Site()
        rolf = try await site.visitor("Rolf", role: .requester)
        id = try await site.project(replication: 2, by: rolf).project.id
        ada = try await site.member("Ada", of: id)
        var images: [ImageID] = []
        for seed in 1...3 {
            images.append(try await site.upload(to: id, name: "\(seed).png", seed: UInt64(seed), by: rolf))
        }
        self.images = images
    }

    private var project: String { "/api/v1/projects/\(id)" }

    private func plan(_ json: String, revision: Int) async throws -> Answer {
        try await site.send(
            .patch, project + "/work", json: json, as: rolf, headers: ["If-Match": "\"\(revision)\""])
    }

    private func next() async throws -> Answer {
        try await site.send(.post, project + "/assignments", json: "{}", as: ada)
    }

    private func submit(_ turn: JSONValue, _ number: Int) async throws {
        let key = SubmissionID.client(number).rawValue
        let answer = try await site.send(
            .post, "/api/v1/assignments/\(turn["id"].text ?? "")/submission",
            json: #"{"id": "\#(key)", "lease": "\#(turn["lease"]["token"].text ?? "")", "annotations": []}"#,
            as: ada, headers: ["Idempotency-Key": key])
        #expect(answer.status == 201, "\(answer.text)")
    }

    @Test("a plan is read, changed from its revision, and refused by the field at fault")
    func plans() async throws {
        let fresh = try await site.send(.get, project + "/work", as: rolf)
        #expect(fresh["ETag"] == "\"0\"")
        #expect(try fresh.json()["turnMinutes"].number == 120)
        #expect(try await plan(#"{"turnMinutes": 30}"#, revision: 0).json()["turnMinutes"].number == 30)
        #expect(try await plan(#"{"turnMinutes": 40}"#, revision: 0).status == 412)
        #expect(try await plan(#"{"order": "up"}"#, revision: 1).field == "order")
        #expect(try await plan(#"{"rules": "some"}"#, revision: 1).field == "rules")
        #expect(
            try await plan(#"{"rules": {"finish": [{"answers": 9}], "maximum": 5}}"#, revision: 1).field
                == "rules.finish[0].answers")
        let ruled = try await plan(#"{"rules": "initial"}"#, revision: 1)
        #expect(try ruled.json()["rules"]["maximum"].number == 5)
        #expect(
            try await site.send(.get, project + "/work/stages", as: rolf).json()["open"]["images"].number == 3
        )
        #expect(try await plan(#"{"rules": "none"}"#, revision: 2).json().names.contains("rules") == false)
        #expect(try await site.send(.get, project + "/work/stages", as: rolf).status == 204)
    }

    @Test("a turn says how many seconds are left, is extended once for each wish, and is taken up again")
    func turns() async throws {
        let turn = try await next().json()
        #expect(turn["lease"]["secondsLeft"].number == 7_200)
        let (path, lease) = (
            "/api/v1/assignments/\(turn["id"].text ?? "")", turn["lease"]["token"].text ?? ""
        )
        for _ in 0..<2 {
            let longer = try await site.send(
                .post, path + "/extend", json: #"{"lease": "\#(lease)", "extensions": 0}"#, as: ada)
            #expect(try longer.json()["extensions"].number == 1)
            #expect(try longer.json()["secondsLeft"].number == 14_400)
        }
        let back = try await site.send(
            .post, path + "/return", json: #"{"lease": "\#(lease)", "reason": "tired"}"#, as: ada)
        #expect(back.status == 204)
        let mine = try await site.send(.get, project + "/mine", as: ada).json()
        #expect(mine["ended"].items.map { $0["reason"].text } == ["tired"])
        let refusals = try await site.send(.get, project + "/work/refusals", as: rolf).json()
        #expect(refusals["items"].items.map { $0["annotator"].text } == ["Ada"])
        let again = try await site.send(.post, path + "/resume", json: "{}", as: ada)
        #expect(again.status == 200)
        #expect(try again.json()["image"]["id"] == turn["image"]["id"])
    }

    @Test("money from the estimate to the file, with a budget that stops the work")
    func money() async throws {
        let estimate = try await site.send(
            .post, project + "/pay/estimate",
            json:
                #"{"images": 1000, "replication": 2, "pay": {"currency": "USD", "price": 20, "feeBasisPoints": 2000}}"#,
            as: rolf)
        #expect(try estimate.json()["most"]["pay"].number == 40_000)
        #expect(try estimate.json()["most"]["total"].number == 48_000)
        let terms = #"{"pay": {"currency": "USD", "price": 30, "budget": 60, "autoApproveHours": 1}}"#
        #expect(try await plan(terms, revision: 0).status == 200)
        for number in 1...2 { try await submit(try await next().json(), number) }
        let stopped = try await next()
        #expect(stopped.status == 409 && stopped.code == "budget_spent")
        let escalated = try await site.send(.get, project + "/work/escalations", as: rolf).json()
        #expect(Set(escalated["items"].items.map { $0["reason"].text }) == ["budget"])

        let works = try await site.send(.get, project + "/pay/work", as: rolf).json()["items"].items
        let ids = works.compactMap { $0["id"].text }
        #expect(ids.count == 2)
        let rejected = try await site.send(
            .post, project + "/pay/decisions",
            json: #"{"decision": "reject", "works": ["\#(ids[0])"], "feedback": "A car is missing."}"#,
            as: rolf)
        #expect(try rejected.json()["changed"].number == 1)
        let own = try await site.send(.get, project + "/earnings", as: ada)
        #expect(own.text.contains("A car is missing.") && !own.text.contains("1.png"))
        let approved = try await site.send(
            .post, project + "/pay/decisions", json: #"{"decision": "approve", "works": ["\#(ids[1])"]}"#,
            as: rolf)
        #expect(try approved.json()["changed"].number == 1)
        let bonus =
            #"{"id": "\#(PayWorkID.client(5))", "accountId": "\#(ada.principal.account.id)", "amount": 20}"#
        for _ in 0..<2 {
            #expect(try await site.send(.post, project + "/pay/bonuses", json: bonus, as: rolf).status == 201)
        }
        let file = try await site.send(.get, project + "/pay.csv", as: rolf)
        #expect(
            file.text == "account,name,email,pieces,amount,bonus,currency\r\n"
                + "\(ada.principal.account.id),Ada,ada@example.org,2,0.50,0.20,USD\r\n")
        let payout = #"{"id": "\#(PayoutID.client(6))"}"#
        let paid = try await site.send(.post, project + "/pay/payouts", json: payout, as: rolf)
        #expect(try paid.json()["total"].number == 50)
        #expect(
            try await site.send(.post, project + "/pay/payouts", json: payout, as: rolf).bytes == paid.bytes)
        let summary = try await site.send(.get, project + "/pay", as: rolf).json()
        #expect(summary["spent"]["total"].number == 50)
        #expect(summary["people"].items[0]["paid"]["amount"].number == 50)
        #expect(try await site.send(.get, project + "/pay/payouts", as: rolf).status == 405)
    }
}
