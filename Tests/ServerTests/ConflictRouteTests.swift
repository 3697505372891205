import HTTPTypes
import Labeling
import TestSupport
import Testing
import Workflow

@testable import Server

@Suite("Conflicts over HTTP")
struct ConflictRouteTests {
    @Test("a conflict is listed, shown, decided, listed as decided, exported as a table and opened again")
    func story() async throws {
        let site = try Site()
        let rolf = try await site.visitor("Rolf", role: .requester)
        let made = try await site.project(by: rolf)
        let (project, cat, dog) = (made.project.id, made.labels[0].id, made.labels[1].id)
        let address = "/api/v1/projects/\(project)"
        let image = try await site.upload(to: project, by: rolf)
        let rita = try await site.member("=Rita", of: project, role: .reviewer)
        for (index, name) in ["Ada", "Bob"].enumerated() {
            let person = try await site.member(name, of: project)
            let turn = try #require(try await AssignNext(site.environment)(in: project, by: person.principal))
            _ = try await SubmitAnnotations(site.environment)(
                [.box(index + 1, index == 0 ? cat : dog)], id: .client(index + 1),
                assignment: turn.assignment.id, lease: turn.assignment.leaseToken, activeMilliseconds: 0,
                by: person.principal)
        }

        let list = try await site.send(.get, address + "/conflicts", as: rita).json()
        #expect(list["total"].number == 1)
        #expect(list["counts"]["class"].number == 1)
        #expect(list["counts"]["split"].number == 0)
        let conflict = list["items"][0]
        #expect(conflict["kind"].text == "class")
        #expect(conflict["image"].text == image.rawValue)
        #expect(conflict["imageWidth"].number == 64)
        #expect(conflict["box"].items.count == 4)
        #expect(conflict["state"].text == "open")
        #expect(conflict["gain"].number ?? 0 > 0)
        let place = address + "/conflicts/\(conflict["id"].text ?? "")"

        let detail = try await site.send(.get, place, as: rita).json()
        #expect(detail["answers"].items.compactMap { $0["letter"].text } == ["A", "B"])
        #expect(detail["answers"][0]["shape"]["box"].items.count == 4)
        #expect(detail["merged"][0]["accepted"] == .boolean(true))
        #expect(!(try await site.send(.get, place, as: rita)).text.contains("Ada"))
        #expect(try await site.send(.get, place + "?names=1", as: rita).status == 403)
        #expect(try await site.send(.get, place + "?names=1", as: rolf).text.contains("Ada"))

        let given = try await site.send(
            .put, address + "/conflicts/assignments",
            json: #"{"conflicts": ["\#(conflict["id"].text ?? "")"], "assignee": "me"}"#, as: rita)
        #expect(try given.json()["assigned"].number == 1)
        let mine = try await site.send(.get, address + "/conflicts?assignee=me", as: rita).json()
        #expect(mine["items"][0]["assignee"].text == "=Rita")

        let decision = AdjudicationID.client(7)
        let drawn = #"""
            {"id": "\#(decision)", "choice": "drawn", "reason": "a \"dog\", surely",
             "shapes": [{"shape": {"box": [5, 5, 20, 20]}, "label": "\#(dog)"}]}
            """#
        let decided = try await site.send(.post, place + "/decision", json: drawn, as: rita)
        #expect(decided.status == 200, "\(decided.text)")
        #expect(try decided.json()["state"].text == "decided")
        #expect(try decided.json()["decision"]["by"].text == "=Rita")
        #expect(try await site.send(.post, place + "/decision", json: drawn, as: rita).status == 200)
        let review = try await site.send(.get, address + "/images/\(image)", as: rolf).json()
        #expect(review["consensus"]["objects"][0]["labelId"].text == dog.rawValue)
        #expect(review["consensus"]["objects"][0]["decidedAt"].text != nil)
        #expect(try await site.send(.get, address + "/conflicts", as: rita).json()["decided"].number == 1)

        let table = try await site.send(.get, address + "/decisions.csv", as: rita)
        #expect(table["Content-Type"] == "text/csv; charset=utf-8")
        let lines = table.text.split(separator: "\r\n")
        #expect(lines.count == 2)
        #expect(lines[1].contains("'=Rita") && lines[1].contains("\"a \"\"dog\"\", surely\""))

        let undone = try await site.send(.delete, place + "/decision/\(decision)", as: rita)
        #expect(try undone.json()["conflict"]["state"].text == "open")
        let history = try await site.send(.get, address + "/decisions", as: rita).json()
        #expect(history["items"][0]["withdrawnBy"].text == "=Rita")
        #expect(try await site.send(.get, address + "/conflicts?kind=nothing", as: rita).field == "kind")

        let wall = try await site.send(.get, address + "/wall?label=\(cat)", as: rita).json()
        #expect(wall["total"].number == 1)
        let crop = try await site.send(.get, wall["items"][0]["crop"].text ?? "", as: rita)
        #expect(crop.status == 200)
        let vote = #"""
            {"votes": [{"id": "\#(AdjudicationID.client(8))", "image": "\#(image)",
              "object": "\#(wall["items"][0]["object"].text ?? "")", "verdict": "wrong"}]}
            """#
        #expect(
            try await site.send(.post, address + "/votes", json: vote, as: rita).json()["recorded"].number
                == 1)
        let after = try await site.send(.get, address + "/wall?label=\(cat)", as: rita).json()
        #expect(after["items"][0]["verdict"].text == "dismissed")
        #expect(
            try await site.send(.delete, address + "/votes/\(AdjudicationID.client(8))", as: rita).status
                == 204)
    }
}
