public import Geometry

/// One version of what a project asks its annotators to do; never changed once it is published.
public struct Guideline: Hashable, Sendable {
    /// The version's identifier, made by whoever published it so that a retry is recognised.
    public let id: GuidelineID
    /// The project.
    public let projectID: ProjectID
    /// Its number in the project, from 1.
    public let version: Int
    /// What annotators are asked to do, in Markdown.
    public let instructions: String
    /// What is new, for annotators; may be empty.
    public let note: String
    /// Whether people must qualify again before they go on.
    public let requiresQualification: Bool
    /// Who published it; nil where that is not known.
    public let authorID: AccountID?
    /// When.
    public let createdAt: Timestamp

    /// A version with all its properties.
    public init(
        id: GuidelineID, projectID: ProjectID, version: Int, instructions: String, note: String,
        requiresQualification: Bool, authorID: AccountID?, createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.version = version
        self.instructions = instructions
        self.note = note
        self.requiresQualification = requiresQualification
        self.authorID = authorID
        self.createdAt = createdAt
    }
}

/// A shape on an image of the project that shows how to draw, or how not to.
public struct GuidelineExample: Hashable, Sendable {
    /// Whether to do likewise.
    public enum Verdict: String, Sendable, Codable, CaseIterable {
        /// This is how to draw.
        case good
        /// This is how not to.
        case bad
    }

    /// The example's identifier, made by the client so that a retry is recognised.
    public let id: GuidelineExampleID
    /// The project.
    public let projectID: ProjectID
    /// The image; it may be gone.
    public let imageID: ImageID
    /// The image's size.
    public let size: PixelSize
    /// What the shape marks.
    public let labelID: LabelClassID
    /// Where, in upright image pixels.
    public let shape: Shape
    /// Whether to do likewise.
    public let verdict: Verdict
    /// Why.
    public let reason: String

    /// An example with all its properties.
    public init(
        id: GuidelineExampleID, projectID: ProjectID, imageID: ImageID, size: PixelSize,
        labelID: LabelClassID, shape: Shape, verdict: Verdict, reason: String
    ) {
        self.id = id
        self.projectID = projectID
        self.imageID = imageID
        self.size = size
        self.labelID = labelID
        self.shape = shape
        self.verdict = verdict
        self.reason = reason
    }
}

/// How far people agree on an image that was answered under one version alone.
public struct GuidelineAgreement: Hashable, Sendable {
    /// The version of all its answers.
    public let version: Int
    /// Mean pairwise agreement, 0…1.
    public let agreement: Double

    /// An agreement with its version.
    public init(version: Int, agreement: Double) {
        self.version = version
        self.agreement = agreement
    }
}

/// Names a ``Guideline``; made by the client.
public typealias GuidelineID = Identifier<Guideline>
/// Names a ``GuidelineExample``; made by the client.
public typealias GuidelineExampleID = Identifier<GuidelineExample>
