import HTTPTypes
import Labeling
import TestSupport
import Testing
import Workflow

@testable import Server

@Suite("Whole stories over HTTP")
struct JourneyTests {
    let site: Site

    init() throws {
        site = try Site()
    }

    private func answer(_ label: LabelClassID, number: Int, x: Int = 4) -> String {
        """
        {"id": "\(AnnotationID.client(number))", "labelId": "\(label)", "shape": {"box": [\(x), 4, 20, 16]},
         "flags": {"occluded": true}}
        """
    }

    private func submit(
        _ annotations: String, to turn: JSONValue, id: Int, as visitor: Visitor
    ) async throws -> Answer {
        let key = SubmissionID.client(id).rawValue
        return try await site.send(
            .post, "/api/v1/assignments/\(turn["id"].text ?? "")/submission",
            json: """
                {"id": "\(key)", "lease": "\(turn["lease"]["token"].text ?? "")", "annotations": [\(annotations)],
                 "activeMilliseconds": 1200}
                """,
            as: visitor, headers: ["Idempotency-Key": key])
    }

    @Test("from an empty project to consensus, heatmap and export")
    func mainJob() async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let made = try await site.send(
            .post, "/api/v1/projects",
            json: """
                {"name": "Cells", "description": "Blood", "instructions": "# Draw", "replication": 2,
                 "labels": [{"name": "cat", "color": "#FF0000", "key": "1"}, {"name": "dog"}]}
                """,
            as: rolf)
        #expect(made.status == 201)
        #expect(made["ETag"] == "\"1\"")
        let project = try made.json()
        let address = "/api/v1/projects/\(project["id"].text ?? "")"
        #expect(made["Location"] == address)
        #expect(project["labels"][0]["color"].text == "#ff0000")
        #expect(project["role"].text == "requester")
        let id = ProjectID(project["id"].text ?? "")
        let cat = LabelClassID(project["labels"][0]["id"].text ?? "")
        let image = try await site.upload(to: id, by: rolf)

