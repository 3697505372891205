/// The rounds of one fit: objects and skills estimated in turn.
struct BayesModel {
    let table: CandidateTable
    /// The constants, for objects of the typical side.
    let parameters: BayesParameters
    /// The typical side of the objects in pixels.
    let typicalSide: Double
    /// What the last round judged with.
    private(set) var judging: SkillEstimates
    /// What followed from it.
    private(set) var settled: SkillEstimates
    /// What the last round believed and taught.
    private(set) var lessons: RoundLessons

    /// Fits a model in a fixed number of rounds.
    ///
    /// O(rounds · votes · steps), and O(levels) for each sighting and O(classes) for each naming.
    ///
    /// - Parameter cores: how many cores work at most; nil takes all that the process may use.
    init(_ table: CandidateTable, parameters: BayesParameters, cores: Int? = nil) {
        self.table = table
        typicalSide = Rounding.parameter(
            parameters.typicalSide ?? table.typicalSide ?? BayesParameters.usualSide)
        let parameters = parameters.scaled(to: typicalSide)
        self.parameters = parameters
        settled = SkillEstimates(
            people: table.people.count, classes: table.labels.count, parameters: parameters)
        // The last round's skills are kept in the model: it judges with what is written there.
        for _ in 1..<max(1, parameters.rounds) {
            settled = EstimationRound(table, skills: settled, parameters: parameters)
                .lessons(cores: cores).skills(after: settled, parameters: parameters)
        }
        judging = settled.rounded()
        lessons = EstimationRound(table, skills: judging, parameters: parameters).lessons(cores: cores)
        settled = lessons.skills(after: judging, parameters: parameters)
    }

    /// The expected number of drawn objects of each image, in the last round.
    var totals: [Double] {
        var totals = Array(repeating: 0.0, count: table.panel.count)
        for candidate in 0..<table.count {
            totals[Int(table.image[candidate])] += lessons.existence[candidate]
        }
        return totals
    }
}
