import HTTPTypes
import Imaging
import Labeling
import NIOCore
import TestSupport
import Testing
import Workflow

@testable import Server

/// A project with one picture, and somebody who may see it.
struct Gallery {
    let site: Site
    let rolf: Visitor
    let project: ProjectID
    let image: ImageID

    init(_ site: Site, width: Int = 1000, height: Int = 800) async throws {
        self.site = site
        rolf = try await site.visitor("Rolf", role: .requester)
        project = try await site.project(by: rolf).project.id
        let answer = try await site.send(
            .post, "/api/v1/projects/\(project)/images?name=a.png",
            bytes: PNGFile.noise(width: width, height: height), as: rolf)
        image = ImageID(try answer.json()["id"].text ?? "")
    }

    func get(
        _ rest: String, _ method: HTTPRequest.Method = .get, headers: [String: String] = [:]
    ) async throws -> Answer {
        try await site.send(
            method, rest.replacing("ID", with: image.rawValue), as: rolf, headers: headers)
    }
}

@Suite("The image services over HTTP")
struct ImageServiceTests {
    let gallery: Gallery

    init() async throws {
        gallery = try await Gallery(Site())
    }

    @Test(
        "the specification's own examples and limits are answered as it says",
        arguments: [
            ("/iiif/3/ID", 303), ("/iiif/2/ID", 303), ("/iiif/3/ID/info.json", 200),
            ("/iiif/2/ID/info.json", 200),
            ("/iiif/3/ID/full/max/0/default.jpg", 200), ("/iiif/3/ID/full/full/0/default.jpg", 400),
            ("/iiif/2/ID/full/full/0/default.jpg", 200), ("/iiif/2/ID/full/^max/0/default.jpg", 400),
            ("/iiif/3/ID/900,700,200,200/max/0/default.jpg", 200),
            ("/iiif/3/ID/1000,0,1,1/max/0/default.jpg", 400),
            ("/iiif/3/ID/0,0,0,5/max/0/default.jpg", 400), ("/iiif/3/ID/pct:-1,0,1,1/max/0/default.jpg", 400),
            ("/iiif/3/ID/+1,0,5,5/max/0/default.jpg", 400), ("/iiif/3/ID/1.5,0,5,5/max/0/default.jpg", 400),
            ("/iiif/3/ID/full/1001,/0/default.jpg", 400), ("/iiif/3/ID/full/pct:101/0/default.jpg", 400),
            ("/iiif/3/ID/full/0,/0/default.jpg", 400), ("/iiif/3/ID/full/^1001,/0/default.jpg", 200),
            ("/iiif/3/ID/full/^5001,/0/default.jpg", 400), ("/iiif/3/ID/full/!2000,3000/0/default.jpg", 200),
            ("/iiif/3/ID/0,0,200,100/!50,50/!90/gray.png", 200), ("/iiif/3/ID/full/max/360/default.jpg", 200),
            ("/iiif/3/ID/full/50,/361/default.jpg", 400), ("/iiif/3/ID/full/50,/-90/default.jpg", 400),
            ("/iiif/3/ID/full/50,/1e2/default.jpg", 400), ("/iiif/3/ID/full/50,/0/Default.jpg", 400),
            ("/iiif/3/ID/full/50,/0/default.JPG", 400), ("/iiif/3/ID/full/50,/0/native.jpg", 400),
            ("/iiif/3/ID/full/50,/0/default.pdf", 400), ("/iiif/3/ID/<>[]|^`/50,/0/default.jpg", 400),
            ("/iiif/3/ID/full/%zz/0/default.jpg", 400), ("/iiif/3/ID/full/50,/0/default.jpg/extra", 404),
            ("/iiif/3/ID/full/max", 404), ("/iiif/3/ID/", 404), ("/iiif/3/ID//info.json", 404),
            ("/iiif/3/", 404), ("/iiif/3", 404), ("/iiif/4/ID/info.json", 404),
            ("/iiif/3/[frob]/full/max/0/default.jpg", 404),
            ("/iiif/3/a/b/full/max/0/default.jpg", 404), ("/iiif/3/ID%2Fb/full/max/0/default.jpg", 404),
            ("/iiif/3/00000000000000000000000000000000/full/max/0/default.jpg", 404),
            ("/iiif/3/00000000000000000000000000000000/nonsense/max/0/default.jpg", 404),
            ("/dzi/ID.dzi", 200), ("/dzi/ID.json", 200), ("/dzi/ID_files/0/0_0.jpg", 200),
            ("/dzi/ID_files/10/1_1.jpg", 200), ("/dzi/ID_files/10/2_0.jpg", 404),
            ("/dzi/ID_files/11/0_0.jpg", 404),
            ("/dzi/ID_files/10/0_0.png", 404), ("/dzi/ID", 404), ("/dzi/none.dzi", 404),
            ("/dzi/a/b.dzi", 404),
        ])
    func statuses(path: String, status: Int) async throws {
        let answer = try await gallery.get(path)
        #expect(answer.status == status)
        #expect(answer["Access-Control-Allow-Origin"] == "*", "on every answer, refusals too")
        if status >= 400 {
            #expect(answer["Content-Type"] == "application/problem+json")
            #expect(try answer.json()["status"].number == Double(status))
        }
    }

