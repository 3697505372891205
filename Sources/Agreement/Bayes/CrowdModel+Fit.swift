import Labeling

extension CrowdModel {
    /// What a finished fit learned.
    init(_ fit: BayesModel) {
        let (judging, settled) = (fit.judging, fit.settled.rounded())
        self.init(
            annotators: CrowdModel.skills(fit, settled),
            realShare: settled.realShare,
            difficultyShares: settled.difficultyShares,
            classes: fit.table.labels,
            classPrior: judging.classPrior,
            confusion: judging.confusion,
            namedObjects: Rounding.parameter(fit.lessons.classes.namedObjects),
            objectCount: ObjectCount(totals: fit.totals),
            images: fit.table.panel.count,
            typicalSide: fit.typicalSide,
            judging: JudgingSkills(
                miss: judging.miss, falseMark: judging.falseMark, placeSpread: judging.spread,
                bias: judging.bias.map { [$0.x, $0.y, $0.z, $0.w] }, classAccuracy: judging.accuracy,
                realShare: judging.realShare, difficultyShares: judging.difficultyShares))
    }

    /// A model of nobody: everybody is judged by the priors.
    ///
    /// - Parameter side: the typical side of the objects in pixels; nil takes the usual one.
    static func unlearned(_ parameters: BayesParameters, side: Double? = nil) -> CrowdModel {
        var parameters = parameters
        parameters.typicalSide = parameters.typicalSide ?? side
        return CrowdModel(BayesModel(CandidateTable(people: [], labels: []), parameters: parameters))
    }

    private static func skills(_ fit: BayesModel, _ settled: SkillEstimates) -> [AnnotatorSkill] {
        let (lessons, parameters) = (fit.lessons, fit.parameters)
        let biasVariances = lessons.place.biasVariances(settled.spread, parameters)
        return fit.table.people.enumerated().map { index, person in
            let bias = settled.bias[index]
            return AnnotatorSkill(
                annotator: person, miss: settled.miss[index], falseMark: settled.falseMark[index],
                placeSpread: settled.spread[index], bias: [bias.x, bias.y, bias.z, bias.w],
                classAccuracy: settled.accuracy[index],
                missRange: lessons.sight.miss(index, parameters).range,
                falseMarkRange: lessons.sight.falseMark(index, parameters).range,
                placeSpreadRange: lessons.place.spreadRange(index, parameters),
                classAccuracyRange: lessons.classes.accuracy(index, parameters).range,
                biasDeviation: Rounding.parameter(biasVariances[index].squareRoot()))
        }
    }
}