        for (number, name) in ["Ada", "Bob"].enumerated() {
            let person = try await site.member(name, of: id)
            let turn = try await site.send(.post, address + "/assignments", json: "{}", as: person)
            #expect(turn.status == 200)
            let tile = try await site.send(.get, "/iiif/3/\(image)/full/max/0/default.jpg", as: person)
            #expect(tile.status == 200)
            let receipt = try await submit(
                answer(cat, number: number, x: 4 + number), to: try turn.json(), id: number, as: person)
            #expect(receipt.status == 201)
            #expect(try receipt.json()["status"].text == "accepted")
            #expect(try receipt.json()["annotations"].number == 1)
            #expect(try receipt.json()["sha256"].text?.count == 64)
            #expect(
                try await site.send(.post, address + "/assignments", json: "{}", as: person).status == 204)
            let mine = try await site.send(.get, address + "/mine", as: person).json()
            #expect(mine["submitted"].number == 1)
            let own = try await site.send(
                .get, "/api/v1/assignments/\(try turn.json()["id"].text ?? "")/mine", as: person)
            #expect(try own.json()["annotations"][0]["flags"]["occluded"] == .boolean(true))
        }

        let review = try await site.send(.get, address + "/images/\(image)", as: rolf).json()
        #expect(review["status"].text == "complete")
        #expect(review["layers"].items.compactMap { $0["annotator"]["letter"].text } == ["A", "B"])
        #expect(Set(review["layers"].items.compactMap { $0["annotator"]["color"].text }).count == 2)
        #expect(review["consensus"]["objects"].items.count == 1)
        #expect(review["consensus"]["objects"][0]["votes"].items.count == 2)
        #expect(review["consensus"]["objects"][0]["accepted"] == .boolean(true))

        let rows = try await site.send(.get, address + "/images?sort=disagreement", as: rolf).json()
        #expect(rows["items"][0]["objects"].number == 1)
        #expect(rows["next"] == .null)
        let progress = try await site.send(.get, address, as: rolf).json()["progress"]
        #expect(progress["complete"].number == 1)
        #expect(progress["slots"].number == 2)

        let heatmap = try await site.send(.get, address + "/images/\(image)/heatmap.png", as: rolf)
        #expect(heatmap["Content-Type"] == "image/png")
        #expect(heatmap.bytes.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
        let tag = try #require(heatmap["ETag"])
        let again = try await site.send(
            .get, address + "/images/\(image)/heatmap.png", as: rolf, headers: ["If-None-Match": tag])
        #expect(again.status == 304)
        let grid = try await site.send(.get, address + "/images/\(image)/heatmap.json", as: rolf).json()
        let cells = (grid["columns"].number ?? 0) * (grid["rows"].number ?? 0)
        for layer in ["total", "presence", "boundary", "class"] {
            #expect(grid["layers"][layer].items.count == Int(cells))
        }
        let whole = try await site.send(.get, address + "/heatmap.json", as: rolf).json()
        #expect(whole["values"].items.count == 32 * 32)
        #expect(whole["images"].number == 1)
        let differing = try await site.send(.get, address + "/disagreement.json", as: rolf).json()
        #expect(differing["images"].number == 1 && differing["pending"].number == 0)
        #expect(differing["pairs"].items.count == 1 && differing["people"].items.count == 2)
        let pair = differing["people"].items.compactMap { $0["id"].text }.joined(separator: ",")
        let behind = try await site.send(
            .get, address + "/disagreement/images?people=\(pair)", as: rolf
        ).json()
        #expect(behind["total"].number == Double(behind["items"].items.count))
        let agreement = try await site.send(.get, address + "/agreement", as: rolf).json()
        #expect(agreement["pairs"].items.count == 1)
        #expect(agreement["agreement"]["n"].number == 1)

        let export = try await site.send(.get, address + "/export?format=coco&layer=consensus", as: rolf)
        #expect(export.status == 200)
        #expect(export["Content-Type"]?.hasPrefix("application/json") == true)
        #expect(export["Content-Disposition"] == "attachment; filename*=UTF-8''Cells-consensus.json")
        #expect(try export.json()["annotations"].items.count == 1)
        #expect(try export.json()["images"].items.count == 1)
    }

    @Test("a submission sent twice counts once and says so; other content under its key is refused")
    func replay() async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let detail = try await site.project(by: rolf)
        let project = detail.project.id
        _ = try await site.upload(to: project, by: rolf)
        let turn = try await site.send(.post, "/api/v1/projects/\(project)/assignments", json: "{}", as: rolf)
            .json()
        let cat = detail.labels[0].id
        let first = try await submit(answer(cat, number: 1), to: turn, id: 1, as: rolf)
        #expect(first["Idempotency-Replayed"] == nil)
        let again = try await submit(answer(cat, number: 1), to: turn, id: 1, as: rolf)
        #expect(again.status == 201)
        #expect(again["Idempotency-Replayed"] == "true")
        #expect(again.bytes == first.bytes)
        let other = try await submit(answer(cat, number: 1, x: 9), to: turn, id: 1, as: rolf)
        #expect(other.status == 422)
        let second = try await submit(answer(cat, number: 1), to: turn, id: 2, as: rolf)
        #expect(second.status == 409)
        #expect(second.code == "conflict")
    }

    @Test("a submission without its key, or with another, is refused")
    func missingKey() async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        _ = try await site.upload(to: project, by: rolf)
        let turn = try await site.send(.post, "/api/v1/projects/\(project)/assignments", json: "{}", as: rolf)
            .json()
        let path = "/api/v1/assignments/\(turn["id"].text ?? "")/submission"
        let json = #"{"id": "\#(SubmissionID.client(1))", "lease": "x", "annotations": []}"#
        for headers in [[:], ["Idempotency-Key": SubmissionID.client(2).rawValue]] {
            let answer = try await site.send(.post, path, json: json, as: rolf, headers: headers)
            #expect(answer.status == 422)
            #expect(answer.field == "Idempotency-Key")
        }
    }

    @Test("a late answer says so and names what was kept")
    func late() async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(replication: 1, by: rolf).project.id
        _ = try await site.upload(to: project, by: rolf)
        let ada = try await site.member("Ada", of: project)
        let bob = try await site.member("Bob", of: project)
        let path = "/api/v1/projects/\(project)/assignments"
        let adas = try await site.send(.post, path, json: "{}", as: ada).json()
        site.time.turn(seconds: 500)
        let bobs = try await site.send(.post, path, json: "{}", as: bob).json()
        #expect(try await submit("", to: bobs, id: 1, as: bob).status == 201)
        let late = try await submit("", to: adas, id: 2, as: ada)
        #expect(late.status == 409)
        #expect(late.code == "late")
        #expect(try late.json()["submissionId"].text == SubmissionID.client(2).rawValue)
        let gone = try await site.send(.get, "/api/v1/assignments/\(adas["id"].text ?? "")", as: ada)
        #expect(gone.status == 409)
        #expect(gone.code == "lease_lost")
    }

    @Test("drafts: edits are acknowledged one by one, heartbeats keep the turn, a return ends it")
    func draft() async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let detail = try await site.project(by: rolf)
        _ = try await site.upload(to: detail.project.id, by: rolf)
        let turns = "/api/v1/projects/\(detail.project.id)/assignments"
        let turn = try await site.send(.post, turns, json: "{}", as: rolf).json()
        let path = "/api/v1/assignments/\(turn["id"].text ?? "")"
        let lease = turn["lease"]["token"].text ?? ""
        let good =
            #"{"id": "\#(OperationID.client(1))", "kind": "put", "annotation": \#(answer(detail.labels[0].id, number: 1))}"#
        let bad =
            #"{"id": "\#(OperationID.client(2))", "kind": "put", "annotation": \#(answer(LabelClassID("x"), number: 2))}"#
        for _ in 0..<2 {
            let receipt = try await site.send(
                .post, path + "/operations",
                json: #"{"lease": "\#(lease)", "operations": [\#(good), \#(bad)]}"#,
                as: rolf)
            #expect(receipt.status == 200)
            #expect(try receipt.json()["revision"].number == 1)
            #expect(try receipt.json()["acknowledged"].items == [.string(OperationID.client(1).rawValue)])
            let rejected = try receipt.json()["rejected"][0]
            #expect(rejected["code"].text == "invalid")
            #expect(rejected["field"].text == "operations[1].annotation.labelId")
        }
        let unknown = try await site.send(
            .post, path + "/operations",
            json: #"{"operations": [{"id": "\#(OperationID.client(3))", "kind": "move"}]}"#, as: rolf)
        #expect(unknown.status == 422)
        #expect(unknown.field == "operations[0].kind")

        site.time.turn(seconds: 60)
        let beat = try await site.send(.post, path + "/heartbeat", json: #"{"lease": "\#(lease)"}"#, as: rolf)
        #expect(try beat.json()["expiresAt"].text == site.time.now.adding(seconds: 120).rfc3339)
        #expect(try await site.send(.get, path, as: rolf).json()["draft"]["annotations"].items.count == 1)
        #expect(
            try await site.send(.post, path + "/heartbeat", json: #"{"lease": "no"}"#, as: rolf).code
                == "lease_lost")
        #expect(
            try await site.send(.post, path + "/return", json: #"{"lease": "\#(lease)"}"#, as: rolf).status
                == 204)
        let back = try await site.send(.post, turns, json: "{}", as: rolf).json()
        #expect(back["draft"]["revision"].number == 1)
        let skip = #"{"lease": "\#(back["lease"]["token"].text ?? "")", "reason": "dark"}"#
        #expect(try await site.send(.post, path + "/skip", json: skip, as: rolf).status == 204)
        #expect(try await site.send(.post, turns, json: "{}", as: rolf).status == 204)
    }

    @Test("a project is edited from its revision, and a new quorum shows in the results at once")
    func edit() async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let detail = try await site.project(by: rolf)
        let path = "/api/v1/projects/\(detail.project.id)"
        let image = try await site.upload(to: detail.project.id, by: rolf)
        for (number, name) in ["Ada", "Bob"].enumerated() {
            let person = try await site.member(name, of: detail.project.id)
            let turn = try await site.send(.post, path + "/assignments", json: "{}", as: person).json()
            let drawn = number == 0 ? answer(detail.labels[0].id, number: 1) : ""
            #expect(try await submit(drawn, to: turn, id: number, as: person).status == 201)
        }
        func objects() async throws -> [JSONValue] {
            try await site.send(.get, path + "/images/\(image)", as: rolf).json()["consensus"]["objects"]
                .items
        }
        #expect(try await objects().map { $0["accepted"] } == [.boolean(true)])
        let tag = try #require(try await site.send(.get, path, as: rolf)["ETag"])
        let edited = try await site.send(
            .patch, path, json: #"{"quorum": 1}"#, as: rolf, headers: ["If-Match": tag])
        #expect(edited.status == 200)
        #expect(edited["ETag"] == "\"2\"")
        #expect(try await objects().map { $0["accepted"] } == [.boolean(false)])
        let stale = try await site.send(
            .patch, path, json: #"{"quorum": 0.5}"#, as: rolf, headers: ["If-Match": tag])
        #expect(stale.status == 412)
        let settled = try await site.send(.post, path + "/consensus", json: "{}", as: rolf)
        #expect(try settled.json()["images"].number == 1)
        #expect(try await site.send(.delete, path, as: rolf, headers: ["If-Match": "\"2\""]).status == 204)
        #expect(try await site.send(.get, path, as: rolf).status == 404)
    }

    @Test("a project is found by its name too, in one's own projects only")
    func byName() async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let eve = try await site.visitor("Eve", role: .requester)
        let project = try await site.project("Blood & Cells 100%", by: rolf).project.id
        let path = "/api/v1/projects/Blood%20%26%20Cells%20100%25"
        #expect(try await site.send(.get, path, as: rolf).json()["id"].text == project.rawValue)
        #expect(try await site.send(.get, path, as: eve).status == 404)
    }

    /// Names as `encodeURIComponent` and `URLSearchParams` write them.
    static let fileNames = [
        ("a.png", "a.png"), ("a%20b.png", "a b.png"), ("a+b.png", "a b.png"), ("a%2Bb.png", "a+b.png"),
        ("100%25.png", "100%.png"), ("a%2541.png", "a%41.png"), ("%C3%A4%26%3D.png", "ä&=.png"),
        ("..%2F..%2Fetc%2Fpasswd", "passwd"), ("a%00%0Ab.png", "ab.png"),
    ]

    @Test("a file keeps the name it was sent with", arguments: fileNames)
    func fileName(sent: String, kept: String) async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        let answer = try await site.send(
            .post, "/api/v1/projects/\(project)/images?name=\(sent)",
            bytes: PNGFile.noise(width: 20, height: 20),
            as: rolf)
        #expect(answer.status == 201)
        #expect(try answer.json()["name"].text == kept)
        let again = try await site.send(
            .post, "/api/v1/projects/\(project)/images?name=other.png",
            bytes: PNGFile.noise(width: 20, height: 20),
            as: rolf)
        #expect(again.status == 200)
        #expect(try again.json()["duplicate"] == .boolean(true))
    }

    @Test("annotations come in and say what was left out")
    func importing() async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        _ = try await site.upload(to: project, name: "a.png", by: rolf)
        let file = """
            {"images": [{"id": 1, "file_name": "a.png"}, {"id": 2, "file_name": "b.png"}],
             "categories": [{"id": 1, "name": "cat"}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 1, 9, 9]}]}
            """
        let path = "/api/v1/projects/\(project)/import?format=coco&name=f.json&as="
        let answer = try await site.send(.post, path + "annotator%3AZoe", bytes: Array(file.utf8), as: rolf)
        #expect(answer.status == 200)
        #expect(try answer.json()["images"].number == 1)
        #expect(try answer.json()["annotations"].number == 1)
        #expect(try answer.json()["skipped"].items.count == 1)
        #expect(try answer.json()["skipped"][0]["file"].text == "f.json")
        let bad = file.replacing("\"cat\"", with: "\"horse\"")
        let refused = try await site.send(.post, path + "gold", bytes: Array(bad.utf8), as: rolf)
        #expect(refused.status == 422)
        #expect(refused.field == "categories[0].name")
        let formats = try await site.send(.get, "/api/v1/formats").json()["items"].items
        #expect(formats.contains { $0["id"].text == "coco" && $0["export"] == .boolean(true) })
    }

    @Test("pages of the table follow one another without loss or repetition")
    func paging() async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        for number in 0..<7 {
            _ = try await site.upload(to: project, name: "\(number).png", seed: UInt64(number), by: rolf)
        }
        for sort in ["position", "name", "disagreement"] {
            var names: [String] = []
            var after = ""
            for _ in 0..<10 {
                let page = try await site.send(
                    .get, "/api/v1/projects/\(project)/images?sort=\(sort)&limit=3\(after)", as: rolf
                ).json()
                names += page["items"].items.compactMap { $0["name"].text }
                guard let next = page["next"].text else { break }
                after = "&after=\(next)"
            }
            #expect(names.sorted() == (0..<7).map { "\($0).png" })
        }
    }
}
