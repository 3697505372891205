import HTTPTypes
import Labeling

extension BoxwoodError.Code {
    /// The HTTP status that a refusal of this kind has.
    var status: HTTPResponse.Status {
        switch self {
        case .invalid: .unprocessableContent
        case .unauthorized: .unauthorized
        case .forbidden, .paused, .notQualified: .forbidden
        case .notFound: .notFound
        case .conflict, .leaseLost, .late, .budgetSpent: .conflict
        case .stale: .preconditionFailed
        case .preconditionRequired: .preconditionRequired
        case .tooLarge: .contentTooLarge
        case .unsupported: .unsupportedMediaType
        case .rateLimited: .tooManyRequests
        case .noSpace: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
        case .locked: .serviceUnavailable
        case .internal: .internalServerError
        }
    }
}
