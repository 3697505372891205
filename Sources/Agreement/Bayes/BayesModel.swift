import Foundation

/// One fit: objects and skills estimated in turn.
struct BayesModel {
    let table: CandidateTable
    let parameters: BayesParameters
    /// Of each candidate of the table, after the last round.
    private(set) var estimates: [CandidateEstimate] = []
    /// Of each annotator, after the last round.
    private(set) var skills: SkillEstimates

    /// Fits a model in a fixed number of rounds.
    ///
    /// O(rounds · votes · (levels + classes)).
    init(_ table: CandidateTable, parameters: BayesParameters) {
        self.table = table
        self.parameters = parameters
        skills = SkillEstimates(
            people: table.people.count, classes: table.labels.count, parameters: parameters)
        estimates.reserveCapacity(table.count)
        let rounds = max(1, parameters.rounds)
        for round in 1...rounds {
            let existence = ExistenceModel(table, skills: skills, parameters: parameters)
            let classes = ClassModel(skills)
            var update = SkillUpdate(table, parameters: parameters)
            for candidate in 0..<table.count {
                let estimate = estimate(candidate, existence, classes)
                update.add(candidate, estimate, in: table, skills: skills)
                if round == rounds { estimates.append(estimate) }
            }
            skills = update.skills(after: skills, in: table)
        }
        for candidate in estimates.indices {
            let precision = table.annotator[table.slots(candidate)].reduce(0) { sum, person in
                sum + 1 / (skills.spread[person] * skills.spread[person])
            }
            estimates[candidate].deviation = estimates[candidate].place.unit / precision.squareRoot()
        }
    }

    private func estimate(
        _ candidate: Int, _ existence: ExistenceModel, _ classes: ClassModel
    ) -> CandidateEstimate {
        let place = FusedPlace(of: candidate, in: table, skills: skills, parameters: parameters)
        let evidence = ExistenceModel.evidence(
            place, people: table.annotator[table.slots(candidate)], spread: skills.spread, parameters)
        return CandidateEstimate(
            place: place,
            verdict: existence.verdict(on: candidate, in: table, evidence: evidence),
            classes: classes.posterior(of: candidate, in: table))
    }

    /// The classes that a candidate's people named, most probable first, ties in order of class; they sum to 1.
    func namedClasses(_ candidate: Int) -> [(label: Int, probability: Double)] {
        var named: [Int] = []
        for label in table.label[table.slots(candidate)].sorted() where named.last != label {
            named.append(label)
        }
        let classes = estimates[candidate].classes
        let total = named.reduce(0) { $0 + classes[$1] }
        return
            named
            .sorted { classes[$0] == classes[$1] ? $0 < $1 : classes[$0] > classes[$1] }
            .map { ($0, total > 0 ? classes[$0] / total : 1 / Double(named.count)) }
    }

    /// The expected number of errors of each image.
    func risks() -> [Double] {
        var totals = Array(repeating: 0.0, count: table.asked.count)
        var errors = totals
        for (candidate, estimate) in estimates.enumerated() {
            let image = table.image[candidate]
            totals[image] += estimate.existence
            guard let label = namedClasses(candidate).first?.label else { continue }
            errors[image] += ImageRisk.errors(
                estimate, accepted: BayesConsensus.isAccepted(estimate), label: label)
        }
        let risk = ImageRisk(totals: totals)
        return table.asked.indices.map { image in
            var unseen = 0.0
            for (level, share) in zip(parameters.difficulties, skills.difficultyShares) {
                unseen += table.asked[image].reduce(share) { product, person in
                    product * ExistenceModel.missRate(skills.miss[person], shift: level.shift)
                }
            }
            return errors[image] + risk.missed(unseen: unseen, total: totals[image])
        }
    }
}
