import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite("The OpenAPI document and the routes")
struct OpenAPITests {
    let site: Site

    init() throws {
        site = try Site()
    }

    private func document() async throws -> JSONValue {
        try await site.send(.get, "/api/openapi.json").json()
    }

    @Test(
        "the document lists exactly the routes that the server has; what the image services take in is spelled out"
    )
    func sameRoutes() async throws {
        let listed = try await document()["paths"].members.flatMap { path, operations in
            operations.names.map { "\($0.uppercased()) \(path)" }
        }
        let routed = site.routes.filter { $0 != "GET /api/openapi.json" }
        let open = routed.filter { $0.hasSuffix("/**") }
        #expect(Set(open) == ["GET /iiif/3/**", "GET /iiif/2/**", "GET /dzi/**"])
        let within = listed.filter { path in open.contains { path.hasPrefix($0.dropLast(2)) } }
        #expect(within.count == 8)
        #expect(Set(listed).subtracting(within) == Set(routed).subtracting(open))
        #expect(listed.count - within.count == routed.count - open.count)
        #expect(listed.count > 40)
    }

    @Test("every operation is complete: parameters of its path, answers, who may call it")
    func validity() async throws {
        let document = try await document()
        #expect(document["openapi"].text == "3.1.0")
        #expect(document["info"]["version"].text == "1.2.3")
        let schemes = Set(document["components"]["securitySchemes"].names)
        for (path, operations) in document["paths"].members {
            #expect(path.hasPrefix("/"))
            let inPath = path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
                String($0.dropFirst().dropLast())
            }
            for (method, operation) in operations.members {
                #expect(["get", "post", "patch", "put", "delete"].contains(method))
                #expect(operation["summary"].text?.hasSuffix(".") == true, "\(method) \(path)")
                let parameters = operation["parameters"].items
                #expect(parameters.compactMap { $0["name"].text } == inPath)
                #expect(parameters.allSatisfy { $0["in"].text == "path" && $0["required"] == .boolean(true) })
                #expect(operation["responses"].names.contains { $0.hasPrefix("2") || $0.hasPrefix("3") })
                #expect(
                    operation["responses"].members.values.allSatisfy {
                        $0["description"].text?.isEmpty == false
                    })
                #expect(operation["responses"]["default"] != .null)
                #expect(operation["security"].items.flatMap(\.names).allSatisfy(schemes.contains))
                if method == "get" { #expect(operation["requestBody"] == .null) }
            }
        }
        #expect(document["components"]["schemas"]["Problem"]["required"].items.contains(.string("code")))
    }

    /// The routes that answer people who are not signed in; everything else says 401 to them.
    static let open: Set<String> = [
        "GET /api/v1/session", "POST /api/v1/session", "DELETE /api/v1/session", "POST /api/v1/links/inspect",
        "POST /api/v1/links/redeem", "GET /outside/{token}", "POST /api/v1/outside/visits",
        "GET /api/v1/legend", "GET /api/v1/formats", "GET /iiif/3/{image}", "GET /iiif/3/{image}/info.json",
        "GET /iiif/3/{image}/{region}/{size}/{rotation}/{quality}", "GET /iiif/2/{image}",
        "GET /iiif/2/{image}/info.json", "GET /iiif/2/{image}/{region}/{size}/{rotation}/{quality}",
        "GET /dzi/{descriptor}", "GET /dzi/{files}/{level}/{tile}", "GET /healthz", "GET /metrics",
    ]

    @Test("everything that is not open to all says 401 to people who are not signed in, before anything else")
    func unauthenticated() async throws {
        var open: Set<String> = []
        for (path, operations) in try await document()["paths"].members {
            for (name, operation) in operations.members {
                let route = "\(name.uppercased()) \(path)"
                guard !operation["security"].items.isEmpty else {
                    open.insert(route)
                    continue
                }
                let method = try #require(HTTPRequest.Method(name.uppercased()))
                let address = path.replacing("{", with: "").replacing("}", with: "")
                for body in [nil, "", "{}"] as [String?] {
                    let answer = try await site.send(method, address, json: body)
                    #expect(answer.status == 401, "\(route)")
                    #expect(answer.code == "unauthorized", "\(route)")
                }
                let stale = try await site.send(method, address, headers: ["Cookie": "boxwood_session=stale"])
                #expect(stale.status == 401, "\(route)")
                let token = try await site.send(
                    method, address, headers: ["Authorization": "Bearer bw_unknown"])
                #expect(token.status == 401, "\(route)")
            }
        }
        #expect(open == Self.open)
    }
}
