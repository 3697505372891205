public import Geometry
public import Labeling

/// What a requester wants a new version of the guidelines to be.
public struct GuidelineDraft: Sendable {
    /// The version's identifier, made by the client.
    public var id: GuidelineID
    /// The text in Markdown; nil keeps the present one.
    public var instructions: String?
    /// What is new.
    public var note: String
    /// Whether people must qualify again.
    public var requiresQualification: Bool
    /// The examples to keep, in order; nil keeps all.
    public var kept: [GuidelineExampleID]?
    /// The examples to add behind them.
    public var added: [ExampleDraft]

    /// A wish for a version.
    public init(
        id: GuidelineID, instructions: String? = nil, note: String = "", requiresQualification: Bool = false,
        kept: [GuidelineExampleID]? = nil, added: [ExampleDraft] = []
    ) {
        self.id = id
        self.instructions = instructions
        self.note = note
        self.requiresQualification = requiresQualification
        self.kept = kept
        self.added = added
    }
}

/// What somebody wants to show as an example.
public struct ExampleDraft: Sendable {
    /// The example's identifier, made by the client.
    public let id: GuidelineExampleID
    /// An image of the project.
    public let imageID: ImageID
    /// What the shape marks.
    public let labelID: LabelClassID
    /// Where, in upright image pixels.
    public let shape: Shape
    /// Whether to do likewise.
    public let verdict: GuidelineExample.Verdict
    /// Why.
    public let reason: String

    /// An example to be.
    public init(
        id: GuidelineExampleID, imageID: ImageID, labelID: LabelClassID, shape: Shape,
        verdict: GuidelineExample.Verdict, reason: String
    ) {
        self.id = id
        self.imageID = imageID
        self.labelID = labelID
        self.shape = shape
        self.verdict = verdict
        self.reason = reason
    }
}
