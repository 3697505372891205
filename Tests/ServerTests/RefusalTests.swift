import HTTPTypes
import Labeling
import TestSupport
import Testing
import Workflow

@testable import Server

@Suite("Refusals: status, code and field")
struct RefusalTests {
    /// One bad request by a requester and what it is answered with.
    struct Scenario: Sendable, CustomTestStringConvertible {
        let method: HTTPRequest.Method
        let path: String
        let json: String?
        let headers: [String: String]
        let status: Int
        let code: String
        let field: String?

        var testDescription: String { "\(method) \(path) \(json?.prefix(60) ?? "") \(headers)" }

        init(
            _ method: HTTPRequest.Method, _ path: String, _ json: String?, headers: [String: String] = [:],
            _ status: Int, _ code: String, field: String? = nil
        ) {
            self.method = method
            self.path = path
            self.json = json
            self.headers = headers
            self.status = status
            self.code = code
            self.field = field
        }

        init(
            _ method: HTTPRequest.Method, _ path: String, headers: [String: String] = [:], _ status: Int,
            _ code: String, field: String? = nil
        ) {
            self.init(method, path, nil, headers: headers, status, code, field: field)
        }
    }

    private static let good = #""name": "P", "labels": [{"name": "cat"}]"#

    static let scenarios = [
        // What is no JSON document, or not sent as one.
        Scenario(.post, "/api/v1/projects", "", 422, "invalid"),
        Scenario(.post, "/api/v1/projects", "{", 422, "invalid"),
        Scenario(.post, "/api/v1/projects", "[]", 422, "invalid"),
        Scenario(.post, "/api/v1/projects", "null", 422, "invalid"),
        Scenario(.post, "/api/v1/projects", "\"text\"", 422, "invalid"),
        Scenario(.post, "/api/v1/projects", "{\(good)}x", 422, "invalid"),
        Scenario(
            .post, "/api/v1/projects", "{\(good)}", headers: ["Content-Type": "text/plain"], 415,
            "unsupported"),
        Scenario(
            .post, "/api/v1/projects", "{\(good)}",
            headers: ["Content-Type": "application/x-www-form-urlencoded"],
            415, "unsupported"),
        Scenario(
            .post, "/api/v1/projects", String(repeating: "[", count: 100_000), 422, "invalid"),
        // Fields of the wrong type, by their path.
        Scenario(.post, "/api/v1/projects", #"{"name": 5}"#, 422, "invalid", field: "name"),
        Scenario(.post, "/api/v1/projects", #"{"name": "P", "labels": {}}"#, 422, "invalid", field: "labels"),
        Scenario(
            .post, "/api/v1/projects", #"{"name": "P", "labels": [{}]}"#, 422, "invalid",
            field: "labels[0].name"),
        Scenario(
            .post, "/api/v1/projects", #"{"name": "P", "labels": [{"name": "a"}, {"name": true}]}"#, 422,
            "invalid",
            field: "labels[1].name"),
        Scenario(
            .post, "/api/v1/projects", "{\(good), \"replication\": \"three\"}", 422, "invalid",
            field: "replication"),
        Scenario(
            .post, "/api/v1/projects", "{\(good), \"replication\": 2.5}", 422, "invalid"),
        Scenario(.post, "/api/v1/projects", "{\(good), \"quorum\": []}", 422, "invalid", field: "quorum"),
        Scenario(.post, "/api/v1/projects", "{\(good), \"quorum\": 1e400}", 422, "invalid"),
        // Values that are refused, by their path.
        Scenario(.post, "/api/v1/projects", "{}", 422, "invalid", field: "name"),
        Scenario(.post, "/api/v1/projects", #"{"name": "P"}"#, 422, "invalid", field: "labels"),
        Scenario(
            .post, "/api/v1/projects",
            #"{"name": "P", "labels": [{"name": "a"}, {"name": "b", "color": "red"}]}"#,
            422, "invalid", field: "labels[1].color"),
        Scenario(
            .post, "/api/v1/projects", "{\(good), \"replication\": 0}", 422, "invalid", field: "replication"),
        Scenario(
            .post, "/api/v1/projects", #"{"name": "Cells", "labels": [{"name": "a"}]}"#, 409, "conflict"),
        // Editing needs the revision it was made from.
        Scenario(.patch, "/api/v1/projects/{project}", "{}", 428, "precondition_required"),
        Scenario(
            .patch, "/api/v1/projects/{project}", "{}", headers: ["If-Match": "*"], 428,
            "precondition_required"),
        Scenario(.patch, "/api/v1/projects/{project}", "{}", headers: ["If-Match": "\"9\""], 412, "stale"),
        Scenario(
            .patch, "/api/v1/projects/{project}", #"{"quorum": 2}"#, headers: ["If-Match": "\"1\""], 422,
            "invalid",
            field: "quorum"),
        Scenario(.delete, "/api/v1/projects/{project}", 428, "precondition_required"),
        Scenario(.delete, "/api/v1/projects/{project}", headers: ["If-Match": "\"9\""], 412, "stale"),
        // People.
        Scenario(
            .post, "/api/v1/projects/{project}/members", #"{"email": "no@example.org", "role": "annotator"}"#,
            422,
            "invalid", field: "email"),
        Scenario(
            .post, "/api/v1/projects/{project}/members", #"{"email": "rolf@example.org", "role": "king"}"#,
            422,
            "invalid", field: "role"),
        Scenario(
            .post, "/api/v1/projects/{project}/members", #"{"email": "rolf@example.org", "role": "owner"}"#,
            422,
            "invalid", field: "role"),
        Scenario(.delete, "/api/v1/projects/{project}/members/nobody", 404, "not_found"),
        Scenario(
            .post, "/api/v1/projects/{project}/invites", #"{"role": "owner"}"#, 422, "invalid", field: "role"),
        Scenario(
            .post, "/api/v1/projects/{project}/invites", #"{"role": "annotator", "email": "x"}"#, 422,
            "invalid",
            field: "email"),
        Scenario(
            .post, "/api/v1/tokens", #"{"name": "t", "scope": "all"}"#, 422, "invalid", field: "scope"),
        Scenario(
            .post, "/api/v1/tokens", #"{"name": "t", "scope": "read", "expiresInDays": 0}"#, 422, "invalid",
            field: "expiresInDays"),
        Scenario(
            .post, "/api/v1/tokens", #"{"name": "t", "scope": "read", "projectId": "nowhere"}"#, 404,
            "not_found"),
        Scenario(.delete, "/api/v1/tokens/nowhere", 404, "not_found"),
        Scenario(.post, "/api/v1/links/inspect", #"{"token": "unknown"}"#, 404, "not_found"),
        Scenario(.post, "/api/v1/links/redeem", #"{"token": "unknown"}"#, 404, "not_found"),
        Scenario(.post, "/api/v1/links/redeem", "{}", 422, "invalid", field: "token"),
        Scenario(
            .post, "/api/v1/session", #"{"email": "rolf@example.org"}"#, 422, "invalid", field: "password"),
        Scenario(
            .post, "/api/v1/account/password", #"{"current": "x", "new": "short"}"#, 422, "invalid",
            field: "new"),
        // Images and results.
        Scenario(.get, "/api/v1/projects/{project}/images?sort=size", 422, "invalid", field: "sort"),
        Scenario(.get, "/api/v1/projects/{project}/images?status=lost", 422, "invalid", field: "status"),
        Scenario(.get, "/api/v1/projects/{project}/images?after=zzz", 422, "invalid", field: "after"),
        Scenario(.get, "/api/v1/projects/{project}/images/nowhere", 404, "not_found"),
        Scenario(.delete, "/api/v1/projects/{project}/images/nowhere", 404, "not_found"),
        Scenario(.get, "/api/v1/projects/{project}/images/{image}/heatmap.png", 404, "not_found"),
        Scenario(
            .get, "/api/v1/projects/{project}/images/{image}/heatmap.png?layer=depth", 422, "invalid",
            field: "layer"),
        Scenario(
            .get, "/api/v1/projects/{project}/images/{image}/heatmap.json?threshold=2", 422, "invalid",
            field: "threshold"),
        Scenario(
            .get, "/api/v1/projects/{project}/disagreement.json?label=unicorn", 422, "invalid", field: "label"
        ),
        Scenario(
            .get, "/api/v1/projects/{project}/disagreement/images?cell=32,0", 422, "invalid", field: "cell"),
        Scenario(
            .get, "/api/v1/projects/{project}/disagreement/images?size=8", 422, "invalid", field: "size"),
        Scenario(
            .get, "/api/v1/projects/{project}/disagreement/images?people=a", 422, "invalid", field: "people"),
        Scenario(
            .get, "/api/v1/projects/{project}/disagreement/images?classes=,b", 422, "invalid",
            field: "classes"),
        Scenario(
            .get, "/api/v1/projects/{project}/disagreement/images?after=-1", 422, "invalid", field: "after"),
        Scenario(
            .get, "/api/v1/projects/{project}/disagreement/images?limit=0", 422, "invalid", field: "limit"),
        Scenario(.get, "/api/v1/projects/{project}/export?format=yolo9000", 422, "invalid", field: "format"),
        Scenario(.get, "/api/v1/projects/{project}/export?layer=none", 422, "invalid", field: "layer"),
        Scenario(.post, "/api/v1/projects/{project}/import", "{}", 422, "invalid", field: "as"),
        Scenario(.post, "/api/v1/projects/{project}/import?as=king", "{}", 422, "invalid", field: "as"),
        Scenario(
            .post, "/api/v1/projects/{project}/import?as=gold&format=yolo9000", "{}", 422, "invalid",
            field: "format"),
        Scenario(.post, "/api/v1/projects/{project}/import?as=gold", "{", 422, "invalid"),
        Scenario(.post, "/api/v1/projects/{project}/images", "x", 422, "invalid", field: "name"),
        Scenario(.post, "/api/v1/projects/{project}/images?name=", "x", 422, "invalid", field: "name"),
        Scenario(.post, "/api/v1/projects/{project}/images?name=a.png", "", 422, "invalid", field: "file"),
        Scenario(
            .post, "/api/v1/projects/{project}/images?name=a.png", "x",
            headers: ["Content-Type": "text/plain"], 415, "unsupported"),
        Scenario(
            .post, "/api/v1/projects/{project}/images?name=a.jpg", "<svg xmlns='x'/>", 415, "unsupported",
            field: "file"),
        // Things whose names cannot be.
        Scenario(.get, "/api/v1/projects/\(String(repeating: "a", count: 65))", 404, "not_found"),
        Scenario(.get, "/api/v1/projects/%00", 404, "not_found"),
        Scenario(.get, "/api/v1/projects/'%20OR%201=1", 404, "not_found"),
        Scenario(.get, "/api/v1/assignments/nowhere", 404, "not_found"),
    ]

    @Test("a bad request is answered with its status, code and field", arguments: scenarios)
    func scenario(scenario: Scenario) async throws {
        let site = try Site()
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        let image =
            scenario.path.contains("{image}") ? try await site.upload(to: project, by: rolf).rawValue : ""
        let path = scenario.path.replacing("{project}", with: project.rawValue).replacing(
            "{image}", with: image)
        let isFile = scenario.path.contains("/images?name=")
        let answer = try await site.send(
            scenario.method, path, json: isFile ? nil : scenario.json,
            bytes: isFile ? scenario.json.map { Array($0.utf8) } : nil, as: rolf, headers: scenario.headers)
        #expect(answer.status == scenario.status, "\(answer.text)")
        #expect(answer["Content-Type"] == "application/problem+json")
        #expect(answer.code == scenario.code)
        if let field = scenario.field { #expect(answer.field == field) }
        #expect(try answer.json()["detail"].text?.isEmpty == false)
        #expect(try answer.json()["status"].number == Double(scenario.status))
        #expect(try await site.send(.get, "/api/v1/projects", as: rolf).json()["items"].items.count == 1)
    }

    /// A bad shape in an answer and the field it is named by.
    static let shapes: [(String, String)] = [
        (#"{"box": [1, 1, 0, 5]}"#, "annotations[0].shape"),
        (#"{"box": [1, 1, 500, 5]}"#, "annotations[0].shape"),
        (#"{"box": [1, 1, 2, 2]}"#, "annotations[0].shape"),
        (#"{"polygon": [[[1, 1], [9, 9]]]}"#, "annotations[0].shape"),
        (#"{"polygon": [[[1, 1], [30, 30], [30, 1], [1, 30]]]}"#, "annotations[0].shape"),
        (#"{}"#, "annotations[0].shape"),
        (#"{"box": [1, 1, 5, 5], "polygon": []}"#, "annotations[0].shape"),
        (#"5"#, "annotations[0].shape"),
        (#"{"box": [1, 1, 5]}"#, "annotations[0].shape.box"),
        (#"{"box": "wide"}"#, "annotations[0].shape.box"),
        (#"{"box": [1, 1, "a", 5]}"#, "annotations[0].shape.box[2]"),
        (#"{"polygon": [[[1, 1], [2], [3, 3]]]}"#, "annotations[0].shape.polygon[0][1]"),
    ]

    @Test("a bad shape in an answer is named by its path, and the turn stays open", arguments: shapes)
    func badShape(shape: String, field: String) async throws {
        let site = try Site()
        let rolf = try await site.visitor("Rolf", role: .requester)
        let detail = try await site.project(by: rolf)
        _ = try await site.upload(to: detail.project.id, by: rolf)
        let turn = try await site.send(
            .post, "/api/v1/projects/\(detail.project.id)/assignments", json: "{}", as: rolf
        ).json()
        let path = "/api/v1/assignments/\(turn["id"].text ?? "")"
        let id = SubmissionID.client(1).rawValue
        let annotation = """
            {"id": "\(AnnotationID.client(1))", "labelId": "\(detail.labels[0].id)", "shape": \(shape)}
            """
        let answer = try await site.send(
            .post, path + "/submission",
            json: #"{"id": "\#(id)", "lease": "x", "annotations": [\#(annotation)]}"#, as: rolf,
            headers: ["Idempotency-Key": id])
        #expect(answer.status == 422)
        #expect(answer.code == "invalid")
        #expect(answer.field?.hasPrefix(field) == true, "\(answer.text)")
        #expect(try await site.send(.get, path, as: rolf).status == 200)
    }

    @Test("a method that an address does not know is refused as 405 that names those it takes")
    func unknownMethod() async throws {
        let site = try Site()
        let rolf = try await site.visitor("Rolf", role: .requester)
        for (method, path) in [
            (HTTPRequest.Method.put, "/api/v1/projects"), (.delete, "/api/v1/projects"),
            (.patch, "/api/v1/session"),
            (.post, "/healthz"), (.trace, "/api/v1/projects"),
        ] {
            let answer = try await site.send(method, path, as: rolf)
            #expect(answer.status == 405)
            #expect(answer["Allow"]?.isEmpty == false)
            #expect(["not_found", "method_not_allowed"].contains(answer.code))
        }
    }

    @Test("after too many failures signing in is refused with the time to wait")
    func rateLimit() async throws {
        let site = try Site()
        try await site.store.write { tx in
            for _ in 0..<10 {
                try tx.countFailedAttempt(
                    key: "account:ada@example.org", at: TestClock.start, forgetBefore: TestClock.start)
            }
        }
        let answer = try await site.send(
            .post, "/api/v1/session", json: #"{"email": "Ada@example.org", "password": "correct horse"}"#)
        #expect(answer.status == 429)
        #expect(answer.code == "rate_limited")
        #expect(answer["Retry-After"].flatMap(Int.init).map { $0 > 0 } == true)
    }
}
