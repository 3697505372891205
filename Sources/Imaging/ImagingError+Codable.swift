extension ImagingError.Reason {
    /// The stable name of the reason, as in JSON.
    public var code: String {
        switch self {
        case .empty: "empty"
        case .notAnImage: "notAnImage"
        case .unsupportedFormat: "unsupportedFormat"
        case .tooLarge: "tooLarge"
        case .truncated: "truncated"
        case .multipleFrames: "multipleFrames"
        case .workerFailed: "workerFailed"
        case .outOfRange: "outOfRange"
        case .corruptPack: "corruptPack"
        case .renderFailed: "renderFailed"
        case .cancelled: "cancelled"
        case .io: "io"
        }
    }

    /// The name or description the reason carries, if it carries one.
    public var subject: String? {
        switch self {
        case .unsupportedFormat(let subject), .tooLarge(let subject): subject
        default: nil
        }
    }

    /// The reason of a code and its subject, or nil for a code that does not exist.
    public init?(code: String, subject: String?) {
        switch code {
        case "empty": self = .empty
        case "notAnImage": self = .notAnImage
        case "unsupportedFormat": self = .unsupportedFormat(subject ?? "unknown")
        case "tooLarge": self = .tooLarge(subject ?? "unknown")
        case "truncated": self = .truncated
        case "multipleFrames": self = .multipleFrames
        case "workerFailed": self = .workerFailed
        case "outOfRange": self = .outOfRange
        case "corruptPack": self = .corruptPack
        case "renderFailed": self = .renderFailed
        case "cancelled": self = .cancelled
        case "io": self = .io
        default: return nil
        }
    }
}

extension ImagingError: Codable {
    private enum CodingKeys: String, CodingKey { case reason, subject, message, detail }

    /// Reads `{"reason": code, "subject"?: …, "message": …, "detail": …}`.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        let code = try object.decode(String.self, forKey: .reason)
        let subject = try object.decodeIfPresent(String.self, forKey: .subject)
        guard let reason = Reason(code: code, subject: subject) else {
            throw DecodingError.dataCorruptedError(
                forKey: .reason,
                in: object,
                debugDescription: "No such reason: \(code)."
            )
        }
        self.init(
            reason,
            try object.decode(String.self, forKey: .message),
            detail: try object.decodeIfPresent(String.self, forKey: .detail) ?? ""
        )
    }

    /// Writes the form that ``init(from:)`` reads.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(reason.code, forKey: .reason)
        try object.encodeIfPresent(reason.subject, forKey: .subject)
        try object.encode(message, forKey: .message)
        try object.encode(detail, forKey: .detail)
    }
}
