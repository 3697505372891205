import Labeling

extension SkillEstimates {
    /// What a model believes of certain people and classes; those it does not know get the priors.
    ///
    /// - Parameters:
    ///   - model: what was learned.
    ///   - people: whom it is about.
    ///   - labels: all classes of the model, and perhaps more, in order of identifier.
    ///   - parameters: the priors.
    ///   - isSettled: whether the skills are those that the fit reports, instead of those that it judged with.
    init(
        _ model: CrowdModel, people: [AccountID], labels: [LabelClassID], parameters: BayesParameters,
        isSettled: Bool
    ) {
        self.init(people: people.count, classes: labels.count, parameters: parameters)
        for (index, person) in people.enumerated() {
            guard let known = model.index(of: person) else { continue }
            let own = model.annotators[known]
            let judging = model.judging
            miss[index] = isSettled ? own.miss : judging.miss[known]
            falseMark[index] = isSettled ? own.falseMark : judging.falseMark[known]
            spread[index] = isSettled ? own.placeSpread : judging.placeSpread[known]
            bias[index] = SIMD4(isSettled ? own.bias : judging.bias[known])
            accuracy[index] = isSettled ? own.classAccuracy : judging.classAccuracy[known]
        }
        realShare = isSettled ? model.realShare : model.judging.realShare
        difficultyShares = isSettled ? model.difficultyShares : model.judging.difficultyShares
        setClasses(model, labels: labels)
    }

    private mutating func setClasses(_ model: CrowdModel, labels: [LabelClassID]) {
        guard labels != model.classes else {
            classPrior = model.classPrior
            confusion = model.confusion
            return
        }
        let known = labels.map { label in model.classes.firstIndex(of: label) }
        // One of a kind more, for each class that the model does not know.
        let whole = model.namedObjects + Double(labels.count)
        classPrior = known.map { index in
            guard let index else { return 1 / whole }
            return model.classPrior[index] * (model.namedObjects + Double(model.classes.count)) / whole
        }
        let count = model.classes.count
        for (real, realIndex) in known.enumerated() {
            guard let realIndex else { continue }
            let row = model.confusion[realIndex * count..<(realIndex + 1) * count]
            // An unknown class is named for it as seldom as the one named most seldom.
            let rest = row.enumerated().filter { $0.offset != realIndex }.map(\.element)
            let seldom = rest.min() ?? 1
            let total = 1 + seldom * Double(labels.count - count)
            for (said, saidIndex) in known.enumerated() where said != real {
                let share = saidIndex.map { row[row.startIndex + $0] } ?? seldom
                confusion[real * labels.count + said] = share / (rest.isEmpty ? total - 1 : total)
            }
        }
    }

    /// The same with every number at 1e-9.
    func rounded() -> SkillEstimates {
        var result = self
        result.miss = miss.map(Rounding.parameter)
        result.falseMark = falseMark.map(Rounding.parameter)
        result.spread = spread.map(Rounding.parameter)
        result.bias = bias.map { edge in
            SIMD4(
                Rounding.parameter(edge.x), Rounding.parameter(edge.y), Rounding.parameter(edge.z),
                Rounding.parameter(edge.w))
        }
        result.accuracy = accuracy.map(Rounding.parameter)
        result.realShare = Rounding.parameter(realShare)
        result.difficultyShares = difficultyShares.map(Rounding.parameter)
        result.classPrior = classPrior.map(Rounding.parameter)
        result.confusion = confusion.map(Rounding.parameter)
        return result
    }
}