    @Test("any spelling of the identifier means the image, and an address may only be so long")
    func spelling() async throws {
        let encoded = gallery.image.rawValue.utf8.map { "%" + String($0, radix: 16) }.joined()
        #expect(try await gallery.get("/iiif/3/\(encoded)/info.json").status == 200)
        #expect(try await gallery.get("/iiif/3/\(encoded)/full/max/0/default.jpg").status == 200)
        let long = String(repeating: "0", count: 3000)
        let answer = try await gallery.get("/iiif/3/ID/full/max/\(long)/default.jpg")
        #expect(answer.status == 414)
        #expect(answer["Access-Control-Allow-Origin"] == "*")
    }

    @Test("the bare address leads to the information, absolutely", arguments: [2, 3])
    func base(version: Int) async throws {
        let answer = try await gallery.get("/iiif/\(version)/ID")
        #expect(answer["Location"] == "http://localhost/iiif/\(version)/\(gallery.image)/info.json")
    }

    @Test(
        "the information names itself as it was asked for, with the type that was asked for",
        arguments: [2, 3])
    func information(version: Int) async throws {
        let linked = "application/ld+json;profile=\"http://iiif.io/api/image/\(version)/context.json\""
        var tags: Set<String?> = []
        for (accept, type) in [
            (nil, linked), ("*/*", linked), ("application/ld+json", linked),
            ("application/ld+json, application/json;q=0.5", linked), ("image/webp,*/*", linked),
            ("application/json", "application/json"), ("application/json, */*;q=0.1", "application/json"),
            ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ] as [(String?, String)] {
            let headers = accept.map { ["Accept": $0] } ?? [:]
            let answer = try await gallery.get("/iiif/\(version)/ID/info.json", headers: headers)
            #expect(answer["Content-Type"] == type, "\(accept ?? "none")")
            #expect(answer["Vary"] == "Accept")
            #expect(answer["Link"] == "<http://iiif.io/api/image/\(version)/level2.json>;rel=\"profile\"")
            #expect(answer["Cache-Control"] == "private, max-age=60, must-revalidate")
            let name = try answer.json()[version == 3 ? "id" : "@id"].text
            #expect(name == "http://localhost/iiif/\(version)/\(gallery.image)")
            tags.insert(answer["ETag"])
            let known = headers.merging(["If-None-Match": answer["ETag"] ?? ""]) { $1 }
            let again = try await gallery.get("/iiif/\(version)/ID/info.json", headers: known)
            #expect(again.status == 304)
            #expect(again["Access-Control-Allow-Origin"] == "*")
        }
        #expect(tags.count == 2, "an entity tag for each type")
    }

