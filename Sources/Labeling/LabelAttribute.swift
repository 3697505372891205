/// A question that a class asks about each of its objects.
///
/// One that is in use is retired, never deleted: answers given to it stay valid.
public struct LabelAttribute: Hashable, Sendable, Codable {
    /// What kind of answer it takes.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// One of some options.
        case choice
        /// A number.
        case number
        /// A text.
        case text
        /// Yes or no.
        case yesno
    }

    /// The attribute's identifier.
    public let id: AttributeID
    /// Its name, unique among the class's attributes that are not retired; the key in an export.
    public var name: String
    /// What kind of answer it takes; never changed.
    public let kind: Kind
    /// Whether an object without an answer cannot be handed in.
    public var isRequired: Bool
    /// What a choice offers, in order.
    public var options: [String]
    /// What a choice offered once; answers given then stay valid.
    public var retiredOptions: [String]
    /// The least a number may be.
    public var minimum: Double?
    /// The most a number may be.
    public var maximum: Double?
    /// Whether it is no longer asked.
    public var isRetired: Bool

    /// An attribute with all its properties.
    public init(
        id: AttributeID, name: String, kind: Kind, isRequired: Bool = false, options: [String] = [],
        retiredOptions: [String] = [], minimum: Double? = nil, maximum: Double? = nil, isRetired: Bool = false
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.options = options
        self.retiredOptions = retiredOptions
        self.minimum = minimum
        self.maximum = maximum
        self.isRetired = isRetired
    }
}

/// An answer to a ``LabelAttribute``.
///
/// JSON form: a text, a number, or true or false.
public enum AttributeValue: Hashable, Sendable {
    /// An option of a choice, or a text.
    case text(String)
    /// A number.
    case number(Double)
    /// Yes or no.
    case flag(Bool)
}

extension AttributeValue: Codable {
    /// Reads a text, a number, or true or false.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    /// Writes a text, a number, or true or false.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        }
    }
}
