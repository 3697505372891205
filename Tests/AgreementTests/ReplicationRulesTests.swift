import Agreement
import Foundation
import Labeling
import Testing

@Suite("Rules of replication")
struct ReplicationRulesTests {
    private let rules = ReplicationRules(
        finish: [
            .init(answers: 2, agreement: 0.8), .init(answers: 2, risk: 0.1), .init(answers: 3, empty: 0.9),
        ], maximum: 4)

    private func state(
        _ answers: Int, agreement: Double? = nil, risk: Double? = nil, empty: Double = 0
    ) -> String {
        let (state, rule) = rules.decision(
            on: StoppingFigures(answers: answers, agreement: agreement, risk: risk, empty: empty))
        return rule.map { "\(state.rawValue) \($0)" } ?? state.rawValue
    }

    @Test(
        "the first rule all of whose conditions hold finishes an image; a figure that there is not meets none"
    )
    func decisions() {
        #expect(state(0) == "open")
        #expect(state(1, agreement: 1, risk: 0, empty: 1) == "open", "too few people")
        #expect(state(2, agreement: 0.8) == "finished 0")
        #expect(state(2, agreement: 0.79) == "open")
        #expect(state(2, agreement: 0.5, risk: 0.1) == "finished 1")
        #expect(state(2, agreement: 0.5, risk: 0.11, empty: 1) == "open", "nothing on it needs three people")
        #expect(state(3, agreement: 0.5, risk: 0.11, empty: 0.9) == "finished 2")
        #expect(state(4, agreement: 0.5, risk: 0.11) == "exhausted")
    }

    @Test("two places at first, then one at a time, never more than the maximum, none once it is through")
    func slots() {
        #expect(rules.first == 2)
        #expect(rules.freeSlots(for: .open, answers: 0, held: 0) == 2)
        #expect(rules.freeSlots(for: .open, answers: 1, held: 0) == 1)
        #expect(rules.freeSlots(for: .open, answers: 1, held: 1) == 0)
        #expect(rules.freeSlots(for: .open, answers: 2, held: 0) == 1)
        #expect(rules.freeSlots(for: .open, answers: 3, held: 1) == 0)
        #expect(rules.freeSlots(for: .finished, answers: 2, held: 0) == 0)
        #expect(ReplicationRules(finish: [], maximum: 3).first == 3, "without rules all are asked at once")
    }

    @Test("an answer of somebody who fails gold is none of those counted, where the rules say so")
    func doubted() throws {
        func state(_ rules: ReplicationRules, _ answers: Int, doubted: Int, agreement: Double = 1) -> String {
            var figures = StoppingFigures(answers: answers, agreement: agreement, risk: nil, empty: 0)
            figures.doubted = doubted
            return rules.decision(on: figures).state.rawValue
        }
        var asking = rules
        asking.goldFailed = true
        #expect(state(rules, 2, doubted: 1) == "finished", "nothing is asked about it")
        #expect(state(asking, 2, doubted: 0) == "finished")
        #expect(state(asking, 2, doubted: 1) == "open")
        #expect(state(asking, 3, doubted: 1) == "finished")
        #expect(state(asking, 4, doubted: 1, agreement: 0) == "open", "four is the most that count")
        #expect(state(asking, 5, doubted: 1, agreement: 0) == "exhausted")
        #expect(asking.freeSlots(for: .open, answers: 1, held: 0) == 1)
        let text = try JSONEncoder().encode(asking)
        #expect(try JSONDecoder().decode(ReplicationRules.self, from: text) == asking)
        let old = Data(#"{"finish":[{"answers":2}],"maximum":3}"#.utf8)
        #expect(try JSONDecoder().decode(ReplicationRules.self, from: old).goldFailed == false)
    }

    @Test("expected errors are calibrated before a rule looks at them")
    func calibrated() {
        let consensus = ImageConsensus(
            image: ImageID("i"), annotators: [AccountID("a"), AccountID("b")], objects: [], conflicts: [],
            duplicates: [], pairs: [], agreement: 0.5, agreementReason: nil, risk: 0.06)
        #expect(rules.decision(on: StoppingFigures(consensus)).state == .finished)
        #expect(rules.decision(on: StoppingFigures(consensus, riskFactor: 2)).state == .open)
        #expect(StoppingFigures(consensus, riskFactor: 2).risk == 0.12)
    }
}
