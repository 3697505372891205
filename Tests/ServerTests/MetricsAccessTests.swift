import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Labeling
import TestSupport
import Testing
import Workflow

@testable import Server

@Suite("Whom the counters are told")
struct MetricsAccessTests {
    /// What a process on this machine is answered over a real connection.
    private func local(_ site: Site, headers: HTTPFields = [:]) async throws -> Int {
        try await site.application.test(.live) { client in
            try await client.executeRequest(uri: "/metrics", method: .get, headers: headers, body: nil).status
                .code
        }
    }

    @Test("the owner by a token or signed in; nobody else who is known, and no stranger")
    func people() async throws {
        let site = try Site()
        let owner = try await site.visitor("Olga", role: .owner)
        #expect(try await site.send(.get, "/metrics", as: owner).status == 200)
        let made = try await site.send(
            .post, "/api/v1/tokens", json: #"{"name": "scraper", "scope": "read"}"#, as: owner)
        let bearer = try #require(try made.json()["token"].text)
        #expect(
            try await site.send(.get, "/metrics", headers: ["Authorization": "Bearer \(bearer)"]).status
                == 200)
        let project = try await site.project(by: owner).project.id
        let bound = try await site.send(
            .post, "/api/v1/tokens",
            json: #"{"name": "one", "scope": "read", "projectId": "\#(project)"}"#, as: owner)
        let narrow = try #require(try bound.json()["token"].text)
        #expect(
            try await site.send(.get, "/metrics", headers: ["Authorization": "Bearer \(narrow)"]).status
                == 403)
        for role in [Role.annotator, .reviewer, .requester] {
            let visitor = try await site.visitor("V-\(role)", role: role)
            let answer = try await site.send(.get, "/metrics", as: visitor)
            #expect(answer.status == 403, "\(role)")
            #expect(!answer.text.contains("boxwood_http"))
        }
        let stranger = try await site.send(.get, "/metrics")
        #expect(stranger.status == 401)
        #expect(!stranger.text.contains("boxwood_http"))
        #expect(try await site.send(.head, "/metrics").status == 401)
    }

    @Test("a process of the machine, unless a proxy asks for others or may stand before the server")
    func machine() async throws {
        #expect(try await local(Site()) == 200)
        for name in ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"] {
            let field = try #require(HTTPField.Name(name))
            #expect(try await local(Site(), headers: [field: "203.0.113.9"]) == 401, "\(name)")
        }
        #expect(try await local(Site(publicURL: "https://boxwood.example.org")) == 401)
    }

    @Test("everybody, where that is wanted")
    func anyone() async throws {
        let site = try Site(metrics: .anyone, publicURL: "https://boxwood.example.org")
        #expect(try await site.send(.get, "/metrics").status == 200)
    }

    @Test(
        "addresses of the machine to itself, in every notation",
        arguments: [
            ("127.0.0.1", true), ("127.8.9.10", true), ("::1", true), ("::ffff:127.0.0.1", true),
            ("::FFFF:127.0.0.1", true), ("10.0.0.1", false), ("192.168.1.127", false),
            ("127.example.org", false),
            ("::2", false), ("::ffff:10.0.0.1", false), ("local", false), ("", false),
        ])
    func loopback(address: String, expected: Bool) {
        #expect(MetricsAccess.isLoopback(address) == expected)
    }
}