    @Test("pictures name their canonical address and what the service fulfils")
    func links() async throws {
        let base = "http://localhost/iiif"
        for (path, canonical) in [
            ("/iiif/3/ID/0,0,512,512/512,/0/default.jpg", "\(base)/3/ID/0,0,512,512/max/0/default.jpg"),
            ("/iiif/3/ID/pct:0,0,10,10/50,/0/color.png", "\(base)/3/ID/0,0,100,80/50,40/0/default.png"),
            ("/iiif/2/ID/0,0,1024,800/500,/0/default.jpg", "\(base)/2/ID/full/500,/0/default.jpg"),
            ("/iiif/2/ID/full/max/0/gray.jpg", "\(base)/2/ID/full/full/0/gray.jpg"),
        ] {
            let answer = try await gallery.get(path)
            let expected = canonical.replacing("ID", with: gallery.image.rawValue)
            let profile = "http://iiif.io/api/image/\(path.hasPrefix("/iiif/3") ? 3 : 2)/level2.json"
            #expect(answer["Link"] == "<\(expected)>;rel=\"canonical\", <\(profile)>;rel=\"profile\"")
            let again = try await gallery.get(String(expected.dropFirst("http://localhost".count)))
            #expect(again.bytes == answer.bytes, "the canonical address has the same bytes")
            #expect(again["ETag"] == answer["ETag"])
        }
    }

