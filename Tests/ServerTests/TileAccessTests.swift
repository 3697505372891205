import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Labeling
import NIOCore
import NIOHTTP1
import TestSupport
import Testing
import Workflow

@testable import Server

/// Tiles are answered from memory without asking the database; nobody may go on seeing what was taken from them.
@Suite("Who gets tiles from memory")
struct TileAccessTests {
    private static let tile = "0,0,512,512/512,512/0/default.jpg"

    private func path(_ gallery: Gallery) -> String { "/iiif/3/\(gallery.image)/\(Self.tile)" }

    private func head(_ visitor: Visitor?, _ path: String, _ method: HTTPMethod = .GET) -> HTTPRequestHead {
        var headers: HTTPHeaders = ["Host": "boxwood.example"]
        switch visitor?.credential {
        case .cookie(let secret): headers.add(name: "Cookie", value: "a=b; boxwood_session=\(secret)")
        case .token(let secret): headers.add(name: "Authorization", value: "Bearer \(secret)")
        case nil: break
        }
        return HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers)
    }

    /// Asks once over the router, so that memory has it, and says whether memory then answers.
    private func remembers(_ gallery: Gallery, _ visitor: Visitor?) async throws -> Bool {
        #expect(try await gallery.site.send(.get, path(gallery), as: visitor).status == 200)
        return gallery.site.tiles.answer(to: head(visitor, path(gallery))) != nil
    }

    private func isRefused(_ gallery: Gallery, _ visitor: Visitor?, _ status: Int = 404) async throws -> Bool
    {
        guard gallery.site.tiles.answer(to: head(visitor, path(gallery))) == nil else { return false }
        return try await gallery.site.send(.get, path(gallery), as: visitor).status == status
    }

    @Test("memory answers exactly as the router does")
    func sameAnswer() async throws {
        let gallery = try await Gallery(Site())
        for rest in [
            "/iiif/3/ID/0,0,512,512/512,512/0/default.jpg", "/iiif/2/ID/512,512,488,288/488,/0/default.jpg",
            "/dzi/ID_files/9/0_0.jpg",
        ] {
            let path = rest.replacing("ID", with: gallery.image.rawValue)
            let slow = try await gallery.get(path, headers: ["Host": "boxwood.example"])
            let fast = try #require(gallery.site.tiles.answer(to: head(gallery.rolf, path)))
            #expect(Int(fast.head.status.code) == slow.status)
            #expect(fast.body.map { Array($0.readableBytesView) } == slow.bytes)
            var names = Set(slow.headers.map { $0.name.canonicalName })
            #expect(
                Set(fast.head.headers.map { $0.name.lowercased() }).subtracting(["date"])
                    == names.subtracting(["date"]))
            for name in names.subtracting(["date", "link"]) {
                #expect(fast.head.headers[name].first == slow[name], "\(name)")
            }
            let known = try #require(slow["ETag"])
            var conditional = head(gallery.rolf, path)
            conditional.headers.add(name: "If-None-Match", value: known)
            let unchanged = try #require(gallery.site.tiles.answer(to: conditional))
            #expect(unchanged.head.status == .notModified)
            #expect(unchanged.body == nil)
            let again = try await gallery.get(path, headers: ["If-None-Match": known])
            names = Set(again.headers.map { $0.name.canonicalName })
            #expect(
                Set(unchanged.head.headers.map { $0.name.lowercased() }).subtracting(["date"])
                    == names.subtracting(["date", "content-length"]))
            let bare = try #require(gallery.site.tiles.answer(to: head(gallery.rolf, path, .HEAD)))
            #expect(bare.body == nil)
            #expect(bare.head.headers["Content-Length"] == [String(slow.bytes.count)])
        }
    }

    @Test("memory says nothing to strangers, to other methods and to what it does not know")
    func silence() async throws {
        let gallery = try await Gallery(Site())
        #expect(try await remembers(gallery, gallery.rolf))
        let tiles = gallery.site.tiles
        let eve = try await gallery.site.visitor("Eve", role: .requester)
        #expect(try await isRefused(gallery, eve))
        #expect(try await isRefused(gallery, nil))
        for method in [HTTPMethod.POST, .OPTIONS, .DELETE] {
            #expect(tiles.answer(to: head(gallery.rolf, path(gallery), method)) == nil)
        }
        for rest in ["full/max/90/default.jpg", "full/max/0/default.jpg?x", "3,3,9,9/max/0/default.jpg"] {
            #expect(tiles.answer(to: head(gallery.rolf, "/iiif/3/\(gallery.image)/\(rest)")) == nil)
        }
        var request = head(gallery.rolf, path(gallery))
        request.headers.add(name: "Content-Length", value: "5")
        #expect(tiles.answer(to: request) == nil, "a body is not for the tile handler")
        request = head(gallery.rolf, path(gallery))
        request.headers.add(name: "Authorization", value: "Bearer bw_wrong")
        #expect(tiles.answer(to: request) == nil, "a wrong token is refused, whatever the cookie")
        request = head(gallery.rolf, path(gallery))
        request.headers.add(name: "Cookie", value: "boxwood_session=other")
        #expect(tiles.answer(to: request) == nil)
    }

    @Test("who signs out sees nothing from then on")
    func signOut() async throws {
        let gallery = try await Gallery(Site())
        #expect(try await remembers(gallery, gallery.rolf))
        #expect(try await gallery.site.send(.delete, "/api/v1/session", as: gallery.rolf).status == 204)
        #expect(try await isRefused(gallery, gallery.rolf))
    }

    @Test("a changed password ends the other sessions at once")
    func password() async throws {
        let gallery = try await Gallery(Site())
        #expect(try await remembers(gallery, gallery.rolf))
        let account = gallery.rolf.principal.account
        try await gallery.site.store.write { tx in try tx.deleteSessions(of: account.id, except: nil) }
        #expect(try await isRefused(gallery, gallery.rolf))
    }

    @Test("a revoked token opens nothing from then on")
    func token() async throws {
        let gallery = try await Gallery(Site())
        let issued = try await ManageTokens(gallery.site.environment).issue(
            name: "viewer", scope: .read, project: gallery.project, expiresInDays: nil, email: nil,
            by: gallery.rolf.principal)
        let program = Visitor(principal: gallery.rolf.principal, credential: .token(issued.secret))
        #expect(try await remembers(gallery, program))
        try await ManageTokens(gallery.site.environment).revoke(issued.token.id, by: gallery.rolf.principal)
        #expect(try await isRefused(gallery, program, 401))
    }

    @Test(
        "who is taken out of the project sees nothing from then on, and who is made less in it is asked about anew"
    )
    func membership() async throws {
        let gallery = try await Gallery(Site())
        let members = ManageMembers(gallery.site.environment)
        let rita = try await gallery.site.member("Rita", of: gallery.project, role: .reviewer)
        #expect(try await remembers(gallery, rita))
        try await members.remove(rita.principal.account.id, from: gallery.project, by: gallery.rolf.principal)
        #expect(try await isRefused(gallery, rita))
        let bert = try await gallery.site.member("Bert", of: gallery.project, role: .reviewer)
        #expect(try await remembers(gallery, bert))
        _ = try await members.add(
            email: "bert@example.org", role: .annotator, to: gallery.project, by: gallery.rolf.principal)
        let tile = gallery.site.tiles.answer(to: head(bert, path(gallery)))
        #expect(tile == nil, "an annotator's right to the next image is asked for anew each time")
    }

    @Test("an account that is made less on the server loses what only that gave")
    func account() async throws {
        let gallery = try await Gallery(Site())
        let olga = try await gallery.site.visitor("Olga", role: .owner)
        #expect(try await remembers(gallery, olga))
        var account = olga.principal.account
        account.role = .requester
        try await gallery.site.store.write { [account] tx in try tx.update(account) }
        #expect(try await isRefused(gallery, olga))
    }

    @Test(
        "a deleted image, and the images of a deleted project, are gone for everybody",
        arguments: [false, true])
    func deletion(ofProject: Bool) async throws {
        for site in [try Site(), try Site(publicImages: true)] {
            let gallery = try await Gallery(site)
            #expect(try await remembers(gallery, gallery.rolf))
            _ = try await gallery.get("/iiif/3/ID/full/33,/0/gray.png")
            #expect(try !site.folder.files(below: "pictures").isEmpty)
            if ofProject {
                try await ManageProjects(site.environment).delete(
                    gallery.project, revision: 1, by: gallery.rolf.principal)
            } else {
                try await ManageImages(site.environment).delete(
                    gallery.image, in: gallery.project, by: gallery.rolf.principal)
            }
            #expect(try await isRefused(gallery, gallery.rolf))
            #expect(try site.folder.files(below: "pictures").isEmpty, "and so are the pictures made of it")
        }
    }

    @Test("a session that ran out is over for memory too")
    func expiry() async throws {
        let gallery = try await Gallery(Site())
        #expect(try await remembers(gallery, gallery.rolf))
        gallery.site.time.turn(seconds: 59)
        #expect(gallery.site.tiles.answer(to: head(gallery.rolf, path(gallery))) != nil)
        gallery.site.time.turn(seconds: 2)
        #expect(
            gallery.site.tiles.answer(to: head(gallery.rolf, path(gallery))) == nil,
            "asked for anew once a minute")
        #expect(try await remembers(gallery, gallery.rolf))
        gallery.site.time.turn(seconds: 13 * 3600)
        #expect(try await isRefused(gallery, gallery.rolf))
    }

    @Test("what others do meanwhile changes nothing for those who may go on seeing")
    func others() async throws {
        let gallery = try await Gallery(Site())
        let ada = try await gallery.site.member("Ada", of: gallery.project)
        #expect(
            try await gallery.site.send(
                .post, "/api/v1/projects/\(gallery.project)/assignments", json: "{}", as: ada
            ).status == 200)
        #expect(try await remembers(gallery, ada), "who has the image on the desk")
        _ = try await gallery.site.member("Bob", of: gallery.project)
        #expect(gallery.site.tiles.answer(to: head(ada, path(gallery))) != nil)
        let other = try await gallery.site.visitor("Carl")
        _ = try await gallery.site.send(.delete, "/api/v1/session", as: other)
        #expect(try await remembers(gallery, ada), "asked for anew, and answered as before")
    }
}
