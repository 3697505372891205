import Geometry
import Labeling

/// The claims and the truth of one class on one image, ready to be matched at several thresholds.
struct ImageSheet {
    /// What became of a claim.
    enum Fate {
        case right
        case wrong
        /// It lies in a crowd region.
        case ignored
    }

    /// Scores of the claims, largest first.
    let scores: [Double]
    /// For each true object, crowd regions last, whether it is a crowd region.
    let isCrowd: [Bool]
    /// IoU of each claim (row) with each true object; with a crowd region the share of the claim that lies in it.
    private let overlaps: [[Double]]

    init(_ image: EvaluatedImage, labelID: LabelClassID, limit: Int) {
        let claims = image.predictions.filter { $0.labelID == labelID && !$0.score.isNaN }
        let ranked = StableOrder.indices(by: claims.map(\.score)).prefix(limit).map { claims[$0] }
        let truth = image.truth.filter { $0.labelID == labelID }
        let ordered = truth.filter { !$0.isCrowd } + truth.filter(\.isCrowd)
        scores = ranked.map(\.score)
        isCrowd = ordered.map(\.isCrowd)
        overlaps = ranked.map { claim in ordered.map { ImageSheet.overlap(claim.shape, $0) } }
    }

    /// Matches claims, best score first, each with the free true object it overlaps most.
    ///
    /// A crowd region is taken only when no true object will do, and takes any number of claims.
    func fates(threshold: Double) -> [Fate] {
        var isTaken = Array(repeating: false, count: isCrowd.count)
        return overlaps.map { row in
            var best = min(threshold, 1 - 1e-10)
            var match: Int?
            for candidate in row.indices {
                if isTaken[candidate], !isCrowd[candidate] { continue }
                if let match, !isCrowd[match], isCrowd[candidate] { break }
                if row[candidate] < best { continue }
                best = row[candidate]
                match = candidate
            }
            guard let match else { return .wrong }
            isTaken[match] = true
            return isCrowd[match] ? .ignored : .right
        }
    }

    /// IoU of a claim with a true object, or its share in a crowd region.
    static func overlap(_ claim: Shape, _ truth: TruthShape) -> Double {
        switch (claim, truth.shape) {
        case (.box(let box), .box(let other)): return box.iou(other, crowd: truth.isCrowd)
        default:
            guard truth.isCrowd else { return IoU.of(claim, truth.shape) }
            let area = claim.area
            return area > 0 ? min(1, IoU.intersectionArea(claim, truth.shape) / area) : 0
        }
    }
}
