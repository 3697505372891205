import Foundation
import HTTPTypes
import Labeling
import TestSupport
import Testing
import Workflow

@testable import Server

@Suite("Images that come back, over HTTP")
struct RepeatRouteTests {
    /// What one task was on the wire.
    private struct Task {
        let claim: Answer
        let turn: JSONValue
        let receipt: Answer
        let information: Answer
        let tile: Answer
        let own: Answer

        var image: String { turn["image"]["id"].text ?? "" }

        /// The names of everything in each answer and of its headers, and how long identifiers are.
        var form: [String] {
            [claim, receipt, information, tile, own].flatMap { answer in
                ["\(answer.status)"] + answer.headers.map { $0.name.canonicalName }.sorted()
                    + ((try? answer.json()).map { Self.names($0, "") } ?? [])
            } + ["\(image.count)", "\(tile["ETag"]?.count ?? 0)"]
        }

        private static func names(_ value: JSONValue, _ path: String) -> [String] {
            value.members.sorted { $0.key < $1.key }.flatMap { names($1, path + "." + $0) }
                + (value.members.isEmpty ? [path] : [])
        }
    }

    private let site: Site
    private let rolf: Visitor
    private let ada: Visitor
    private let id: ProjectID

    init() async throws {
        site = try Site()
        rolf = try await site.visitor("Rolf", role: .requester)
        id = try await site.project(replication: 1, by: rolf).project.id
        ada = try await site.member("Ada", of: id)
    }

    private var project: String { "/api/v1/projects/\(id)" }

    private func upload(_ numbers: Range<Int>) async throws {
        for number in numbers {
            _ = try await site.upload(to: id, name: "\(number).png", seed: UInt64(number + 1), by: rolf)
        }
    }

    /// Ada's next task, looked at, answered and looked back at.
    private func task(_ number: Int) async throws -> Task? {
        let claim = try await site.send(.post, project + "/assignments", json: "{}", as: ada)
        guard claim.status == 200 else { return nil }
        let turn = try claim.json()
        let path = "/api/v1/assignments/\(turn["id"].text ?? "")"
        let tiles = turn["image"]["tiles"].text ?? ""
        let information = try await site.send(.get, tiles + "/info.json", as: ada)
        let tile = try await site.send(.get, tiles + "/full/max/0/default.jpg", as: ada)
        let key = SubmissionID.client(number).rawValue
        let receipt = try await site.send(
            .post, path + "/submission",
            json: #"{"id": "\#(key)", "lease": "\#(turn["lease"]["token"].text ?? "")", "annotations": []}"#,
            as: ada, headers: ["Idempotency-Key": key])
        let own = try await site.send(.get, path + "/mine", as: ada)
        return Task(
            claim: claim, turn: turn, receipt: receipt, information: information, tile: tile, own: own)
    }

    @Test("one looks like every other, and is told apart by nothing but what is on it")
    func unmarked() async throws {
        let fresh = try await site.send(.get, project + "/work", as: rolf).json()
        #expect(fresh["repeatRate"].number == 0.025 && fresh["repeatAfterHours"].number == 48)
        let plan = try await site.send(
            .patch, project + "/work",
            json: #"{"repeatRate": 0.2, "repeatAfterHours": 1, "furtherShare": 0.4}"#, as: rolf,
            headers: ["If-Match": "\"0\""])
        #expect(try plan.json()["repeatRate"].number == 0.2)
        #expect(try plan.json()["repeatAfterHours"].number == 1)
        #expect(try plan.json()["furtherShare"].number == 0.4)
        let wrong = try await site.send(
            .patch, project + "/work", json: #"{"repeatRate": 0.5}"#, as: rolf, headers: ["If-Match": "\"1\""]
        )
        #expect(wrong.field == "repeatRate")

        try await upload(0..<4)
        var tasks: [Task] = []
        for number in 0..<4 { tasks.append(try #require(try await task(number))) }
        site.time.turn(seconds: 3_600)
        try await upload(4..<30)
        let listed = try await site.send(.get, project + "/images?limit=100", as: rolf).json()
        let real = Set(listed["items"].items.compactMap { $0["id"].text })
        #expect(real.count == 30)
        while let task = try await task(tasks.count) { tasks.append(task) }
        let repeats = tasks.filter { !real.contains($0.image) }
        let ordinary = tasks.dropFirst(4).filter { real.contains($0.image) }
        #expect(!repeats.isEmpty && repeats.count <= 4 && ordinary.count == 26)
        // The last task announces no next one, and the first of all is shown the guidelines.
        for task in repeats { #expect(task.form == ordinary[ordinary.count / 2].form) }

        let again = repeats[0]
        let first = try #require(tasks.prefix(4).first { $0.tile.bytes == again.tile.bytes })
        #expect(first.image != again.image && first.tile["ETag"] != again.tile["ETag"])
        #expect(again.information.text.contains(again.image) && !again.information.text.contains(first.image))
        #expect(try again.receipt.json()["status"].text == "accepted")
        #expect(try again.own.json()["image"]["id"].text == again.image)
        let mine = try await site.send(.get, project + "/mine", as: ada).json()
        #expect(Set(mine["items"].items.compactMap { $0["imageId"].text }).count == tasks.count)
        #expect(mine["items"].items.allSatisfy { $0["status"].text == "accepted" })

        // Nobody else knows it by that name.
        let bob = try await site.member("Bob", of: id)
        for visitor in [bob, rolf] {
            let tile = try await site.send(.get, "/iiif/3/\(again.image)/full/max/0/default.jpg", as: visitor)
            #expect(tile.status == 404)
        }
        let card = try await site.send(
            .get, project + "/people/\(ada.principal.account.id)/skill-card", as: rolf
        ).json()
        #expect(card["own"]["images"].number == Double(repeats.count))
        #expect(card["mutual"]["images"].number == 0)
        let pairs = try await site.send(.get, project + "/agreement/pairs", as: rolf).json()
        #expect(pairs["own"].items.map { $0["images"].number } == [Double(repeats.count)])
        let hidden = try await site.send(
            .get, project + "/people/\(ada.principal.account.id)/skill-card", as: ada)
        #expect(hidden.status == 403)
    }
}
