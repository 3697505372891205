import Geometry
import Labeling

/// Krippendorff's alpha over columns of matched shapes, as published for boxes.
///
/// The first person's shapes open a column each. The shapes of each next person are matched with those of each earlier
/// person in turn, as far as their columns have none of theirs: one to one, so that the summed IoU of all that match
/// somewhere is largest, pairs above the threshold counting. What is left opens new columns. The value in a column is
/// the class, and whoever has no shape there gives a class of its own, "missing". Alpha is nominal, rounded to four
/// decimals, and 1 where there is only one value, also where nobody drew anything.
///
/// The figure depends on who comes first, here by identifier. Since only what somebody drew becomes a column, agreement
/// that there is nothing else has no part in it, and alpha is well below 0 for honest people who miss different things;
/// ``AgreementReport/found``, ``AgreementReport/named`` and ``AgreementReport/placed`` are ours.
///
/// Source: D. Tschirschwitz, F. Klemstein, B. Stein, V. Rodehorst, A dataset for analysing complex document layouts in the
/// digital humanities and its evaluation with Krippendorff's alpha, GCPR 2022; the package kalphacv, for which a real
/// class 0 is a missing shape, too.
public enum MatchedColumnsAlpha {
    /// Stands for the class of whoever has no shape in a column.
    private static let missing = -1

    /// Alpha of one image; nil if fewer than two people answered it.
    ///
    /// O(people² · shapes that meet), and the matching of what is entangled.
    ///
    /// - Parameter iouThreshold: shapes are matched above this IoU.
    public static func of(_ answers: ImageAnswers, iouThreshold: Double) -> Double? {
        guard answers.annotators.count > 1 else { return nil }
        let units = columns(answers, iouThreshold: iouThreshold)
        guard let alpha = KrippendorffAlpha.nominal(units: units).value else { return 1 }
        return (alpha * 10_000).rounded(.toNearestOrEven) / 10_000
    }

    /// For each column the class that each person gives.
    private static func columns(_ answers: ImageAnswers, iouThreshold: Double) -> [[Int]] {
        var (people, labels) = (PositionIndex(answers.annotators), PositionIndex<LabelClassID>())
        let owners = answers.votes.map { people.position(of: $0.annotator) }
        let classes = answers.votes.map { labels.position(of: $0.annotation.labelID) }
        let shapes = answers.votes.map(\.annotation.shape)
        let bounds = shapes.map(\.bounds)
        let meetings = MeetingShapes(bounds, owners: owners) { first, second in
            let iou = Ballot.placeIoU(shapes[first], bounds[first], shapes[second], bounds[second])
            return (iou, iou)
        }
        var drawn = Array(repeating: [Int](), count: answers.annotators.count)
        for (shape, owner) in owners.enumerated() { drawn[owner].append(shape) }

        // The shape of each person in each column.
        var columns: [[Int?]] = []
        var columnOf = Array(repeating: -1, count: shapes.count)
        var matching = PairMatching(shapes: shapes.count)
        for person in answers.annotators.indices {
            var left = drawn[person]
            for other in 0..<person where !left.isEmpty {
                let edges = left.flatMap { shape in
                    meetings[shape]
                        .filter { owners[$0.other] == other && columns[columnOf[$0.other]][person] == nil }
                        .map {
                            PairMatching.Edge(
                                first: shape, second: $0.other, iou: $0.overlap, isSameClass: true)
                        }
                }
                for pair in pairs(edges, &matching, iouThreshold) {
                    columns[columnOf[pair.second]][person] = pair.first
                    columnOf[pair.first] = columnOf[pair.second]
                }
                left.removeAll { columnOf[$0] >= 0 }
            }
            for shape in left {
                columnOf[shape] = columns.count
                var column = [Int?](repeating: nil, count: answers.annotators.count)
                column[person] = shape
                columns.append(column)
            }
        }
        return columns.map { $0.map { $0.map { classes[$0] } ?? missing } }
    }

    /// The pairs above the threshold of the best matching of all shapes that have one there.
    private static func pairs(
        _ edges: [PairMatching.Edge], _ matching: inout PairMatching, _ threshold: Double
    ) -> [PairMatching.Edge] {
        func isAbove(_ edge: PairMatching.Edge) -> Bool { 1 - edge.iou < 1 - threshold }
        let firsts = Set(edges.filter(isAbove).map(\.first))
        let seconds = Set(edges.filter(isAbove).map(\.second))
        let possible = edges.filter { $0.iou > 0 && firsts.contains($0.first) && seconds.contains($0.second) }
        var chosen: [PairMatching.Edge] = []
        matching.visitBest(possible[...]) { edge in
            if isAbove(edge) { chosen.append(edge) }
        }
        return chosen
    }
}
