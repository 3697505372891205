import Agreement
import Foundation
import Geometry
import Labeling
import Testing

@Suite("Class balance")
struct ClassBalanceTests {
    private func image(_ number: Int, _ objects: [String: Int], side: Double = 20) -> BalancedImage {
        BalancedImage(
            id: ImageID("i\(number)"),
            objects: objects.sorted { $0.key < $1.key }.flatMap { label, count in
                (0..<count).map { _ in
                    BalancedImage.Object(
                        labelID: LabelClassID(label),
                        shape: .box(Box(x: 0, y: 0, width: 2 * side, height: side / 2)))
                }
            })
    }

    private func balance(_ images: [[String: Int]], labels: [String]) -> ClassBalance {
        ClassBalance(
            images.enumerated().map { image($0.offset, $0.element) }, labels: labels.map { LabelClassID($0) })
    }

    @Test("counts, shares and images by class; classes without objects stand there with none")
    func counts() {
        let balance = balance(
            [["a": 3, "b": 1], ["a": 2], [:], ["b": 1, "z": 1]], labels: ["a", "b", "c"])
        #expect(balance.images == 4 && balance.objects == 8)
        #expect(balance.classes.map(\.labelID.rawValue) == ["a", "b", "c", "z"])
        #expect(balance.classes.map(\.objects) == [5, 2, 0, 1])
        #expect(balance.classes.map(\.images.count) == [2, 2, 0, 1])
        let shares: [Double?] = [0.625, 0.25, 0, 0.125]
        #expect(balance.classes.map(\.share.value) == shares)
        let imageShares: [Double?] = [0.5, 0.5, 0, 0.25]
        #expect(balance.classes.map(\.imageShare.value) == imageShares)
        #expect(balance.classes.map(\.isRare) == [false, false, true, false])
        #expect(balance.pairs.map { "\($0.first) \($0.second)" } == ["a b", "b z"])
        #expect(balance.pairs.map(\.images) == [1, 1])
        let overlaps: [Double] = [1.0 / 3, 0.5]
        #expect(balance.pairs.map(\.overlap) == overlaps)
        #expect(balance.imbalance.value == 5)
    }

    @Test("equal classes count in full, one class alone as one")
    func effective() throws {
        let equal = balance([["a": 2, "b": 2], ["c": 2, "d": 2]], labels: ["a", "b", "c", "d"])
        #expect(abs(try #require(equal.effectiveClasses.value) - 4) < 1e-12)
        #expect(abs(try #require(equal.imbalance.value) - 1) < 1e-12)
        let single = balance([["a": 2], ["a": 9]], labels: ["a", "b"])
        #expect(single.effectiveClasses.value == 1 && single.effectiveClasses.high == 1)
        #expect(single.imbalance.value == nil && single.imbalance.reason != nil)
        #expect(balance([[:]], labels: ["a"]).effectiveClasses.value == nil)
        let uneven = balance([["a": 3], ["b": 1]], labels: ["a", "b"])
        let entropy = -(0.75 * log(0.75) + 0.25 * log(0.25))
        #expect(abs(try #require(uneven.effectiveClasses.value) - exp(entropy)) < 1e-12)
    }

    @Test("the intervals hold the truth of the source about 19 times in 20")
    func coverage() throws {
        // Each image has 1 to 5 objects: 60 %, 30 % and 10 % of three classes.
        let truth = (share: 0.3, effective: exp(-(0.6 * log(0.6) + 0.3 * log(0.3) + 0.1 * log(0.1))))
        var (shares, diversities, ratios) = (0, 0, 0)
        for seed in 0..<300 as Range<UInt64> {
            var dice = Dice(seed)
            let images = (0..<120).map { _ -> [String: Int] in
                (0...Int(dice.uniform(0...4.999))).reduce(into: [:]) { counts, _ in
                    let roll = dice.uniform(0...1)
                    counts[roll < 0.6 ? "a" : roll < 0.9 ? "b" : "c", default: 0] += 1
                }
            }
            let found = balance(images, labels: ["a", "b", "c"])
            func holds(_ estimate: Estimate, _ value: Double) -> Bool {
                (estimate.low ?? 0) <= value && value <= (estimate.high ?? .infinity)
            }
            if holds(found.classes[1].share, truth.share) { shares += 1 }
            if holds(found.effectiveClasses, truth.effective) { diversities += 1 }
            if holds(found.imbalance, 6) { ratios += 1 }
        }
        for hits in [shares, diversities, ratios] { #expect((270...300).contains(hits), "\(hits)") }
    }

    @Test("sizes and shapes fall into their bins, an edge into the one above")
    func bins() {
        let rows = ClassBalance(
            [image(0, ["a": 1], side: 8), image(1, ["a": 2], side: 700)], labels: [LabelClassID("a")]
        ).classes
        let counts: [Int] = [0, 1, 0, 0, 0, 0, 0, 2]
        #expect(rows[0].sides.counts == counts)
        #expect(rows[0].aspects.counts == [0, 0, 0, 0, 0, 0, 3])
        var sides = Histogram.sides
        sides.add(7.99)
        #expect(sides.counts[0] == 1)
    }

    @Test("the order of the images changes nothing but the order of the examples")
    func order() {
        let counts = (0..<40).map { ["a": $0 % 3, "b": $0 % 2 + 1].filter { $0.value > 0 } }
        let images = counts.enumerated().map { image($0.offset, $0.element) }
        let labels = [LabelClassID("a"), LabelClassID("b")]
        let (one, other) = (
            ClassBalance(images, labels: labels), ClassBalance(images.reversed(), labels: labels)
        )
        #expect(one.classes.map(\.share) == other.classes.map(\.share))
        #expect(abs((one.effectiveClasses.low ?? 0) - (other.effectiveClasses.low ?? 1)) < 1e-12)
    }
}
