public import Labeling

/// One person's answer held against the known answers of its image.
public struct GoldScore: Hashable, Sendable {
    /// Who answered.
    public let annotator: AccountID
    /// When.
    public let at: Timestamp
    /// Twice the shapes that are paired with a known object of the same class at an IoU of at least ½.
    public let paired: Int
    /// The shapes and the known objects together.
    public let shapes: Int

    /// The score of an answer; shapes in known crowd regions and these themselves are left out.
    ///
    /// - Parameter labelID: a class to look at alone; nil for all.
    public init(_ answer: Submission, truth: [TruthShape], labelID: LabelClassID? = nil) {
        let drawn = answer.annotations.filter { !$0.flags.contains(.crowd) }
        let image = EvaluatedImage(
            image: answer.imageID, truth: truth.filter { labelID == nil || $0.labelID == labelID },
            predictions: drawn.filter { labelID == nil || $0.labelID == labelID }.map {
                ScoredShape(labelID: $0.labelID, shape: $0.shape, score: 1)
            })
        let found = MatchFigures(of: [image], iouThreshold: 0.5)
        annotator = answer.annotatorID
        at = answer.receivedAt
        paired = 2 * found.truePositives
        shapes = paired + found.falsePositives + found.falseNegatives
    }

    /// F1 of several answers: what is paired of all shapes and objects; resampled by answers, which n counts.
    ///
    /// Answers that rightly drew nothing have nothing to be counted.
    public static func f1(_ scores: [GoldScore]) -> Estimate {
        .ratio(of: scores.map { (part: Double($0.paired), whole: Double($0.shapes)) })
    }
}
