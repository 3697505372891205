extension SkillUpdate {
    /// Beta posteriors of the miss and false-mark rates, by annotator.
    func counts(in table: CandidateTable) -> (miss: [BetaPosterior], falseMark: [BetaPosterior]) {
        var (objects, others) = (objects, others)
        for (image, people) in table.asked.enumerated() {
            for person in people {
                objects[person] += imageObjects[image]
                others[person] += imageOthers[image]
            }
        }
        let miss = objects.indices.map { person in
            BetaPosterior(
                yes: parameters.miss.yes + objects[person] - objectsDrawn[person],
                total: parameters.miss.total + objects[person], prior: parameters.miss.total)
        }
        let falseMark = others.indices.map { person in
            BetaPosterior(
                yes: parameters.falseMark.yes + othersDrawn[person],
                total: parameters.falseMark.total + others[person], prior: parameters.falseMark.total)
        }
        return (miss, falseMark)
    }

    /// The Beta posterior of somebody's share of right classes.
    func classes(_ person: Int) -> BetaPosterior {
        BetaPosterior(
            yes: rightClasses[person], total: allClasses[person], prior: parameters.classAccuracy.total)
    }

    /// The sum of squares behind somebody's spread, with the prior's, and how many edges that is worth.
    func spread(_ person: Int) -> (squares: Double, count: Double) {
        (squares[person], squareCounts[person])
    }

    /// The posterior variance of somebody's bias, edge by edge, given their spread.
    func biasVariance(_ person: Int, spread: Double) -> Double {
        let own = offsetWeights[person] + knownWeights[person] + parameters.biasStrength
        let known = knownWeights.reduce(0, +)
        let variance = 1 / own + (known > 0 ? 1 / (known + parameters.biasStrength) : 0)
        return spread * spread * variance
    }

    /// How many objects the classes were learned from, one of a kind before.
    var namedObjects: Double { classTotals.reduce(0, +) - Double(classTotals.count) }
}

/// What is believed of a rate after counting.
struct BetaPosterior {
    /// How often it was so, with the prior's.
    let yes: Double
    /// How often there was a chance, with the prior's.
    let total: Double
    /// The prior's part of ``total``.
    let prior: Double

    var mean: Double { yes / total }

    /// The equal-tailed 95 % interval.
    var range: SkillRange {
        // Counts are differences of sums; their last digits may fall below 0.
        let distribution = BetaDistribution(a: max(yes, 1e-6), b: max(total - yes, 1e-6))
        return SkillRange(
            low: Rounding.parameter(distribution.quantile(0.025)),
            high: Rounding.parameter(distribution.quantile(0.975)),
            count: Rounding.probability(max(0, total - prior)))
    }
}
