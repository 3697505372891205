import Agreement
import Testing

@Suite("Labels as crowd-kit aggregates them")
struct LabelReferenceTests {
    private struct File: Decodable {
        struct Answer: Decodable {
            let probabilities: [[Double]]
            let people: [Double]
            let start: Start?
        }
        struct Start: Decodable {
            let habits: [[Double]]
            let strategies: [[Double]]

            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                habits = try list.decode([[Double]].self)
                strategies = try list.decode([[Double]].self)
            }
        }
        struct Case: Decodable {
            let labels: Int
            let people: Int
            let votes: [[Int]]
            let dawidSkene: Answer
            let oneCoin: Answer
            let glad: Answer
            let mace: Answer

            var answers: LabelVotes {
                LabelVotes(
                    tasks: (votes.map { $0[0] }.max() ?? -1) + 1, people: people, labels: labels,
                    votes: votes.map { LabelVotes.Vote(task: $0[0], person: $0[1], label: $0[2]) })
            }
        }
        let cases: [Case]
    }

    private func cases() throws -> [File.Case] {
        let file: File = try fixture("labels.json")
        #expect(file.cases.count >= 10)
        return file.cases
    }

    private func expect(
        _ found: LabelAggregate, _ expected: File.Answer, within tolerance: Double, people: Double? = nil
    ) {
        #expect(found.probabilities.count == expected.probabilities.count)
        for (row, other) in zip(found.probabilities, expected.probabilities) {
            #expect(zip(row, other).allSatisfy { abs($0 - $1) < tolerance }, "\(row) is \(other)")
        }
        #expect(found.people.count == expected.people.count)
        #expect(zip(found.people, expected.people).allSatisfy { abs($0 - $1) < people ?? tolerance })
    }

    @Test("Dawid and Skene's model, to 1e-6")
    func dawidSkene() throws {
        for item in try cases() {
            expect(DawidSkene().aggregate(item.answers), item.dawidSkene, within: 1e-6)
        }
    }

    @Test("Its one-coin form, to 1e-6")
    func oneCoin() throws {
        for item in try cases() { expect(OneCoin().aggregate(item.answers), item.oneCoin, within: 1e-6) }
    }

    @Test("GLAD, to 1e-3")
    func glad() throws {
        for item in try cases() {
            expect(GLAD().aggregate(item.answers), item.glad, within: 1e-3, people: 5e-3)
        }
    }

    @Test("MACE from the package's start, to 1e-6")
    func mace() throws {
        for item in try cases() {
            let start = try #require(item.mace.start)
            let model = MACE(
                start: MACE.Start(
                    habits: start.habits.map { SIMD2($0[0], $0[1]) }, strategies: start.strategies))
            expect(model.aggregate(item.answers), item.mace, within: 1e-6)
        }
    }

    @Test(
        "People and tasks may be numbered otherwise", arguments: LabelAggregators.all.map { type(of: $0).id })
    func order(id: String) throws {
        let model = try #require(LabelAggregators.named(id))
        for item in try cases() {
            let votes = item.answers
            let turned = LabelVotes(
                tasks: votes.tasks, people: votes.people, labels: votes.labels,
                votes: votes.votes.reversed().map {
                    LabelVotes.Vote(
                        task: votes.tasks - 1 - $0.task, person: votes.people - 1 - $0.person, label: $0.label
                    )
                })
            let (first, second) = (model.aggregate(votes), model.aggregate(turned))
            for (row, other) in zip(first.probabilities, second.probabilities.reversed()) {
                #expect(zip(row, other).allSatisfy { abs($0 - $1) < 1e-6 })
            }
        }
    }

    @Test(
        "Nobody, nothing and one label alone are answered",
        arguments: LabelAggregators.all.map { type(of: $0).id })
    func degenerate(id: String) throws {
        let model = try #require(LabelAggregators.named(id))
        #expect(model.aggregate(LabelVotes(tasks: 0, people: 0, labels: 0, votes: [])).probabilities.isEmpty)
        let one = LabelVotes(
            tasks: 2, people: 1, labels: 1, votes: [LabelVotes.Vote(task: 0, person: 0, label: 0)])
        #expect(model.aggregate(one).probabilities == [[1], [1]])
        let lone = LabelVotes(
            tasks: 2, people: 1, labels: 2, votes: [LabelVotes.Vote(task: 0, person: 0, label: 1)])
        let found = model.aggregate(lone).probabilities
        #expect(found[0][1] >= 0.5 && found.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-9 })
    }
}
