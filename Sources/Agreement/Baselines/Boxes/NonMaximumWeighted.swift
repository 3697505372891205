import Geometry

/// Non-maximum weighted: the best box of a group draws in the others, weighted by score and by overlap with it.
///
/// By falling score, each box joins the group whose best box it overlaps most, if by more than the threshold, or else
/// begins a group. The score is that of the best box, however many agree. O(boxes · groups).
///
/// Where ensemble-boxes takes boxes of equal score in the order of its sorting, the first come first here.
///
/// Source: H. Zhou and others, CAD: scale invariant framework for real-time object detection, ICCV Workshops 2017;
/// `non_maximum_weighted` of ensemble-boxes, which computes in single precision.
public struct NonMaximumWeighted: Sendable {
    /// Boxes are the same object above this IoU.
    public var iouThreshold = 0.55
    /// Boxes with a score below this are left out.
    public var leastScore = 0.0

    /// Fusion with ensemble-boxes' settings.
    public init() {}

    /// The fused boxes, by class and falling score.
    ///
    /// - Parameters:
    ///   - boxes: the boxes of all sources; those without area are left out.
    ///   - weights: how much each source counts, above 0; divided by the largest.
    public func fused(_ boxes: [RatedBox], weights: [Double]) -> [FusedBox] {
        let largest = weights.max() ?? 1
        let weights = weights.map { $0 / largest }
        return boxes.ranked(weights: weights, leastScore: leastScore).flatMap { ranked in
            var groups: [[Int]] = []
            for index in ranked {
                var best = (group: -1, iou: iouThreshold)
                for (number, group) in groups.enumerated() {
                    let iou = boxes[group[0]].box.iou(boxes[index].box)
                    if iou > best.iou { best = (number, iou) }
                }
                if best.group < 0 { groups.append([index]) } else { groups[best.group].append(index) }
            }
            return groups.map { members in
                let best = boxes[members[0]]
                var (edges, total) = (SIMD4<Double>.zero, 0.0)
                for index in members {
                    let box = boxes[index].box
                    let weight = boxes[index].score * weights[boxes[index].source] * box.iou(best.box)
                    edges += weight * SIMD4(box.x, box.y, box.maxX, box.maxY)
                    total += weight
                }
                edges /= total
                return FusedBox(
                    box: Box(minX: edges.x, minY: edges.y, maxX: edges.z, maxY: edges.w), label: best.label,
                    score: best.score * weights[best.source], members: members)
            }
        }
    }
}