    @Test("methods: preflights are answered, HEAD is GET without a body, the rest is not allowed")
    func methods() async throws {
        for path in [
            "/iiif/3/ID/info.json", "/iiif/2/ID/full/max/0/default.jpg", "/iiif/3/nowhere", "/dzi/ID.dzi",
        ] {
            let preflight = try await gallery.site.send(
                .options, path.replacing("ID", with: gallery.image.rawValue),
                headers: ["Origin": "https://viewer.example", "Access-Control-Request-Method": "GET"])
            #expect(preflight.status == 204)
            #expect(preflight["Access-Control-Allow-Origin"] == "*")
            #expect(preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS")
            #expect(
                preflight["Access-Control-Allow-Headers"] == "Accept, Authorization, If-None-Match, Range")
            #expect(preflight["Access-Control-Max-Age"] == "86400")
        }
        for path in [
            "/iiif/3/ID", "/iiif/3/ID/info.json", "/iiif/3/ID/0,0,512,512/512,512/0/default.jpg",
            "/iiif/3/ID/1,1,50,50/20,/0/gray.png", "/iiif/3/ID/wrong/20,/0/gray.png",
            "/dzi/ID_files/10/0_0.jpg",
        ] {
            let (get, head) = (try await gallery.get(path), try await gallery.get(path, .head))
            #expect(head.status == get.status)
            #expect(head.bytes.isEmpty)
            for name in ["ETag", "Content-Type", "Content-Length", "Link", "Cache-Control", "Location"] {
                #expect(head[name] == get[name], "\(name) of \(path)")
            }
            for method in [HTTPRequest.Method.post, .put, .delete, .patch] {
                let refused = try await gallery.get(path, method)
                #expect(refused.status == 405)
                #expect(refused["Allow"] == "GET, HEAD, OPTIONS")
                #expect(refused["Access-Control-Allow-Origin"] == "*")
            }
        }
        #expect(try await gallery.get("/iiif/3/a/b", .post).status == 404)
    }

    @Test("every kind of picture is told apart by its tag, kept for good, and not sent twice")
    func conditional() async throws {
        var tags: Set<String> = []
        let paths = [
            "/iiif/3/ID/0,0,512,512/512,512/0/default.jpg", "/iiif/3/ID/0,0,512,512/511,/0/default.jpg",
            "/iiif/3/ID/0,0,512,512/512,512/90/default.jpg", "/iiif/3/ID/0,0,512,512/512,512/!90/default.jpg",
            "/iiif/3/ID/0,0,512,512/512,512/0/gray.jpg", "/iiif/3/ID/0,0,512,512/512,512/0/default.png",
        ]
        for path in paths {
            let answer = try await gallery.get(path)
            #expect(answer["Cache-Control"] == "private, max-age=31536000, immutable")
            #expect(answer["Accept-Ranges"] == "none")
            let tag = try #require(answer["ETag"])
            tags.insert(tag)
            for known in [tag, "W/\(tag)", "\"x,y\", \(tag)", "*"] {
                let again = try await gallery.get(path, headers: ["If-None-Match": known])
                #expect(again.status == 304)
                #expect(again.bytes.isEmpty)
                for name in ["ETag", "Cache-Control", "Access-Control-Allow-Origin"] {
                    #expect(again[name] == answer[name])
                }
            }
            #expect(try await gallery.get(path, headers: ["If-None-Match": "\"other\""]).status == 200)
            #expect(try await gallery.get(path, headers: ["Range": "bytes=0-9"]).bytes == answer.bytes)
        }
        #expect(tags.count == paths.count)
    }

    @Test("Deep Zoom, both editions of IIIF, and every spelling give the same bytes for the same tile")
    func sameTile() async throws {
        let tile = try await gallery.get("/dzi/ID_files/10/1_1.jpg")
        #expect(tile["Content-Type"] == "image/jpeg")
        for path in [
            "/iiif/3/ID/512,512,488,288/488,288/0/default.jpg",
            "/iiif/3/ID/512,512,512,512/max/0/default.jpg",
            "/iiif/2/ID/512,512,488,288/488,/0/default.jpg", "/iiif/2/ID/512,512,488,288/full/0/color.jpg",
            "/iiif/3/ID/512%2C512,488,288/488,288/0/default.jpg",
        ] {
            let answer = try await gallery.get(path)
            #expect(answer.bytes == tile.bytes, "\(path)")
            #expect(answer["ETag"] == tile["ETag"])
        }
        let descriptor = try await gallery.get("/dzi/ID.dzi")
        #expect(descriptor["Content-Type"] == "application/xml")
        #expect(descriptor.text.contains("Width=\"1000\" Height=\"800\""))
        #expect(try await gallery.get("/dzi/ID.json").json()["Image"]["Size"]["Width"].text == "1000")
    }

    @Test("a box larger than the picture is a refusal where the validator is to be pleased")
    func confinedSize() async throws {
        var settings = TileSettings()
        settings.confinedSize = .validator
        let strict = try await Gallery(Site(tiles: settings))
        #expect(try await strict.get("/iiif/3/ID/full/!2000,3000/0/default.jpg").status == 400)
        #expect(try await strict.get("/iiif/3/ID/full/!500,500/0/default.jpg").status == 200)
        #expect(try await gallery.get("/iiif/3/ID/full/!2000,3000/0/default.jpg").status == 200)
    }

    @Test("where images are public, and only there, caches and other sites may keep and show them")
    func visibility() async throws {
        let open = try await Gallery(Site(publicImages: true))
        for (rest, kept) in [
            ("info.json", "max-age=60, must-revalidate"),
            ("full/max/0/default.jpg", "max-age=31536000, immutable"),
            ("full/77,/0/gray.png", "max-age=31536000, immutable"),
        ] {
            let shown = try await open.site.send(.get, "/iiif/3/\(open.image)/\(rest)")
            #expect(shown.status == 200)
            #expect(shown["Cache-Control"] == "public, \(kept)")
            #expect(shown["Cross-Origin-Resource-Policy"] == "cross-origin")
            let own = try await gallery.get("/iiif/3/ID/\(rest)")
            #expect(own["Cache-Control"] == "private, \(kept)")
            #expect(own["Cross-Origin-Resource-Policy"] == "same-origin")
            #expect(try await gallery.site.send(.get, "/iiif/3/\(gallery.image)/\(rest)").status == 404)
        }
    }
}
