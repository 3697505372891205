import Geometry
import Labeling

/// Which candidates of an image are which of the objects that are known to be on it.
///
/// One to one by place, best pair first; a pair needs the IoU of the pair threshold. Where several fit, one whose class
/// somebody named is preferred as if it had 0.1 more IoU. Crowd regions go with crowd regions only.
struct KnownMatching {
    /// The index of the known object that each candidate is; nil if it is none.
    let object: [Int?]
    /// Whether each candidate lies in a known crowd region and so is neither right nor wrong.
    let isIgnored: [Bool]
    /// Indices of known objects that no candidate is, ascending.
    let undrawn: [Int]

    private struct Pair {
        let candidate: Int
        let known: Int
        let rank: Double
    }

    /// Matches in O(candidates · known).
    ///
    /// - Parameters:
    ///   - known: what is on the image.
    ///   - votes: the votes of each candidate.
    ///   - shapes: where each candidate is, about.
    ///   - threshold: the IoU that a pair needs.
    init(_ known: [Annotation], votes: [[Ballot]], shapes: [Shape], threshold: Double) {
        let knownBounds = known.map(\.shape.bounds)
        var pairs: [Pair] = []
        for (candidate, shape) in shapes.enumerated() {
            let bounds = shape.bounds
            for (index, object) in known.enumerated() {
                let isCrowd = object.flags.contains(.crowd)
                guard votes[candidate].contains(where: \.isCrowd) == isCrowd else { continue }
                let iou = Ballot.placeIoU(shape, bounds, object.shape, knownBounds[index])
                guard iou >= threshold, iou > 0 else { continue }
                let isNamed = votes[candidate].contains { $0.labelID == object.labelID }
                let rank = isNamed ? iou : iou - MatchingLimits.classPreference
                pairs.append(Pair(candidate: candidate, known: index, rank: rank))
            }
        }
        pairs.sort { left, right in
            if left.rank != right.rank { return left.rank > right.rank }
            if left.candidate != right.candidate { return left.candidate < right.candidate }
            return left.known < right.known
        }
        var object = [Int?](repeating: nil, count: votes.count)
        var isDrawn = Array(repeating: false, count: known.count)
        for pair in pairs where object[pair.candidate] == nil && !isDrawn[pair.known] {
            object[pair.candidate] = pair.known
            isDrawn[pair.known] = true
        }
        let crowds = known.filter { $0.flags.contains(.crowd) }.map(\.shape)
        self.object = object
        isIgnored = shapes.indices.map { candidate in
            object[candidate] == nil && crowds.contains { CrowdRegions.covers($0, shapes[candidate]) }
        }
        undrawn = known.indices.filter { !isDrawn[$0] }
    }
}
