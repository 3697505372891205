public import Geometry

/// What is known of an annotation beside its class, shape and flags.
public struct AnnotationDetails: Hashable, Sendable, Codable {
    /// The answers to the class's questions.
    public var attributes: [AttributeID: AttributeValue]
    /// The object's topmost, leftmost, bottommost and rightmost point, where a box was drawn by them.
    ///
    /// They lie on the object's outline.
    ///
    /// Source: Papadopoulos et al. 2017, "Extreme clicking for efficient object annotation", arXiv:1708.02750.
    public var extremePoints: [ImagePoint]
    /// Where a suggested shape came from; nil for one drawn by hand.
    public var origin: SuggestionOrigin?
    /// How much work it was, where that was measured.
    public var effort: DrawingEffort?

    /// Details with all their properties.
    public init(
        attributes: [AttributeID: AttributeValue] = [:], extremePoints: [ImagePoint] = [],
        origin: SuggestionOrigin? = nil, effort: DrawingEffort? = nil
    ) {
        self.attributes = attributes
        self.extremePoints = extremePoints
        self.origin = origin
        self.effort = effort
    }

    /// Whether nothing is known.
    public var isEmpty: Bool { self == AnnotationDetails() }
}

/// Where a suggested shape came from, and what became of it.
public struct SuggestionOrigin: Hashable, Sendable, Codable {
    /// What the annotator did with a suggestion; those taken away are counted by
    /// ``Submission/deletedSuggestions``.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// Nothing yet; such a shape is no answer.
        case suggested
        /// Took it as it was.
        case accepted
        /// Changed it.
        case adjusted
    }

    /// What suggested it, for example `previous` for the image before, or a model's name.
    public let source: String
    /// What became of it.
    public var state: State

    /// An origin with both its properties.
    public init(source: String, state: State) {
        self.source = source
        self.state = state
    }
}

/// How much work a shape was.
public struct DrawingEffort: Hashable, Sendable, Codable {
    /// How it was drawn, for example `drag`, `clicks`, `extreme` or `polygon`.
    public let method: String
    /// Presses of the pointer since the shape before.
    public let presses: Int
    /// Presses of keys since the shape before.
    public let keys: Int
    /// How often its form was changed afterwards.
    public let adjustments: Int
    /// Time since the shape before in milliseconds, idle time taken out.
    public let activeMilliseconds: Int64

    /// An effort with all its figures.
    public init(method: String, presses: Int, keys: Int, adjustments: Int, activeMilliseconds: Int64) {
        self.method = method
        self.presses = presses
        self.keys = keys
        self.adjustments = adjustments
        self.activeMilliseconds = activeMilliseconds
    }
}
