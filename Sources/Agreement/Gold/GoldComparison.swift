import Geometry
public import Labeling

/// Holds an answer against known ones.
///
/// Shapes and known objects are paired one to one so that their IoUs add up to the most, pairs of one class going before
/// pairs of two; only then is looked at the classes, so that a wrong class is told from a missed object.
public enum GoldComparison {
    /// The answer against the acceptable answer that it comes closest to: by score, then by mean IoU, then the earlier.
    ///
    /// Known crowd regions are not asked for; shapes that lie in one, and drawn crowd regions, are neither right nor
    /// extra.
    ///
    /// - Parameters:
    ///   - drawn: the shapes of the answer.
    ///   - answers: the acceptable answers, at least one.
    ///   - iouThreshold: pairs need at least this IoU.
    public static func best(
        _ drawn: [Annotation], against answers: [GoldAnswer], iouThreshold: Double
    ) -> GoldResult? {
        let results = answers.map { compare(drawn, with: $0, iouThreshold: iouThreshold) }
        return results.reduce(nil) { best, result in
            guard let best else { return result }
            if result.score != best.score { return result.score > best.score ? result : best }
            return result.meanIoU > best.meanIoU ? result : best
        }
    }

    private static func compare(
        _ drawn: [Annotation], with answer: GoldAnswer, iouThreshold: Double
    ) -> GoldResult {
        let drawn = drawn.filter { !$0.flags.contains(.crowd) }
        let known = answer.annotations.filter { !$0.flags.contains(.crowd) }
        let crowds = answer.annotations.filter { $0.flags.contains(.crowd) }
        var edges: [PairMatching.Edge] = []
        for (row, shape) in drawn.enumerated() {
            for (column, object) in known.enumerated() {
                let iou = overlap(shape.shape, object.shape)
                guard iou >= iouThreshold, iou > 0 else { continue }
                edges.append(
                    PairMatching.Edge(
                        first: row, second: drawn.count + column, iou: iou,
                        isSameClass: shape.labelID == object.labelID))
            }
        }
        var pairs: [GoldResult.Pair] = []
        var isUsed = Array(repeating: false, count: drawn.count + known.count)
        var matching = PairMatching(shapes: isUsed.count)
        matching.visitBest(edges[...]) { edge in
            isUsed[edge.first] = true
            isUsed[edge.second] = true
            let (shape, object) = (drawn[edge.first], known[edge.second - drawn.count])
            pairs.append(
                GoldResult.Pair(
                    drawn: shape.id, known: object.id, iou: edge.iou, isRightClass: edge.isSameClass,
                    looseness: looseness(shape.shape.bounds, around: object.shape.bounds)))
        }
        let extra = drawn.indices.filter { index in
            !isUsed[index] && !crowds.contains { lies(drawn[index], in: $0, share: iouThreshold) }
        }
        return GoldResult(
            answerID: answer.id, iouThreshold: iouThreshold, pairs: pairs,
            missed: known.indices.filter { !isUsed[drawn.count + $0] }.map { known[$0].id },
            extra: extra.map { drawn[$0].id })
    }

    private static func overlap(_ shape: Shape, _ other: Shape) -> Double {
        let (first, second) = (shape.bounds, other.bounds)
        guard first.x < second.maxX, second.x < first.maxX, first.y < second.maxY, second.y < first.maxY
        else {
            return 0
        }
        return IoU.of(shape, other)
    }

    /// Whether this share of a shape lies in a crowd region of its class.
    private static func lies(_ shape: Annotation, in crowd: Annotation, share: Double) -> Bool {
        guard crowd.labelID == shape.labelID, shape.shape.area > 0 else { return false }
        return IoU.intersectionArea(shape.shape, crowd.shape) / shape.shape.area >= share
    }

    /// How far the edges of a box lie outside another's: left, top, right, bottom.
    private static func looseness(_ box: Box, around known: Box) -> [Double] {
        [known.x - box.x, known.y - box.y, box.maxX - known.maxX, box.maxY - known.maxY]
    }
}
