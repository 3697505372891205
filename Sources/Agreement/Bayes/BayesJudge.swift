import Foundation
import Labeling

/// Judges the candidates of a table with skills that are given: a function of each image and the model.
///
/// A fit gives its own images their consensus in this way too, so an image judged again comes out the same. What
/// candidates have in common is found once, for each sighting and each naming.
struct BayesJudge: Sendable {
    let parameters: BayesParameters
    private let table: CandidateTable
    private let places: PlaceModel
    private let sights: [SightVerdict]
    private let names: [NameVerdict]
    /// How exact everybody is when objects are judged, and what the fit reported at its end.
    private let spread: [Double]
    private let settled: SkillEstimates
    /// How far the edges of people stray, all together.
    private let crowdSpread: Double
    private let objectCount: ObjectCount
    private let recalibration: LogisticRecalibration?

    /// How many sightings and namings are handed to a core at a time.
    private static let block = 256

    /// A judge of the candidates of a table.
    init(_ model: CrowdModel, for table: CandidateTable, parameters: BayesParameters) {
        let parameters = parameters.scaled(to: model.typicalSide)
        self.parameters = parameters
        self.table = table
        func skills(isSettled: Bool) -> SkillEstimates {
            SkillEstimates(
                model, people: table.people, labels: table.labels, parameters: parameters,
                isSettled: isSettled)
        }
        let judging = skills(isSettled: false)
        spread = judging.spread
        settled = skills(isSettled: true)
        objectCount = model.objectCount
        recalibration = model.recalibration
        crowdSpread = model.crowdSpread ?? parameters.spread
        places = PlaceModel(judging, parameters: parameters)
        let odds = ExistenceOdds(judging, parameters: parameters)
        sights = Array(0..<table.sightings.count).concurrentMap(block: BayesJudge.block) {
            SightVerdict($0, in: table, odds: odds)
        }
        let classes = ClassModel(judging)
        names = Array(0..<table.namings.count).concurrentMap(block: BayesJudge.block) {
            NameVerdict(table.namings[$0], in: table, classes: classes, accuracy: judging.accuracy)
        }
    }

    /// What is to be said of a candidate.
    ///
    /// - Parameter place: memory that is used again.
    func judgement(on candidate: Int, place: inout FusedPlace) -> Judgement {
        guard table.standing[candidate] == .open else { return known(candidate) }
        let slots = table.slots(candidate)
        return table.withVotes { people, edges in
            let people = UnsafeBufferPointer(rebasing: people[slots])
            places.fuse(
                PlaceModel.Votes(
                    people: people, edges: UnsafeBufferPointer(rebasing: edges[slots]),
                    middle: table.middle[candidate], isUnanimous: table.isUnanimous[candidate]),
                into: &place)
            let sight = sights[Int(table.sighting[candidate])]
            let evidence = places.evidence(of: place, by: people)
            let precision = people.reduce(0) { sum, person in
                sum + 1 / (settled.spread[Int(person)] * settled.spread[Int(person)])
            }
            let deviation =
                place.unit / precision.squareRoot()
                * places.relativeSpread(of: place, by: people, strength: parameters.placeStrength)
            let other = place.unit * crowdSpread
            let plain = ExistenceOdds.probability(sight.terms.logit(place: evidence))
            return Judgement(
                probability: recalibration?.corrected(plain) ?? plain,
                evidence: sight.evidence(
                    place: evidence, recalibration: recalibration?.shift(of: plain)), edges: place.edges,
                deviation: deviation,
                truthDeviation: (deviation * deviation + other * other).squareRoot(),
                placeShares: BayesJudge.shares(place.weights),
                naming: names[Int(table.naming[candidate])], placeScore: parameters.placeScore)
        }
    }

    private func known(_ candidate: Int) -> Judgement {
        let isReal = table.standing[candidate] == .real
        let naming = table.namings[Int(table.naming[candidate])]
        let label = isReal ? table.labels[Int(table.knownLabel[candidate])] : nil
        return Judgement(
            probability: isReal ? 1 : 0, evidence: nil, edges: table.middle[candidate], deviation: 0,
            truthDeviation: 0, placeShares: Array(repeating: 0, count: naming.count),
            naming: NameVerdict(naming, in: table, known: label), placeScore: parameters.placeScore)
    }

    /// How much the outlines of those who drew a candidate count: one over the variance of each one's edges.
    func outlineWeights(_ candidate: Int) -> [Double] {
        guard table.standing[candidate] == .open else { return table.slots(candidate).map { _ in 0 } }
        return table.annotator[table.slots(candidate)].map { 1 / (spread[Int($0)] * spread[Int($0)]) }
    }

    /// The expected errors of an image, by kind.
    ///
    /// - Parameters:
    ///   - image: its index in the table.
    ///   - judgements: what was found of its candidates.
    func risk(of image: Int, _ judgements: [Judgement]) -> RiskParts {
        let panel = table.panels[Int(table.panel[image])]
        var unseen = 0.0
        for (level, share) in zip(parameters.difficulties, settled.difficultyShares) {
            unseen += panel.reduce(share) { product, member in
                product * ExistenceModel.missRate(settled.miss[member.person], shift: level.shift)
            }
        }
        let total = judgements.reduce(0) { $0 + $1.probability }
        return ImageRisk.parts(of: judgements, unseen: objectCount.missed(unseen: unseen, total: total))
    }

    /// The mean over the four edges of each vote's share of the weight.
    private static func shares(_ weights: [SIMD4<Double>]) -> [Double] {
        let total = weights.reduce(.zero, +)
        return weights.map { ($0 / total).sum() / 4 }
    }
}
