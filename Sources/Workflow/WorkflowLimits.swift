public import Imaging

/// What the use cases accept; everything beyond is refused with a sentence that names the limit.
public struct WorkflowLimits: Sendable {
    /// Seconds a turn lasts without a heartbeat.
    public var leaseSeconds: Int64 = 120
    /// Shapes in one answer.
    public var shapesPerAnswer = 20_000
    /// Points of all polygons in one answer.
    public var pointsPerAnswer = 400_000
    /// Operations in one request.
    public var operationsPerRequest = 500
    /// Operations in one draft.
    public var operationsPerDraft = 400_000
    /// Classes in one project.
    public var labelsPerProject = 1_000
    /// Code points of a name.
    public var nameLength = 200
    /// Code points of the instructions.
    public var instructionsLength = 100_000
    /// Code points of a comment.
    public var commentLength = 4_000
    /// Comments in one thread.
    public var commentsPerThread = 200
    /// Threads of one person on one image.
    public var threadsPerImage = 100
    /// Runs of a consensus that the server made by itself, and nothing names, before the oldest is forgotten.
    public var automaticRuns = 10
    /// Bytes of an annotation file.
    public var annotationFileBytes = 128 << 20
    /// Binary logarithm of the scrypt cost of a new password hash; 17 takes about 0.3 s and 128 MiB.
    public var scryptLogarithm = 17
    /// What an uploaded image may be.
    public var image = ImageLimits()

    /// The defaults.
    public init() {}
}
