import Geometry
import Testing

@testable import Agreement

@Suite("Average linkage")
struct AverageLinkageTests {
    /// Best pair first, straight from the definition: every two groups are compared anew before each join.
    private func byDefinition(
        annotators: [Int], links: [AverageLinkage.Link], threshold: Double
    ) -> [[Int]] {
        var groups = annotators.indices.map { [$0] }
        func sum(_ a: [Int], _ b: [Int], _ value: (AverageLinkage.Link) -> Double) -> Double {
            var total = 0.0
            for link in links
            where (a.contains(link.first) && b.contains(link.second))
                || (b.contains(link.first) && a.contains(link.second))
            {
                total += value(link)
            }
            return total
        }
        while true {
            var best: (rank: Double, first: Int, second: Int)?
            for first in groups.indices {
                for second in groups.indices where second > first {
                    let (a, b) = (groups[first], groups[second])
                    let pairs = Double(a.count * b.count)
                    let people = Set(a.map { annotators[$0] })
                    guard sum(a, b, \.place) / pairs >= threshold,
                        people.isDisjoint(with: b.map { annotators[$0] })
                    else { continue }
                    let rank = sum(a, b, \.rank) / pairs
                    if best == nil || rank > best?.rank ?? 0 { best = (rank, first, second) }
                }
            }
            guard let best else { return groups }
            groups[best.first] = (groups[best.first] + groups[best.second]).sorted()
            groups.remove(at: best.second)
        }
    }

    /// Links with many equal similarities: eighths, whose sums are exact in any order.
    private func scene(
        _ seed: UInt64, shapes: Int, people: Int, density: Double
    ) -> ([Int], [AverageLinkage.Link]) {
        var dice = Dice(seed)
        let annotators = (0..<shapes).map { _ in Int.random(in: 0..<people, using: &dice) }
        var links: [AverageLinkage.Link] = []
        for first in 0..<shapes {
            for second in (first + 1)..<max(shapes, first + 1)
            where annotators[first] != annotators[second] && dice.uniform(0...1) < density {
                let place = Double(Int.random(in: 1...8, using: &dice)) / 8
                let rank = dice.uniform(0...1) < 0.3 ? place - 0.125 : place
                links.append(AverageLinkage.Link(first: first, second: second, place: place, rank: rank))
            }
        }
        return (annotators, links)
    }

    @Test("Tables and rows find the groups of the definition", arguments: 0..<60 as Range<UInt64>)
    func sameGroups(seed: UInt64) {
        let density = [0.05, 0.15, 0.5, 1][Int(seed % 4)]
        let (annotators, links) = scene(seed, shapes: 22, people: 2 + Int(seed % 7), density: density)
        let expected = byDefinition(annotators: annotators, links: links, threshold: 0.25)
        func groups(smallPart: Int, cellsPerLink: Int) -> [[Int]] {
            AverageLinkage.groups(
                annotators: annotators, links: links, threshold: 0.25, smallPart: smallPart,
                cellsPerLink: cellsPerLink)
        }
        #expect(groups(smallPart: 1000, cellsPerLink: 0) == expected)
        #expect(groups(smallPart: 0, cellsPerLink: 0) == expected)
        #expect(groups(smallPart: 4, cellsPerLink: 2) == expected)
        #expect(AverageLinkage.groups(annotators: annotators, links: links, threshold: 0.25) == expected)
    }

    @Test("More than 64 annotators do not share a bit", arguments: 0..<8 as Range<UInt64>)
    func manyPeople(seed: UInt64) {
        let (annotators, links) = scene(seed, shapes: 200, people: 150, density: 0.03 + 0.02 * Double(seed))
        let tables = AverageLinkage.groups(
            annotators: annotators, links: links, threshold: 0.25, smallPart: 1000, cellsPerLink: 0)
        let rows = AverageLinkage.groups(
            annotators: annotators, links: links, threshold: 0.25, smallPart: 0, cellsPerLink: 0)
        #expect(tables == rows)
        #expect(tables.flatMap { $0 }.sorted() == Array(0..<200))
        #expect(tables.contains { $0.count > 2 })
        for group in tables {
            #expect(Set(group.map { annotators[$0] }).count == group.count)
            #expect(group == group.sorted())
        }
        #expect(tables.map { $0[0] } == tables.map { $0[0] }.sorted())
    }

    @Test("Nothing, and shapes without links")
    func trivial() {
        #expect(AverageLinkage.groups(annotators: [], links: [], threshold: 0.25).isEmpty)
        #expect(AverageLinkage.groups(annotators: [0, 1], links: [], threshold: 0.25) == [[0], [1]])
    }
}
