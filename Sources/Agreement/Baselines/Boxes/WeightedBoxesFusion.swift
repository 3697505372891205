import Geometry

/// Weighted boxes fusion: boxes that overlap become their mean, weighted by their scores.
///
/// By falling score, each box joins the group of its class whose fused box so far it overlaps most, if by more than
/// the threshold, or else begins a group. Several boxes of one source may join the same group, and raise its score.
/// O(boxes · groups).
///
/// Where ensemble-boxes takes boxes of equal score in the order of its sorting, the first come first here.
///
/// Source: R. Solovyev, W. Wang, T. Gabruseva, Weighted boxes fusion: ensembling boxes from different object detection
/// models, Image and Vision Computing 107 (2021); `weighted_boxes_fusion` of ensemble-boxes, which computes in single
/// precision.
public struct WeightedBoxesFusion: Sendable {
    /// How the score of a group follows from those of its members; the names are ensemble-boxes'.
    public enum Confidence: String, Sendable, CaseIterable {
        /// Mean score, times the share of sources there are boxes of.
        case average = "avg"
        /// The largest score, over the largest weight.
        case largest = "max"
        /// Weighted mean score, times the share of weight whose sources are in the group.
        case boxAndModelAverage = "box_and_model_avg"
        /// Weighted mean score, sources without a box in the group counting as 0.
        case absentModelAwareAverage = "absent_model_aware_avg"
    }

    /// Boxes are the same object above this IoU.
    public var iouThreshold = 0.55
    /// Boxes with a score below this are left out.
    public var leastScore = 0.0
    /// How scores of groups are made.
    public var confidence = Confidence.average
    /// Whether more boxes than sources in a group raise its mean score (``Confidence/average``).
    public var allowsOverflow = false

    /// Fusion with ensemble-boxes' settings.
    public init() {}

    private struct Group {
        var members: [Int]
        var box: Box
    }

    /// The fused boxes, by class and then as their groups were begun.
    ///
    /// - Parameters:
    ///   - boxes: the boxes of all sources; those without area are left out.
    ///   - weights: how much each source counts, above 0; as many as there are sources, also those without a box.
    public func fused(_ boxes: [RatedBox], weights: [Double]) -> [FusedBox] {
        boxes.ranked(weights: weights, leastScore: leastScore).flatMap { ranked in
            var groups: [Group] = []
            for index in ranked {
                let box = boxes[index].box
                var best = (group: -1, iou: iouThreshold)
                for (number, group) in groups.enumerated() {
                    let iou = group.box.iou(box)
                    if iou > best.iou { best = (number, iou) }
                }
                if best.group < 0 {
                    groups.append(Group(members: [index], box: box))
                } else {
                    groups[best.group].members.append(index)
                    groups[best.group].box = Self.mean(groups[best.group].members, boxes, weights)
                }
            }
            return groups.map { group in
                FusedBox(
                    box: group.box, label: boxes[group.members[0]].label,
                    score: score(group.members, boxes, weights), members: group.members)
            }
        }
    }

    private static func mean(_ members: [Int], _ boxes: [RatedBox], _ weights: [Double]) -> Box {
        var (edges, total) = (SIMD4<Double>.zero, 0.0)
        for index in members {
            let (box, rating) = (boxes[index].box, boxes[index].score * weights[boxes[index].source])
            edges += rating * SIMD4(box.x, box.y, box.maxX, box.maxY)
            total += rating
        }
        edges /= total
        return Box(minX: edges.x, minY: edges.y, maxX: edges.z, maxY: edges.w)
    }

    private func score(_ members: [Int], _ boxes: [RatedBox], _ weights: [Double]) -> Double {
        let count = Double(members.count)
        let scores = members.map { boxes[$0].score * weights[boxes[$0].source] }
        let mean = scores.reduce(0, +) / count
        let everything = weights.reduce(0, +)
        let own = members.reduce(0) { $0 + weights[boxes[$1].source] }
        let present = Set(members.map { boxes[$0].source })
        // In order of the sources, so that the sum does not depend on that of a set.
        let covered = weights.indices.reduce(0) { $0 + (present.contains($1) ? weights[$1] : 0) }
        switch confidence {
        case .average:
            let counted = allowsOverflow ? count : min(Double(weights.count), count)
            return mean * counted / everything
        case .largest:
            return (scores.max() ?? 0) / (weights.max() ?? 1)
        case .boxAndModelAverage:
            return mean * count / own * covered / everything
        case .absentModelAwareAverage:
            return mean * count / (own + everything - covered)
        }
    }
}
