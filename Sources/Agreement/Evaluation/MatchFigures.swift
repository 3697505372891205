import Geometry
import Labeling

/// Accepted claims paired with true objects of the same class, best IoU first, and counted.
public struct MatchFigures: Codable, Hashable, Sendable {
    /// Pairs need at least this IoU.
    public let iouThreshold: Double
    /// Claims with a partner.
    public let truePositives: Int
    /// Claims without a partner, those in crowd regions aside.
    public let falsePositives: Int
    /// True objects without a partner, crowd regions aside.
    public let falseNegatives: Int
    /// The share of claims that are right.
    public let precision: Estimate
    /// The share of true objects that were found.
    public let recall: Estimate
    /// Twice the pairs divided by claims and true objects together; the interval resamples images.
    public let f1: Estimate
    /// Mean IoU of the pairs; the interval resamples images.
    public let meanIoU: Estimate
    /// Wrong claims and missed objects per image; the interval resamples images.
    public let errorsPerImage: Estimate

    init(of images: [EvaluatedImage], iouThreshold: Double) {
        let counts = images.map { MatchCounts($0, iouThreshold: iouThreshold) }
        let right = counts.reduce(0) { $0 + $1.overlaps.count }
        let wrong = counts.reduce(0) { $0 + $1.wrong }
        let missed = counts.reduce(0) { $0 + $1.missed }
        self.iouThreshold = iouThreshold
        truePositives = right
        falsePositives = wrong
        falseNegatives = missed
        precision = .proportion(successes: right, of: right + wrong)
        recall = .proportion(successes: right, of: right + missed)
        f1 = .ratio(
            of: counts.map { count in
                let pairs = Double(2 * count.overlaps.count)
                return (part: pairs, whole: pairs + Double(count.wrong + count.missed))
            },
            n: 2 * right + wrong + missed)
        meanIoU = .ratio(
            of: counts.map { (part: $0.overlaps.reduce(0, +), whole: Double($0.overlaps.count)) }, n: right)
        errorsPerImage = .mean(of: counts.map { Double($0.wrong + $0.missed) })
    }
}

/// What was right, wrong and missed on one image.
private struct MatchCounts {
    /// IoU of each pair.
    private(set) var overlaps: [Double] = []
    private(set) var wrong = 0
    private(set) var missed = 0

    init(_ image: EvaluatedImage, iouThreshold: Double) {
        let claims = image.predictions.filter(\.accepted)
        let truth = image.truth.filter { !$0.isCrowd }
        let crowds = image.truth.filter(\.isCrowd)
        var possible: [(claim: Int, truth: Int, iou: Double)] = []
        for claim in claims.indices {
            for object in truth.indices where truth[object].labelID == claims[claim].labelID {
                let iou = ImageSheet.overlap(claims[claim].shape, truth[object])
                if iou >= iouThreshold, iou > 0 { possible.append((claim, object, iou)) }
            }
        }
        possible.sort { left, right in
            if left.iou != right.iou { return left.iou > right.iou }
            return left.claim == right.claim ? left.truth < right.truth : left.claim < right.claim
        }
        var isUsed = Array(repeating: false, count: claims.count)
        var isFound = Array(repeating: false, count: truth.count)
        for pair in possible where !isUsed[pair.claim] && !isFound[pair.truth] {
            isUsed[pair.claim] = true
            isFound[pair.truth] = true
            overlaps.append(pair.iou)
        }
        missed = isFound.count { !$0 }
        for claim in claims.indices where !isUsed[claim] {
            let isInCrowd = crowds.contains { crowd in
                crowd.labelID == claims[claim].labelID
                    && ImageSheet.overlap(claims[claim].shape, crowd) >= iouThreshold
            }
            if !isInCrowd { wrong += 1 }
        }
    }
}
