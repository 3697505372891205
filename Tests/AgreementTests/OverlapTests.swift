import Geometry
import Labeling
import Testing

@testable import Agreement

@Suite("Overlaps on one image")
struct OverlapTests {
    private struct Pair: Hashable {
        let first: Int
        let second: Int
    }

    private func swept(_ boxes: [Box], _ owners: [Int32]) -> [Pair] {
        var pairs: [Pair] = []
        MeetingPairs.visit(boxes, owners: owners) { pairs.append(Pair(first: $0, second: $1)) }
        return pairs
    }

    private func compared(_ boxes: [Box], _ owners: [Int32]) -> [Pair] {
        boxes.indices.flatMap { first in
            boxes.indices.compactMap { second in
                let (a, b) = (boxes[first], boxes[second])
                guard second > first, owners[first] != owners[second],
                    (owners[first] < 0) == (owners[second] < 0), a.x < b.maxX, b.x < a.maxX, a.y < b.maxY,
                    b.y < a.maxY
                else { return nil }
                return Pair(first: first, second: second)
            }
        }
    }

    /// Boxes of one kind, by ascending left edge, with owners of whom some marked crowd regions.
    private func scene(_ seed: UInt64, _ kind: Int) -> (boxes: [Box], owners: [Int32]) {
        var dice = Dice(seed)
        let side = [1000.0, 60, 400, 1][kind]
        var boxes = (0..<150).map { _ in
            Box(
                x: dice.uniform(0...side), y: dice.uniform(0...side), width: dice.uniform(1...60),
                height: dice.uniform(1...60))
        }
        if kind == 2 {
            // On a grid, so that edges touch and boxes repeat.
            boxes = boxes.map { box in
                Box(
                    x: (box.x / 20).rounded() * 20, y: (box.y / 20).rounded() * 20,
                    width: (box.width / 20).rounded(.up) * 20, height: (box.height / 20).rounded(.up) * 20)
            }
        }
        if kind == 3 { boxes = boxes.map { Box(x: 7, y: 7, width: $0.width > 30 ? 9 : 4, height: 3) } }
        boxes.append(Box(x: 0, y: 10, width: 1e6, height: 1e-9))
        boxes.sort { $0.x < $1.x }
        let owners = boxes.map { _ in
            let person = Int32.random(in: 0..<4, using: &dice)
            return dice.uniform(0...1) < 0.1 ? ~person : person
        }
        return (boxes, owners)
    }

    @Test(
        "The sweep finds what comparing everything finds, in the same order",
        arguments: 0..<8 as Range<UInt64>, 0..<4)
    func sameAsAllPairs(seed: UInt64, kind: Int) {
        let (boxes, owners) = scene(seed, kind)
        #expect(swept(boxes, owners) == compared(boxes, owners))
    }

    @Test("The sweep finds what a grid finds, on random, dense, equal and touching boxes", arguments: 0..<4)
    func sameAsGrid(kind: Int) {
        let boxes = scene(5, kind).boxes
        let owners = boxes.indices.map { Int32($0) }
        let grid = SpatialIndex(boxes).pairs().map { Pair(first: $0.first, second: $0.second) }
        #expect(swept(boxes, owners) == grid)
    }

    @Test("Few boxes", arguments: 0..<3)
    func few(count: Int) {
        let boxes = Array(repeating: Box(x: 0, y: 0, width: 1, height: 1), count: count)
        #expect(swept(boxes, Array(0..<Int32(count))).count == (count == 2 ? 1 : 0))
    }

    @Test("Ten thousand boxes on one image", .timeLimit(.minutes(1)))
    func manyBoxes() throws {
        var dice = Dice(3)
        var drawing = Drawing()
        for _ in 0..<2000 {
            let (x, y) = (dice.uniform(0...3900), dice.uniform(0...3900))
            for person in Crowd.people {
                drawing.box(person, x + dice.uniform(0...4), y + dice.uniform(0...4), 60, 50)
            }
        }
        let answers = drawing.answers(Crowd.people, side: 4000)
        let limits = MatchingLimits(ConsensusSettings(method: "quorum", iouThreshold: 0.5, quorum: 0.5))
        let candidates = Candidates(answers, limits: limits)
        #expect(candidates.ballots.count > 9_900)
        #expect((1900...2100).contains(candidates.groups.count))
        #expect(candidates.groups.count { $0.count == 5 } > 1800)
    }

    @Test("Five hundred people on one image", .timeLimit(.minutes(1)))
    func manyPeople() throws {
        var dice = Dice(4)
        var drawing = Drawing()
        let people = (0..<500).map { "person\(1000 + $0)" }
        for person in people {
            drawing.box(person, 100 + dice.uniform(0...4), 100 + dice.uniform(0...4), 60, 50)
            drawing.box(person, 400 + dice.uniform(0...4), 100 + dice.uniform(0...4), 60, 50)
        }
        let limits = MatchingLimits(ConsensusSettings(method: "quorum", iouThreshold: 0.5, quorum: 0.5))
        let candidates = Candidates(drawing.answers(people), limits: limits)
        #expect(candidates.groups.map(\.count) == [500, 500])
    }
}
