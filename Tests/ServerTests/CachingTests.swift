import HTTPTypes
import HummingbirdTesting
import Labeling
import NIOCore
import TestSupport
import Testing
import Workflow

@testable import Server

@Suite("Caching, content types and HEAD")
struct CachingTests {
    let site: Site

    init() throws {
        site = try Site()
    }

    @Test(
        "the client's files have their types, and 304 when the browser holds them",
        arguments: [
            ("/", "text/html; charset=utf-8"), ("/index.html", "text/html; charset=utf-8"),
            ("/js/main.js", "text/javascript; charset=utf-8"),
            ("/styles/base.css", "text/css; charset=utf-8"),
            ("/favicon.svg", "image/svg+xml"),
        ])
    func clientFiles(path: String, type: String) async throws {
        let answer = try await site.send(.get, path)
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == type)
        #expect(!answer.bytes.isEmpty)
        #expect(answer["Cache-Control"] == "no-cache")
        let tag = try #require(answer["ETag"])
        #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))
        for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
            let again = try await site.send(.get, path, headers: ["If-None-Match": known])
            #expect(again.status == 304)
            #expect(again.bytes.isEmpty)
            #expect(again["ETag"] == tag)
        }
        #expect(try await site.send(.get, path, headers: ["If-None-Match": "\"other\""]).status == 200)
    }

    @Test(
        "the client's files come compressed to those who accept it, under a tag of their own",
        arguments: [
            ("gzip, deflate, br", true), ("br;q=1, GZIP;q=0.5", true), ("*", true), ("identity", false),
            ("gzip;q=0, *", false), ("gzip; q=0", false), ("", false),
        ])
    func compression(accepted: String, isCompressed: Bool) async throws {
        let plain = try await site.send(.get, "/js/main.js")
        #expect(plain["Content-Encoding"] == nil)
        let answer = try await site.send(.get, "/js/main.js", headers: ["Accept-Encoding": accepted])
        #expect(answer["Vary"] == "Accept-Encoding")
        #expect((answer["Content-Encoding"] == "gzip") == isCompressed)
        #expect((answer["ETag"] == plain["ETag"]) != isCompressed)
        guard isCompressed else { return #expect(answer.bytes == plain.bytes) }
        #expect(answer.bytes.count < plain.bytes.count)
        // RFC 1952: the magic number first, and in the end the length of what was compressed.
        #expect(Array(answer.bytes.prefix(2)) == [0x1f, 0x8b])
        let length = answer.bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(length == plain.bytes.count)
        let tag = try #require(answer["ETag"])
        let again = try await site.send(
            .get, "/js/main.js", headers: ["Accept-Encoding": accepted, "If-None-Match": tag])
        #expect(again.status == 304)
        #expect(again["Content-Encoding"] == nil)
    }

    @Test("a query does not hide a client file, and a POST does not get one")
    func clientFileRequests() async throws {
        #expect(try await site.send(.get, "/?x=1").status == 200)
        #expect(try await site.send(.post, "/index.html").status == 404)
    }

    @Test(
        "HEAD answers as GET does, without a body",
        arguments: ["/", "/js/main.js", "/healthz", "/api/v1/legend", "/api/v1/session", "/nowhere"])
    func head(path: String) async throws {
        let get = try await site.send(.get, path)
        let head = try await site.send(.head, path)
        #expect(head.status == get.status)
        #expect(head["Content-Type"] == get["Content-Type"])
        #expect(head["ETag"] == get["ETag"])
        #expect(head.bytes.isEmpty)
    }

    @Test("HEAD keeps the connection usable for the next request")
    func headOverSocket() async throws {
        try await site.application.test(.live) { client in
            for path in ["/", "/healthz", "/js/main.js", "/nowhere"] {
                let head = try await client.executeRequest(uri: path, method: .head, headers: [:], body: nil)
                #expect(head.body.readableBytes == 0)
                let get = try await client.executeRequest(
                    uri: "/healthz", method: .get, headers: [:], body: nil)
                #expect(get.status == .ok)
            }
        }
    }

    @Test("tiles are cached for long, by a tag that changes with the picture")
    func tiles() async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        let image = try await site.upload(to: project, by: rolf)
        let path = "/iiif/3/\(image)/0,0,64,48/64,48/0/default.jpg"
        let tile = try await site.send(.get, path, as: rolf)
        #expect(tile.status == 200)
        #expect(tile["Content-Type"] == "image/jpeg")
        #expect(tile.bytes.prefix(2) == [0xFF, 0xD8])
        #expect(tile["Cache-Control"] == "private, max-age=31536000, immutable")
        let tag = try #require(tile["ETag"])
        let again = try await site.send(.get, path, as: rolf, headers: ["If-None-Match": tag])
        #expect(again.status == 304)
        #expect(again.bytes.isEmpty)
        let half = try await site.send(.get, "/iiif/3/\(image)/full/32,/0/default.jpg", as: rolf)
        #expect(half.status == 200)
        #expect(half["ETag"] != tag)
        let head = try await site.send(.head, path, as: rolf)
        #expect(head.bytes.isEmpty)
        #expect(head["ETag"] == tag)

        let other = try await site.upload(to: project, name: "b.png", seed: 2, by: rolf)
        let otherTile = try await site.send(
            .get, path.replacing(image.rawValue, with: other.rawValue), as: rolf)
        #expect(otherTile["ETag"] != tag)
    }

    @Test("a known tag opens nothing to people who may not see the image")
    func tagIsNoKey() async throws {
        let rolf = try await site.visitor("Rolf", role: .requester)
        let eve = try await site.visitor("Eve", role: .requester)
        let project = try await site.project(by: rolf).project.id
        let image = try await site.upload(to: project, by: rolf)
        let path = "/iiif/3/\(image)/full/max/0/default.jpg"
        let tag = try #require(try await site.send(.get, path, as: rolf)["ETag"])
        for visitor in [eve, nil] {
            let answer = try await site.send(.get, path, as: visitor, headers: ["If-None-Match": tag])
            #expect(answer.status == 404)
            #expect(try await site.send(.get, "/iiif/3/\(image)/info.json", as: visitor).status == 404)
        }
    }

    @Test("where images are public anybody may fetch tiles, from any site, and nothing else")
    func publicImages() async throws {
        let site = try Site(publicImages: true)
        let rolf = try await site.visitor("Rolf", role: .requester)
        let project = try await site.project(by: rolf).project.id
        let image = try await site.upload(to: project, by: rolf)
        let tile = try await site.send(.get, "/iiif/3/\(image)/full/max/0/default.jpg")
        #expect(tile.status == 200)
        #expect(tile["Access-Control-Allow-Origin"] == "*")
        #expect(tile["Cross-Origin-Resource-Policy"] == "cross-origin")
        #expect(try await site.send(.get, "/api/v1/projects/\(project)").status == 401)
    }

    @Test("health and counters are plain to read")
    func system() async throws {
        let health = try await site.send(.get, "/healthz")
        #expect(try health.json()["status"].text == "ok")
        #expect(try health.json()["version"].text == "1.2.3")
        _ = try await site.send(.get, "/nowhere")
        let metrics = try await site.send(
            .get, "/metrics", headers: ["Authorization": "Bearer \(Site.operatorToken)"])
        #expect(metrics["Content-Type"]?.hasPrefix("text/plain; version=0.0.4") == true)
        #expect(metrics.text.contains("boxwood_http_requests_total{status=\"404\"} 1\n"))
        for line in metrics.text.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(line.split(separator: " ").count == 2)
        }
    }
}
