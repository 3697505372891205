import Foundation

/// The rounds of one fit: objects and skills estimated in turn.
struct BayesModel {
    let table: CandidateTable
    let parameters: BayesParameters
    /// What the last round judged with.
    private(set) var judging: SkillEstimates
    /// What followed from it.
    private(set) var settled: SkillEstimates
    /// What the last round taught.
    private(set) var lessons: SkillUpdate
    /// The expected number of drawn objects of each image, in the last round.
    private(set) var totals: [Double]

    /// Fits a model in a fixed number of rounds.
    ///
    /// O(rounds · votes · (levels + classes)).
    init(_ table: CandidateTable, parameters: BayesParameters) {
        self.table = table
        self.parameters = parameters
        settled = SkillEstimates(
            people: table.people.count, classes: table.labels.count, parameters: parameters)
        judging = settled
        lessons = SkillUpdate(table, parameters: parameters)
        totals = []
        let rounds = max(1, parameters.rounds)
        for round in 1...rounds {
            // The last round's skills are kept in the model: it judges with what is written there.
            judging = round == rounds ? settled.rounded() : settled
            learn()
        }
    }

    private mutating func learn() {
        let existence = ExistenceModel(table, skills: judging, parameters: parameters)
        let classes = ClassModel(judging)
        lessons = SkillUpdate(table, parameters: parameters)
        totals = Array(repeating: 0, count: table.asked.count)
        var estimate = CandidateEstimate()
        for candidate in 0..<table.count {
            if table.standing[candidate] == .open {
                judge(candidate, existence, classes, &estimate)
            } else {
                take(candidate, existence, &estimate)
            }
            totals[table.image[candidate]] += estimate.existence
            lessons.add(candidate, estimate, in: table, skills: judging)
        }
        settled = lessons.skills(after: judging, in: table)
    }

    private func judge(
        _ candidate: Int, _ existence: ExistenceModel, _ classes: ClassModel,
        _ estimate: inout CandidateEstimate
    ) {
        estimate.place.fit(candidate, in: table, skills: judging, parameters: parameters)
        existence.judge(
            candidate, in: table,
            evidence: existence.evidence(of: estimate.place, on: candidate, in: table),
            verdict: &estimate.verdict)
        classes.judge(candidate, in: table, shares: &estimate.classes)
    }

    /// What is known is taken as it is, and only judged for how hard it was to see.
    private func take(
        _ candidate: Int, _ existence: ExistenceModel, _ estimate: inout CandidateEstimate
    ) {
        let isReal = table.standing[candidate] == .real
        estimate.place.take(candidate, in: table, skills: judging, parameters: parameters)
        existence.judge(candidate, in: table, evidence: 0, verdict: &estimate.verdict)
        estimate.verdict.existence = isReal ? 1 : 0
        estimate.classes.removeAll(keepingCapacity: true)
        for label in table.labels.indices {
            estimate.classes.append(isReal && label == table.knownLabel[candidate] ? 1 : 0)
        }
    }
}
