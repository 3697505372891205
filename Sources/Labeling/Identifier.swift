/// A name for one thing of one kind, so that an image's identifier can never be passed where a project's is meant.
///
/// Identifiers made by the server are random 128-bit numbers in lower-case hexadecimal (32 characters); those made
/// by a client (shapes, operations, submissions) are UUIDs. Tools that work on files alone use the file's own.
/// Ordering is by Unicode scalar values, hence the same on every machine.
public struct Identifier<Kind>: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The text as it appears in URLs and JSON.
    public let rawValue: String

    /// Wraps a text that is known to be an identifier, for instance one read back from storage.
    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    /// The identifier's text.
    public var description: String { rawValue }

    /// Whether the left text comes first by Unicode scalar values.
    public static func < (left: Self, right: Self) -> Bool {
        // Bytes of UTF-8 are in the order of the scalars.
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }
}

extension Identifier: Codable {
    /// Reads a plain JSON string.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes a plain JSON string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Identifier: CodingKeyRepresentable {
    /// The identifier as a key, so that a dictionary by identifier is a JSON object.
    public var codingKey: any CodingKey { TextKey(stringValue: rawValue) }

    /// The identifier in a key.
    public init?(codingKey: some CodingKey) {
        self.init(codingKey.stringValue)
    }
}

/// A key that is any text.
private struct TextKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        nil
    }
}

/// Names an ``Account``.
public typealias AccountID = Identifier<Account>
/// Names a ``Project``.
public typealias ProjectID = Identifier<Project>
/// Names a ``LabelClass``.
public typealias LabelClassID = Identifier<LabelClass>
/// Names a ``LabeledImage``.
public typealias ImageID = Identifier<LabeledImage>
/// Names an ``Assignment``.
public typealias AssignmentID = Identifier<Assignment>
/// Names an ``Annotation``; made by the client.
public typealias AnnotationID = Identifier<Annotation>
/// Names an ``Operation``; made by the client.
public typealias OperationID = Identifier<Operation>
/// Names a ``Submission``; made by the client.
public typealias SubmissionID = Identifier<Submission>
/// Names an ``APIToken``.
public typealias TokenID = Identifier<APIToken>
/// Names a ``ReferenceLayer``.
public typealias ReferenceID = Identifier<ReferenceLayer>
/// Names a ``LabelAttribute``.
public typealias AttributeID = Identifier<LabelAttribute>
