/// What is believed of every candidate with the skills of one round; candidates may be estimated in any order.
struct EstimationRound {
    private let table: CandidateTable
    private let skills: SkillEstimates
    private let parameters: BayesParameters
    private let existence: ExistenceModel
    private let classes: ClassModel

    init(_ table: CandidateTable, skills: SkillEstimates, parameters: BayesParameters) {
        self.table = table
        self.skills = skills
        self.parameters = parameters
        existence = ExistenceModel(table, skills: skills, parameters: parameters)
        classes = ClassModel(skills)
    }

    /// Makes an estimate that of a candidate; its memory is used again.
    func estimate(_ candidate: Int, _ estimate: inout CandidateEstimate) {
        if table.standing[candidate] == .open {
            judge(candidate, &estimate)
        } else {
            take(candidate, &estimate)
        }
    }

    private func judge(_ candidate: Int, _ estimate: inout CandidateEstimate) {
        var evidence = 0.0
        // The place of a single vote says nothing about existence and teaches nothing.
        if table.slots(candidate).count > 1 {
            estimate.place.fit(candidate, in: table, skills: skills, parameters: parameters)
            evidence = existence.evidence(of: estimate.place, on: candidate, in: table)
        }
        existence.judge(candidate, in: table, evidence: evidence, verdict: &estimate.verdict)
        classes.judge(candidate, in: table, shares: &estimate.classes)
    }

    /// What is known is taken as it is, and only judged for how hard it was to see.
    private func take(_ candidate: Int, _ estimate: inout CandidateEstimate) {
        let isReal = table.standing[candidate] == .real
        estimate.place.take(candidate, in: table, skills: skills, parameters: parameters)
        existence.judge(candidate, in: table, evidence: 0, verdict: &estimate.verdict)
        estimate.verdict.existence = isReal ? 1 : 0
        estimate.classes.removeAll(keepingCapacity: true)
        for label in table.labels.indices {
            estimate.classes.append(isReal && label == table.knownLabel[candidate] ? 1 : 0)
        }
    }
}
