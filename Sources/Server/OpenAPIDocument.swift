import Foundation
import HTTPTypes

/// The OpenAPI 3.1 document of the server's endpoints.
///
/// Source: OpenAPI Specification 3.1.0, <https://spec.openapis.org/oas/v3.1.0>.
struct OpenAPIDocument: Sendable {
    let endpoints: [Endpoint]
    let version: String

    /// The document as JSON with sorted keys.
    func json() throws -> Data {
        var paths: [String: [String: Any]] = [:]
        for endpoint in endpoints {
            paths[endpoint.path, default: [:]][endpoint.method.rawValue.lowercased()] = operation(endpoint)
        }
        let document: [String: Any] = [
            "openapi": "3.1.0",
            "info": ["title": "Boxwood", "version": version],
            "paths": paths,
            "components": [
                "securitySchemes": [
                    "session": ["type": "apiKey", "in": "cookie", "name": SessionCookie.name],
                    "token": ["type": "http", "scheme": "bearer"],
                ],
                "schemas": ["Problem": Self.problem],
            ],
        ]
        return try JSONSerialization.data(
            withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes])
    }

    private func operation(_ endpoint: Endpoint) -> [String: Any] {
        var operation: [String: Any] = [
            "summary": endpoint.summary,
            "responses": responses(endpoint),
            "security": endpoint.caller == .anyone ? [] : [["session": [String]()], ["token": [String]()]],
        ]
        if !endpoint.parameters.isEmpty {
            operation["parameters"] = endpoint.parameters.map { name -> [String: Any] in
                ["name": name, "in": "path", "required": true, "schema": ["type": "string"]]
            }
        }
        switch endpoint.body {
        case .none: break
        case .json:
            operation["requestBody"] = [
                "required": true, "content": ["application/json": ["schema": ["type": "object"]]],
            ]
        case .file:
            operation["requestBody"] = [
                "required": true, "content": ["application/octet-stream": [String: Any]()],
            ]
        }
        return operation
    }

    private func responses(_ endpoint: Endpoint) -> [String: Any] {
        var responses: [String: Any] = [
            "default": [
                "description": "A refusal, as RFC 9457 problem details.",
                "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
            ]
        ]
        for status in endpoint.success {
            responses[String(status)] = ["description": Self.descriptions[status] ?? "Success."]
        }
        return responses
    }

    private static let descriptions = [
        200: "The answer.", 201: "It was made.", 204: "Done; there is nothing to say.",
        303: "It is at another address.", 304: "The copy at hand is still good.",
    ]

    private static var problem: [String: Any] {
        [
            "type": "object",
            "required": ["type", "title", "status", "code", "detail"],
            "properties": [
                "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
                "code": ["type": "string"], "detail": ["type": "string"], "field": ["type": "string"],
                "subject": ["type": "string"],
            ],
        ]
    }
}
