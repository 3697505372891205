import Agreement
import Geometry
import Labeling
import Testing

@Suite("Copies whose edges were moved")
struct NearCopiesTests {
    /// How somebody draws: the standard deviation of their edges, in pixels, and where they draw all edges too far out.
    private struct Hand {
        let name: String
        var noise = 4.0
        var outward = 0.0
        /// Whose shapes they take, moving the edges a little.
        var copies: String?
    }

    private static let honest = ["ann", "ben", "cem", "dot", "eve", "fay"]

    private func pairs(_ hands: [Hand], seed: UInt64, images: Int = 12, method: String) throws -> [CopiedPair]
    {
        var dice = Dice(seed)
        let answers = (0..<images).map { number in
            var drawing = Drawing()
            for row in 0..<3 {
                let (x, y) = (dice.uniform(50...600), Double(row) * 300 + dice.uniform(20...60))
                let (width, height) = (dice.uniform(60...200), dice.uniform(60...200))
                var drawn: [String: Box] = [:]
                for hand in hands {
                    var box =
                        hand.copies.flatMap { drawn[$0] }
                        ?? Box(x: x, y: y, width: width, height: height)
                    let noise = hand.copies == nil ? hand.noise : 1.2
                    box = Box(
                        minX: box.x - hand.outward + dice.normal(noise),
                        minY: box.y - hand.outward + dice.normal(noise),
                        maxX: box.maxX + hand.outward + dice.normal(noise),
                        maxY: box.maxY + hand.outward + dice.normal(noise))
                    drawn[hand.name] = box
                    drawing.shape(hand.name, .box(box))
                }
            }
            return drawing.answers(hands.map(\.name), image: "image\(100 + number)")
        }
        let merged = try #require(ConsensusMethods.named(method))
            .consensus(of: answers, settings: ConsensusSettings(method: method))
        return CopiedPair.all(in: answers, consensus: merged)
    }

    @Test(
        "Who copies and moves each edge by a pixel or two is named, and nobody else",
        arguments: 0..<3 as Range<UInt64>, methods)
    func moved(seed: UInt64, method: String) throws {
        let crowd = Self.honest.map { Hand(name: $0) }
        #expect(try pairs(crowd, seed: seed, method: method).isEmpty, "honest people")
        let found = try pairs(crowd + [Hand(name: "zoe", copies: "cem")], seed: seed, method: method)
        let pair = try #require(found.first)
        #expect(found.count == 1 && pair.a == AccountID("cem") && pair.b == AccountID("zoe"))
        #expect(pair.sharedShapes == 36 && pair.sameShapes > 24 && pair.images > 10)
        #expect(pair.expectedByChance < 6 && pair.leastIoU < 0.995)
    }

    @Test("Two exact people among coarse ones did not copy", arguments: 0..<4 as Range<UInt64>)
    func exact(seed: UInt64) throws {
        let crowd = Self.honest.map { Hand(name: $0, noise: 9) }
        let exact = ["yan", "zoe"].map { Hand(name: $0, noise: 1) }
        #expect(try pairs(crowd + exact, seed: seed, method: QuorumConsensus.id).isEmpty)
    }

    @Test("Nor did two who share a habit of drawing too far out", arguments: 0..<4 as Range<UInt64>)
    func habit(seed: UInt64) throws {
        let crowd = Self.honest.map { Hand(name: $0, noise: 2) }
        let loose = ["yan", "zoe"].map { Hand(name: $0, noise: 2, outward: 7) }
        #expect(try pairs(crowd + loose, seed: seed, method: QuorumConsensus.id).isEmpty)
    }

    @Test("Where hardly anybody else drew, nobody is named: how exact people are is not known")
    func few() throws {
        let hands = [
            Hand(name: "ann"), Hand(name: "ben"), Hand(name: "cem"), Hand(name: "zoe", copies: "ann"),
        ]
        #expect(try pairs(hands, seed: 3, method: QuorumConsensus.id).isEmpty)
    }
}
