import Agreement
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
}
