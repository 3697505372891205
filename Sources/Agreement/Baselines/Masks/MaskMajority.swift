/// The pixels that at least half of several masks hold.
///
/// O(masks · pixels).
///
/// Source: D. Jung-Lin Lee, A. Das Sarma, A. Parameswaran, Aggregating crowdsourced image segmentations, HCOMP 2018;
/// `SegmentationMajorityVote` of crowd-kit.
public enum MaskMajority {
    /// The merged mask.
    ///
    /// - Parameter masks: at least one, all of the same size.
    public static func mask(of masks: [[Bool]]) -> [Bool] {
        MaskCount(masks).counts.map { 2 * $0 >= masks.count }
    }
}

/// How many of several masks hold each pixel.
struct MaskCount {
    let counts: [Int]

    init(_ masks: [[Bool]]) {
        var counts = Array(repeating: 0, count: masks.first?.count ?? 0)
        for mask in masks {
            precondition(mask.count == counts.count, "masks are of the same size")
            for (pixel, isInside) in mask.enumerated() where isInside { counts[pixel] += 1 }
        }
        self.counts = counts
    }
}
