import Foundation
import Geometry
import Labeling

extension CopiedPair {
    /// Two shapes are the same above this IoU.
    static let identicalIoU = 0.995
    /// A pair is named if it shares the same shapes on at least so many images.
    static let fewestImages = 3
    /// And if so many of them would come about by chance less often than this.
    static let probability = 1e-6
    /// Nobody is taken to place edges more exactly than this, in units of `sqrt(32 · side)` pixels.
    static let leastSpread = 0.02

    /// Every such pair, in order of identifiers; works with the consensus of any method.
    ///
    /// How often two honest people agree to the pixel follows from how far edges stray in this crowd: the median over
    /// all pairs of people of their median difference. Edges that are less than half a pixel apart, or apart by
    /// less than 0.5 % of the side, count as equal, so that tiny boxes may well be the same. The number of such
    /// agreements is taken to be Poisson's. O(votes · people on the image).
    ///
    /// - Parameters:
    ///   - answers: what people drew.
    ///   - consensus: what was made of it; says which shapes are of the same object.
    public static func all(in answers: [ImageAnswers], consensus: [ImageConsensus]) -> [CopiedPair] {
        var shapes: [ImageID: [Key: Shape]] = [:]
        for image in answers {
            var own: [Key: Shape] = [:]
            for vote in image.votes.reversed() {
                own[Key(annotator: vote.annotator, annotation: vote.annotation.id)] = vote.annotation.shape
            }
            shapes[image.image] = own
        }
        var tallies: [Pair: Tally] = [:]
        for image in consensus.sorted(by: { $0.image < $1.image }) {
            guard let own = shapes[image.image] else { continue }
            for object in image.objects { count(object, of: image.image, own, &tallies) }
        }
        let pairs = tallies.keys.sorted()
        let typical = pairs.compactMap { tallies[$0] }
            .map { Median.of($0.differences) / (2.0.squareRoot() * 0.6744897501960817) }
        let spread = min(max(Median.of(typical), leastSpread), BayesParameters().spread)
        return pairs.compactMap { pair in
            guard let tally = tallies[pair], tally.images >= fewestImages else { return nil }
            let expected = tally.sides.reduce(0) { $0 + chance(side: $1, spread: spread) }
            // The probability of at least so many events of Poisson's distribution.
            let tail = GammaDistribution(shape: Double(tally.identical)).cumulative(expected)
            guard tail < probability else { return nil }
            return CopiedPair(
                a: pair.a, b: pair.b, images: tally.images, identicalShapes: tally.identical,
                sharedShapes: tally.sides.count, expectedByChance: Rounding.probability(expected))
        }
    }

    private struct Key: Hashable {
        let annotator: AccountID
        let annotation: AnnotationID
    }

    private struct Pair: Hashable, Comparable {
        let a: AccountID
        let b: AccountID

        static func < (left: Pair, right: Pair) -> Bool {
            left.a == right.a ? left.b < right.b : left.a < right.a
        }
    }

    private struct Tally {
        var images = 0
        var lastImage: ImageID?
        var identical = 0
        /// The side of each object that both drew, in pixels.
        var sides: [Double] = []
        /// By how much their edges differ, in units of `sqrt(32 · side)` pixels.
        var differences: [Double] = []
    }

    private static func count(
        _ object: ConsensusObject, of image: ImageID, _ shapes: [Key: Shape], _ tallies: inout [Pair: Tally]
    ) {
        let votes = object.votes.compactMap { vote in
            shapes[Key(annotator: vote.annotator, annotation: vote.annotationID)].map { (vote.annotator, $0) }
        }
        for (first, vote) in votes.enumerated() {
            for other in votes[(first + 1)...] {
                let (left, right) = (vote.1.bounds, other.1.bounds)
                let side = min(left.area, right.area).squareRoot()
                let unit = (BayesParameters().noiseSide * max(1, side)).squareRoot()
                var tally = tallies[Pair(a: vote.0, b: other.0)] ?? Tally()
                tally.sides.append(side)
                for difference in [
                    left.x - right.x, left.y - right.y, left.maxX - right.maxX, left.maxY - right.maxY,
                ] {
                    tally.differences.append(abs(difference) / unit)
                }
                if Ballot.placeIoU(vote.1, left, other.1, right) > identicalIoU {
                    tally.identical += 1
                    if tally.lastImage != image { tally.images += 1 }
                    tally.lastImage = image
                }
                tallies[Pair(a: vote.0, b: other.0)] = tally
            }
        }
    }

    /// The probability that two people draw the same box without knowing of each other.
    private static func chance(side: Double, spread: Double) -> Double {
        let deviation = spread * (BayesParameters().noiseSide * max(1, side)).squareRoot()
        let tolerance = max(0.5, 0.005 * side)
        // The difference of two edges has twice the variance of one.
        let edge = erf(tolerance / (deviation * 2))
        return edge * edge * edge * edge
    }
}
