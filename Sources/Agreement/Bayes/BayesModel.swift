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
    /// Of each candidate, where several cores work; otherwise none are kept.
    private var estimates: [CandidateEstimate] = []
    private let cores: Int

    /// Below this many candidates one core is as fast as several.
    private static let manyCandidates = 2000

    /// Fits a model in a fixed number of rounds.
    ///
    /// O(rounds · votes · (levels + classes)). With several cores the estimates of all candidates are held, about
    /// 100 bytes a vote.
    ///
    /// - Parameter cores: how many cores work at most; nil takes all that the process may use, if that is worth it.
    init(_ table: CandidateTable, parameters: BayesParameters, cores: Int? = nil) {
        self.table = table
        self.parameters = parameters
        settled = SkillEstimates(
            people: table.people.count, classes: table.labels.count, parameters: parameters)
        judging = settled
        lessons = SkillUpdate(table, parameters: parameters)
        totals = []
        self.cores = cores ?? (table.count < BayesModel.manyCandidates ? 1 : AvailableCores.count)
        if self.cores > 1 {
            estimates = Array(repeating: CandidateEstimate(), count: table.count)
        }
        let rounds = max(1, parameters.rounds)
        for round in 1...rounds {
            // The last round's skills are kept in the model: it judges with what is written there.
            judging = round == rounds ? settled.rounded() : settled
            learn()
        }
        estimates = []
    }

    private mutating func learn() {
        lessons = SkillUpdate(table, parameters: parameters)
        totals = Array(repeating: 0, count: table.asked.count)
        let round = EstimationRound(table, skills: judging, parameters: parameters)
        if estimates.isEmpty {
            var estimate = CandidateEstimate()
            for candidate in 0..<table.count {
                round.estimate(candidate, &estimate)
                add(estimate, of: candidate)
            }
        } else {
            var all: [CandidateEstimate] = []
            swap(&all, &estimates)
            all.concurrentUpdate(cores: cores) { candidate, estimate in round.estimate(candidate, &estimate) }
            // Sums are taken in the order of the candidates, so that they do not depend on the number of cores.
            for candidate in 0..<table.count { add(all[candidate], of: candidate) }
            swap(&all, &estimates)
        }
        settled = lessons.skills(after: judging, in: table)
    }

    private mutating func add(_ estimate: CandidateEstimate, of candidate: Int) {
        totals[table.image[candidate]] += estimate.existence
        lessons.add(candidate, estimate, in: table, skills: judging)
    }
}
