import Agreement
import Foundation
import Labeling
import TestSupport
import Testing

@Suite("Votes on flags")
struct FlagVoteTests {
    private func shares(_ vote: FlagVote) -> [Double] { vote.shares.map(\.share) }

    @Test("More than half sets a flag, exactly half does not")
    func majority() {
        let vote = FlagVote([[.occluded, .unsure], [.occluded], [.truncated], [.unsure, .occluded]])
        #expect(vote.flags == [.occluded])
        #expect(vote.shares.map(\.flag) == ["occluded", "truncated", "unsure"])
        #expect(shares(vote) == [0.75, 0.25, 0.5])
    }

    @Test("Weights decide, up to four times the median")
    func weighted() {
        let flags: [AnnotationFlags] = [[.truncated], [], []]
        #expect(FlagVote(flags, weights: [3, 1, 1]).flags == [.truncated])
        #expect(shares(FlagVote(flags, weights: [3, 1, 1]))[1] == 3.0 / 5)
        #expect(FlagVote(flags, weights: [2, 1, 1]).flags == [])
        let crowd: [AnnotationFlags] = [[.unsure], [], [], [], []]
        #expect(FlagVote(crowd, weights: [1000, 1, 1, 1, 1]).flags == [])
        #expect(abs(shares(FlagVote(crowd, weights: [1000, 1, 1, 1, 1]))[2] - 0.5) < 1e-12)
    }

    @Test("Crowd is not voted on, and nobody's vote is no flag")
    func outside() {
        #expect(FlagVote([.crowd, .crowd]).flags == [])
        #expect(FlagVote([]).flags == [] && shares(FlagVote([])) == [0, 0, 0])
        #expect(FlagVote([.unsure], weights: [.nan]).flags == [.unsure])
        #expect(FlagVote([.unsure, []], weights: [-1, 2]).flags == [])
    }

    @Test("The order of the people changes no digit, and halves of equal weights stay halves")
    func order() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let weights = (0..<6).map { _ in Double.random(in: 0.1...0.9, using: &random) }
            let flags = (0..<6).map { _ in AnnotationFlags(rawValue: Int.random(in: 0...15, using: &random)) }
            let order = Array(0..<6).shuffled(using: &random)
            let vote = FlagVote(flags, weights: weights)
            #expect(FlagVote(order.map { flags[$0] }, weights: order.map { weights[$0] }) == vote)
            let mirrored = flags + flags.map { AnnotationFlags(rawValue: 15 - $0.rawValue) }
            #expect(FlagVote(mirrored, weights: weights + weights).flags == [])
        }
    }

    @Test("A share survives being written and read")
    func coding() throws {
        let shares = FlagVote([.occluded, [], []]).shares
        let data = try JSONEncoder().encode(shares)
        #expect(try JSONDecoder().decode([FlagShare].self, from: data) == shares)
    }
}
