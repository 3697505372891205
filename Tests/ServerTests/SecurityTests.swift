import HTTPTypes
import Imaging
import Labeling
import TestSupport
import Testing
import Workflow

@testable import Server

@Suite("What every answer and request must keep to")
struct SecurityTests {
    let site: Site

    init() throws {
        site = try Site()
    }

    static let addresses: [(HTTPRequest.Method, String, Int)] = [
        (.get, "/", 200), (.get, "/js/main.js", 200), (.get, "/healthz", 200), (.get, "/api/v1/session", 200),
        (.get, "/api/v1/tokens", 401),
        (.get, "/api/v1/nowhere", 404), (.get, "/nowhere", 404), (.post, "/api/v1/session", 415),
        (.get, "/iiif/3/none/info.json", 404), (.get, "/api/openapi.json", 200),
    ]

    @Test("security headers stand on every answer, refusals too", arguments: addresses)
    func headers(method: HTTPRequest.Method, path: String, status: Int) async throws {
        let answer = try await site.send(method, path)
        #expect(answer.status == status)
        let policy = try #require(answer["Content-Security-Policy"])
        #expect(policy.contains("default-src 'none'"))
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(answer["X-Content-Type-Options"] == "nosniff")
        #expect(answer["Referrer-Policy"] == "same-origin")
        #expect(answer["Cross-Origin-Opener-Policy"] == "same-origin")
        #expect(answer["Cross-Origin-Resource-Policy"] == "same-origin")
        #expect(answer["Cache-Control"] != nil)
        #expect(answer["Server"] == nil)
    }

    @Test(
        "an address that is not there gets a problem document",
        arguments: [
            "/nowhere", "/api", "/api/v1", "/api/v1/nowhere", "/js", "/js/", "/index.html/x", "/iiif",
            "/iiif/4/a/info.json",
        ])
    func unknown(path: String) async throws {
        for method in [HTTPRequest.Method.get, .post, .delete] {
            let answer = try await site.send(method, path)
            #expect(answer.status == 404, "\(method)")
            #expect(answer["Content-Type"] == "application/problem+json")
            #expect(answer.code == "not_found")
            #expect(try answer.json()["status"].number == 404)
            #expect(try answer.json()["type"].text == "about:blank")
        }
    }

    @Test(
        "no path leads out of the client's folder",
        arguments: [
            "/../Package.swift", "/js/../../Package.swift", "/js/../index.html", "/%2e%2e/Package.swift",
            "/js/%2e%2e/%2e%2e/Package.swift", "/js/..%2f..%2fPackage.swift", "//etc/passwd", "/js//main.js",
            "/js/main.js%00.html", "/./index.html", "/.git/config", "/etc/passwd", "/js/main.js/",
            "/INDEX.HTML",
            "/..%5cPackage.swift",
        ])
    func traversal(path: String) async throws {
        let answer = try await site.send(.get, path)
        #expect(answer.status == 404)
        #expect(answer.code == "not_found")
        #expect(!answer.text.contains("swift-tools-version"))
    }

    /// Where a browser says that a request comes from.
    static let origins: [([String: String], Bool)] = [
        ([:], true),
        (["Sec-Fetch-Site": "same-origin"], true),
        (["Sec-Fetch-Site": "none"], true),
        (["Sec-Fetch-Site": "cross-site"], false),
        (["Sec-Fetch-Site": "same-site"], false),
        (["Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"], false),
        (["Origin": "http://localhost"], true),
        (["Origin": "http://evil.example"], false),
        (["Origin": "http://localhost.evil.example"], false),
        (["Origin": "http://localhost:8081"], false),
        (["Origin": "null"], false),
    ]

