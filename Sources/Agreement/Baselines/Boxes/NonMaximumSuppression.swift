import Geometry

/// Suppression of non-maxima: of boxes of one class that overlap, the one with the best score stands for all.
///
/// Nothing is averaged, and what one source alone drew stays. O(n²) for n boxes of a class.
///
/// Where ensemble-boxes takes boxes of equal score in the order of its sorting, the first come first here.
///
/// Source: `nms` of ensemble-boxes; the rule is older than its many descriptions.
public struct NonMaximumSuppression: Sendable {
    /// Boxes above this IoU with a better one are suppressed.
    public var iouThreshold = 0.5

    /// Suppression with ensemble-boxes' settings.
    public init() {}

    /// The boxes that stay, by class and falling score; their members are themselves and what they suppress.
    ///
    /// - Parameters:
    ///   - boxes: the boxes of all sources; those without area are left out.
    ///   - weights: how much each source counts, above 0; nil leaves the scores as they are. With weights a score is
    ///     multiplied by its source's share of the whole weight.
    public func fused(_ boxes: [RatedBox], weights: [Double]? = nil) -> [FusedBox] {
        let sources = (boxes.map(\.source).max() ?? -1) + 1
        let total = weights?.reduce(0, +) ?? 1
        let shares = weights?.map { $0 / total } ?? Array(repeating: 1, count: sources)
        return boxes.ranked(weights: shares).flatMap { ranked in
            var left = ranked
            var kept: [FusedBox] = []
            while let best = left.first {
                let box = boxes[best].box
                let members = [best] + left.dropFirst().filter { boxes[$0].box.iou(box) > iouThreshold }
                left.removeAll(where: Set(members).contains)
                kept.append(
                    FusedBox(
                        box: box, label: boxes[best].label,
                        score: boxes[best].score * shares[boxes[best].source], members: members))
            }
            return kept
        }
    }
}
