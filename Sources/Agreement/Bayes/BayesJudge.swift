import Foundation
import Labeling

/// Judges the candidates of an image with skills that are given: a function of the image and the model.
///
/// A fit gives its own images their consensus in this way too, so an image judged again comes out the same.
struct BayesJudge {
    let parameters: BayesParameters
    /// What objects are judged with, and what the fit reported at its end.
    let judging: SkillEstimates
    let settled: SkillEstimates
    let people: [AccountID]
    let labels: [LabelClassID]
    private let odds: ExistenceOdds
    private let classes: ClassModel
    private let objectCount: ObjectCount

    /// A judge for the people and classes of a table.
    init(_ model: CrowdModel, for table: CandidateTable, parameters: BayesParameters) {
        self.parameters = parameters
        people = table.people
        labels = table.labels
        judging = SkillEstimates(
            model, people: people, labels: labels, parameters: parameters, isSettled: false)
        settled = SkillEstimates(
            model, people: people, labels: labels, parameters: parameters, isSettled: true)
        odds = ExistenceOdds(judging, parameters: parameters)
        classes = ClassModel(judging)
        objectCount = model.objectCount
    }

    /// What is to be said of a candidate.
    func judgement(on candidate: Int, in table: CandidateTable) -> Judgement {
        let slots = table.slots(candidate)
        guard table.standing[candidate] == .open else { return known(candidate, in: table) }
        let place = FusedPlace(of: candidate, in: table, skills: judging, parameters: parameters)
        let drew = Array(table.annotator[slots])
        let silent = table.asked[table.image[candidate]].filter { person in
            !drew.contains(person) && !table.neutral[candidate].contains(person)
        }
        let terms = odds.terms(
            drew: drew, silent: silent,
            place: ExistenceModel.evidence(
                place, people: table.annotator[slots], spread: judging.spread, parameters))
        let posterior = classes.posterior(of: candidate, in: table)
        let named = BayesJudge.named(Array(table.label[slots]), posterior)
        let weights = drew.map { 1 / (judging.spread[$0] * judging.spread[$0]) }
        let precision = drew.reduce(0) { $0 + 1 / (settled.spread[$1] * settled.spread[$1]) }
        let usual = place.unit / precision.squareRoot()
        return Judgement(
            probability: ExistenceOdds.probability(terms.logit),
            odds: terms, edges: place.edges,
            deviation: usual
                * place.relativeSpread(of: drew, judging.spread, strength: parameters.placeStrength),
            placeShares: BayesJudge.shares(place.weights),
            outlineWeights: weights, classShares: classShares(of: drew), named: named,
            classProbability: posterior[named[0].label], placeScore: parameters.placeScore)
    }

    private func known(_ candidate: Int, in table: CandidateTable) -> Judgement {
        let isReal = table.standing[candidate] == .real
        let said = Array(table.label[table.slots(candidate)])
        var posterior = Array(repeating: 0.0, count: labels.count)
        for label in isReal ? [table.knownLabel[candidate]] : said {
            posterior[label] += 1
        }
        let named = BayesJudge.named(isReal ? said + [table.knownLabel[candidate]] : said, posterior)
        let none = Array(repeating: 0.0, count: said.count)
        return Judgement(
            probability: isReal ? 1 : 0, odds: ExistenceOdds.Terms(), edges: table.middle[candidate],
            deviation: 0, placeShares: none, outlineWeights: none, classShares: none, named: named,
            classProbability: isReal ? 1 : named[0].probability, placeScore: parameters.placeScore)
    }

    /// The expected errors of an image, by kind.
    ///
    /// - Parameters:
    ///   - image: its index in the table.
    ///   - judgements: what was found of its candidates.
    func risk(of image: Int, in table: CandidateTable, _ judgements: [Judgement]) -> RiskParts {
        var unseen = 0.0
        for (level, share) in zip(parameters.difficulties, settled.difficultyShares) {
            unseen += table.asked[image].reduce(share) { product, person in
                product * ExistenceModel.missRate(settled.miss[person], shift: level.shift)
            }
        }
        let total = judgements.reduce(0) { $0 + $1.probability }
        return ImageRisk.parts(of: judgements, unseen: objectCount.missed(unseen: unseen, total: total))
    }

    /// The classes that were named, most probable first, ties in order of class; they sum to 1.
    private static func named(
        _ said: [Int], _ posterior: [Double]
    ) -> [(label: Int, probability: Double)] {
        var named: [Int] = []
        for label in said.sorted() where named.last != label { named.append(label) }
        let total = named.reduce(0) { $0 + posterior[$1] }
        return
            named
            .sorted { posterior[$0] == posterior[$1] ? $0 < $1 : posterior[$0] > posterior[$1] }
            .map { ($0, total > 0 ? posterior[$0] / total : 1 / Double(named.count)) }
    }

    /// The mean over the four edges of each vote's share of the weight.
    private static func shares(_ weights: [SIMD4<Double>]) -> [Double] {
        let total = weights.reduce(.zero, +)
        return weights.map { ($0 / total).sum() / 4 }
    }

    /// Each person's share of what all say about the class: the log odds that they name the right one.
    private func classShares(of people: [Int]) -> [Double] {
        let others = Double(max(1, labels.count - 1))
        let weights = people.map { person in
            max(0, log(judging.accuracy[person] * others / (1 - judging.accuracy[person])))
        }
        let total = weights.reduce(0, +)
        return weights.map { total > 0 ? $0 / total : 1 / Double(people.count) }
    }
}
