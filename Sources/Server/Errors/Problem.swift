import Foundation
import HTTPTypes
import Hummingbird
import Labeling
import NIOCore

/// A refusal as problem details for HTTP APIs (RFC 9457), with a stable machine code.
struct Problem: Encodable {
    let type = "about:blank"
    let title: String
    let status: Int
    let code: String
    let detail: String
    let field: String?
    let subject: String?
    /// For a late answer: under which identifier it is kept.
    var submissionId: String?

    private enum CodingKeys: String, CodingKey {
        case type, title, status, code, detail, field, subject, submissionId
    }

    /// The answer that a refusal is.
    static func response(_ error: BoxwoodError) -> Response {
        let status = error.code.status
        let problem = Problem(
            title: status.reasonPhrase, status: status.code, code: error.code.rawValue, detail: error.message,
            field: error.field, subject: error.subject,
            submissionId: error.code == .late ? error.subject : nil)
        return response(problem, status: status, retryAfterSeconds: error.retryAfterSeconds)
    }

    /// The answer to a request that the router or the HTTP layer refused.
    static func response(
        status: HTTPResponse.Status, detail: String, retryAfterSeconds: Int? = nil
    ) -> Response {
        let code =
            switch status.code {
            case 404: BoxwoodError.Code.notFound.rawValue
            case 405: "method_not_allowed"
            case 413: BoxwoodError.Code.tooLarge.rawValue
            case 415: BoxwoodError.Code.unsupported.rawValue
            case 501: "not_implemented"
            case 503: "busy"
            case 500...599: BoxwoodError.Code.internal.rawValue
            default: BoxwoodError.Code.invalid.rawValue
            }
        let problem = Problem(
            title: Self.title(of: status), status: status.code, code: code, detail: detail, field: nil,
            subject: nil)
        return response(problem, status: status, retryAfterSeconds: retryAfterSeconds)
    }

    /// The phrase of a status that was made from its number alone.
    private static func title(of status: HTTPResponse.Status) -> String {
        guard status.reasonPhrase.isEmpty else { return status.reasonPhrase }
        let known: [HTTPResponse.Status] = [
            .badRequest, .notFound, .uriTooLong, .internalServerError, .serviceUnavailable,
        ]
        return known.first { $0.code == status.code }?.reasonPhrase ?? "Refused"
    }

    private static func response(
        _ problem: Problem, status: HTTPResponse.Status, retryAfterSeconds: Int?
    ) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        if let retryAfterSeconds { headers[.retryAfter] = String(retryAfterSeconds) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = (try? encoder.encode(problem)) ?? Data()
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
