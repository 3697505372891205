public import Geometry

/// How a project has the shapes of its annotators judged by others.
public struct SecondPassSettings: Hashable, Sendable {
    /// What is judged.
    public enum Source: String, Sendable, Codable, CaseIterable {
        /// The accepted objects of images that have all their answers.
        case consensus
        /// The shapes of the first answer, as soon as there is one.
        case first
    }

    /// What is judged.
    public var source: Source
    /// How many people judge an image.
    public var judges: Int

    /// Settings with both parts.
    public init(source: Source, judges: Int) {
        self.source = source
        self.judges = judges
    }
}

/// What somebody who did not answer an image thinks of one shape on it; never changed.
public struct SecondPassVerdict: Hashable, Sendable {
    /// What was thought.
    public enum Verdict: String, Sendable, Codable, CaseIterable {
        /// It is as it should be.
        case good
        /// It is not, for a reason.
        case bad
        /// It is there, with another class or at another place.
        case corrected
        /// One cannot tell; an alternative may be named.
        case unsure
    }

    /// What is wrong with a bad shape.
    public enum Reason: String, Sendable, Codable, CaseIterable {
        /// There is no such object.
        case spurious
        /// It marks an object that another shape marks already.
        case duplicate
        /// The object is there, but the edges are off.
        case loose
        /// The object is there, but of another class.
        case misclassified
    }

    /// The verdict's identifier, made by the client so that a retry is recognised.
    public let id: SecondPassVerdictID
    /// The project.
    public let projectID: ProjectID
    /// The image.
    public let imageID: ImageID
    /// Who judged.
    public let judgeID: AccountID
    /// Which shape: the object's identifier in the consensus, or the annotation's.
    public let item: String
    /// What was thought.
    public let verdict: Verdict
    /// What is wrong; nil unless it is bad.
    public let reason: Reason?
    /// Another class: the right one where corrected, a possible one where unsure.
    public let labelID: LabelClassID?
    /// Another place, likewise.
    public let shape: Shape?
    /// How long it took.
    public let milliseconds: Int64
    /// Who drew the shape.
    public let drawers: [AccountID]
    /// When.
    public let createdAt: Timestamp

    /// A verdict with all its properties.
    public init(
        id: SecondPassVerdictID, projectID: ProjectID, imageID: ImageID, judgeID: AccountID, item: String,
        verdict: Verdict, reason: Reason?, labelID: LabelClassID?, shape: Shape?, milliseconds: Int64,
        drawers: [AccountID], createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.imageID = imageID
        self.judgeID = judgeID
        self.item = item
        self.verdict = verdict
        self.reason = reason
        self.labelID = labelID
        self.shape = shape
        self.milliseconds = milliseconds
        self.drawers = drawers
        self.createdAt = createdAt
    }
}

/// Names a ``SecondPassVerdict``; made by the client.
public typealias SecondPassVerdictID = Identifier<SecondPassVerdict>