    @Test("a request that another site's page made changes nothing", arguments: origins)
    func origin(headers: [String: String], isOwn: Bool) async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let body = #"{"name": "P", "labels": [{"name": "cat"}]}"#
        let answer = try await site.send(.post, "/api/v1/projects", json: body, as: rolf, headers: headers)
        #expect(answer.status == (isOwn ? 201 : 403))
        #expect(try await site.send(.get, "/api/v1/projects", as: rolf, headers: headers).status == 200)
        let deleted = try await site.send(.delete, "/api/v1/session", as: rolf, headers: headers)
        #expect(deleted.status == (isOwn ? 204 : 403))
    }

    @Test("a token carries its own right, wherever the request comes from")
    func tokenOrigin() async throws {
        let answer = try await site.send(
            .post, "/api/v1/accounts", json: #"{"email": "a@example.org", "role": "annotator"}"#,
            headers: [
                "Authorization": "Bearer \(Site.operatorToken)", "Sec-Fetch-Site": "cross-site",
            ])
        #expect(answer.status == 201)
    }

    @Test("a session's cookie is out of reach of scripts and other sites")
    func cookie() async throws {
        let owner = try await site.visitor("Olga", role: .owner)
        let link = try await IssueLink(site.environment).signIn(
            email: "olga@example.org", by: owner.principal)
        let answer = try await site.send(
            .post, "/api/v1/links/redeem", json: #"{"token": "\#(link.secret)"}"#)
        #expect(answer.status == 200)
        let cookie = try #require(answer["Set-Cookie"])
        for attribute in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=1209600"] {
            #expect(cookie.contains(attribute))
        }
        #expect(!answer.text.contains(link.secret))
        #expect(answer["Cache-Control"] == "private, no-store")
        let out = try await site.send(.delete, "/api/v1/session", as: owner)
        #expect(out["Set-Cookie"]?.contains("Max-Age=0") == true)
        #expect(try await site.send(.get, "/api/v1/tokens", as: owner).status == 401)
    }

    @Test("a link's secret stands in the fragment, which never reaches a server")
    func links() async throws {
        let owner = try await site.visitor("Olga", role: .owner)
        let answer = try await site.send(
            .post, "/api/v1/accounts", json: #"{"email": "a@example.org", "role": "annotator"}"#, as: owner)
        let link = try #require(try answer.json()["link"].text)
        #expect(link.hasPrefix("http://localhost/#/link/"))
    }

    @Test("failures of ours say nothing of the inside")
    func internalError() async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        let image = try await site.upload(to: project, by: rolf)
        try await site.store.write { tx in
            try tx.put(
                ConsensusRecord(
                    imageID: image, settings: ConsensusSettings(), annotators: 1, objects: 0, conflicts: 0,
                    agreement: nil, disagreement: 0, document: "secret-inside", computedAt: TestClock.start))
        }
        let answer = try await site.send(.get, "/api/v1/projects/\(project)/images/\(image)", as: rolf)
        #expect(answer.status == 500)
        #expect(answer.code == "internal")
        #expect(!answer.text.contains("secret-inside"))
        #expect(!answer.text.contains("swift"))
    }

    @Test("an upload beyond the limit is refused with 413 and leaves nothing behind")
    func largeUpload() async throws {
        var limits = WorkflowLimits()
        limits.image = ImageLimits(maximumBytes: 5_000)
        limits.annotationFileBytes = 1_000
        let site = try Site(limits: limits)
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        let image = try await site.send(
            .post, "/api/v1/projects/\(project)/images?name=a.png",
            bytes: PNGFile.noise(width: 300, height: 300),
            as: rolf)
        #expect(image.status == 413)
        #expect(image.code == "too_large")
        #expect(try site.folder.files(below: "incoming").isEmpty)
        #expect(try site.folder.files(below: "blobs").isEmpty)
        let file = try await site.send(
            .post, "/api/v1/projects/\(project)/import?as=gold", bytes: Array(repeating: 32, count: 1_001),
            as: rolf)
        #expect(file.status == 413)
        let document = try await site.send(
            .post, "/api/v1/projects", json: String(repeating: " ", count: (4 << 20) + 1), as: rolf)
        #expect(document.status == 413)
    }
}
