public import Geometry
public import Labeling

/// One image's truth, and what is to be held against it.
public struct EvaluatedImage: Hashable, Sendable {
    /// The image.
    public let image: ImageID
    /// What is really there.
    public let truth: [TruthShape]
    /// What was found; of equal scores the earlier goes first, as in pycocotools.
    public let predictions: [ScoredShape]

    /// An image with its truth and its predictions.
    public init(image: ImageID, truth: [TruthShape], predictions: [ScoredShape]) {
        self.image = image
        self.truth = truth
        self.predictions = predictions
    }
}

/// An object that is known to be there.
public struct TruthShape: Hashable, Sendable {
    /// What it is.
    public let labelID: LabelClassID
    /// Where it is, in image pixels.
    public let shape: Shape
    /// Whether it is a region of many objects: predictions in it are neither right nor wrong.
    public let isCrowd: Bool

    /// A true object.
    public init(labelID: LabelClassID, shape: Shape, isCrowd: Bool = false) {
        self.labelID = labelID
        self.shape = shape
        self.isCrowd = isCrowd
    }
}

/// A claim that an object is there, and how sure it is.
public struct ScoredShape: Hashable, Sendable {
    /// What it is said to be.
    public let labelID: LabelClassID
    /// Where it is said to be, in image pixels.
    public let shape: Shape
    /// How sure the claim is; only the order matters.
    public let score: Double
    /// Whether the claim is made; a rejected candidate counts for average precision only.
    public let accepted: Bool

    /// A claim with its score.
    public init(labelID: LabelClassID, shape: Shape, score: Double, accepted: Bool = true) {
        self.labelID = labelID
        self.shape = shape
        self.score = score
        self.accepted = accepted
    }

    /// A consensus object as a claim.
    public init(_ object: ConsensusObject) {
        self.init(
            labelID: object.labelID, shape: object.shape, score: object.score, accepted: object.accepted)
    }
}
