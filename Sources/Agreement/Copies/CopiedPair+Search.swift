import Foundation
import Labeling

extension CopiedPair {
    /// Two shapes are the same above this IoU.
    static let identicalIoU = 0.995
    /// A pair is named if it shares the same shapes on at least so many images.
    static let fewestImages = 3
    /// And if so many of them would come about by chance less often than this.
    static let probability = 1e-6

    /// Every such pair, in order of identifiers; works with the consensus of any method.
    ///
    /// Two things are asked of each pair: whether their shapes are equal to the pixel; and whether they are nearer to each
    /// other than two people can draw who are as exact as these, so that a copy is found, too, whose edges were moved a little.
    /// What explains more of their shapes is told.
    /// O(votes · people on the image + pairs of people).
    ///
    /// - Parameters:
    ///   - answers: what people drew.
    ///   - consensus: what was made of it; says which shapes are of the same object.
    public static func all(in answers: [ImageAnswers], consensus: [ImageConsensus]) -> [CopiedPair] {
        let shared = DrawnByBoth.all(in: answers, consensus: consensus)
        let exactness = EdgeExactness(shared)
        let (equal, near) = (EqualShapes(exactness: exactness), NearShapes(shared, exactness))
        return shared.keys.sorted().compactMap { pair in
            guard let objects = shared[pair] else { return nil }
            let found = [equal.copied(pair, objects), near.copied(pair, objects)].compactMap(\.self)
            return found.max { $0.sameShapes < $1.sameShapes }
        }
    }

    /// A pair, of whose shared objects some are the same.
    init(_ pair: AnnotatorPair, _ same: [DrawnByBoth], of shared: [DrawnByBoth], expectedByChance: Double) {
        self.init(
            a: pair.a, b: pair.b, images: Set(same.map(\.image)).count, sameShapes: same.count,
            sharedShapes: shared.count, expectedByChance: Rounding.probability(expectedByChance),
            leastIoU: same.map(\.iou).min() ?? 1)
    }
}

/// Whether two people drew the same to the pixel, more often than by chance.
///
/// How often two honest people do follows from how exact both are at least. Edges that are less than half a pixel apart, or
/// apart by less than 0.5 % of the side, count as equal, so that tiny boxes may well be the same. The number of such agreements
/// is taken to be Poisson's.
private struct EqualShapes {
    let exactness: EdgeExactness

    func copied(_ pair: AnnotatorPair, _ shared: [DrawnByBoth]) -> CopiedPair? {
        let same = shared.filter { $0.iou > CopiedPair.identicalIoU }
        guard Set(same.map(\.image)).count >= CopiedPair.fewestImages else { return nil }
        let deviation = exactness.leastDeviation(of: pair)
        let expected = shared.reduce(0) { $0 + chance(side: $1.side, deviation: deviation) }
        // The probability of at least so many events of Poisson's distribution.
        let tail = GammaDistribution(shape: Double(same.count)).cumulative(expected)
        guard tail < CopiedPair.probability else { return nil }
        return CopiedPair(pair, same, of: shared, expectedByChance: expected)
    }

    /// The probability that two people draw the same box without knowing of each other.
    ///
    /// - Parameter deviation: of the difference of two edges, in units of ``DrawnByBoth/unit(side:)``.
    private func chance(side: Double, deviation: Double) -> Double {
        let tolerance = max(0.5, 0.005 * side) / DrawnByBoth.unit(side: side)
        let edge = erf(tolerance / (deviation * 2.0.squareRoot()))
        return edge * edge * edge * edge
    }
}

/// Whether two people's shapes are nearer to each other than their exactness lets expect.
///
/// Two shapes of an object are near when none of their edges differ by more than half of the standard deviation that
/// ``EdgeExactness`` expects of the two, beside the pair's own habitual difference. How often honest pairs are near is
/// learned from all pairs, and taken to be twice as much; the number is binomial.
private struct NearShapes {
    /// A pair is not named unless this share of its objects is near.
    private static let leastShare = 1.0 / 3
    /// No honest pair is taken to be near less often than this.
    private static let leastChance = 0.05

    private var near: [AnnotatorPair: [DrawnByBoth]] = [:]
    private let chance: Double

    init(_ shared: [AnnotatorPair: [DrawnByBoth]], _ exactness: EdgeExactness) {
        var objects = 0
        for (pair, differences) in exactness.differences {
            let limit = exactness.leastDeviation(of: pair) / 2
            near[pair] = zip(shared[pair] ?? [], differences).filter { $0.1.max() < limit }.map(\.0)
            objects += differences.count
        }
        let found = near.values.reduce(0) { $0 + $1.count }
        chance = max(Self.leastChance, objects == 0 ? 0 : 2 * Double(found) / Double(objects))
    }

    func copied(_ pair: AnnotatorPair, _ shared: [DrawnByBoth]) -> CopiedPair? {
        guard let same = near[pair], Double(same.count) >= Self.leastShare * Double(shared.count), chance < 1,
            Set(same.map(\.image)).count >= CopiedPair.fewestImages
        else { return nil }
        // The probability of at least so many successes of the binomial distribution.
        let tail = BetaDistribution(
            a: Double(same.count), b: Double(shared.count - same.count + 1)
        ).cumulative(chance)
        guard tail < CopiedPair.probability else { return nil }
        return CopiedPair(pair, same, of: shared, expectedByChance: chance * Double(shared.count))
    }
}
