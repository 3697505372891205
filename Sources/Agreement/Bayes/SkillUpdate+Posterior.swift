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
        let seen = observations.asked(table.asked)
        let miss = objects.indices.map { person in
            BetaPosterior(
                parameters.miss, yes: objects[person] - objectsDrawn[person], of: objects[person],
                seen: seen.objects[person])
        }
        let falseMark = others.indices.map { person in
            BetaPosterior(
                parameters.falseMark, yes: othersDrawn[person], of: others[person],
                seen: seen.others[person])
        }
        return (miss, falseMark)
    }

    /// The Beta posterior of somebody's share of right classes.
    func classAccuracy(_ person: Int) -> BetaPosterior {
        let prior = parameters.classAccuracy
        return BetaPosterior(
            prior, yes: rightClasses[person] - prior.yes, of: allClasses[person] - prior.total,
            seen: classes > 1 ? observations.placed[person] : 0)
    }

    /// The equal-tailed 95 % interval of somebody's spread by its scaled inverse chi-square posterior.
    func spreadRange(_ person: Int) -> SkillRange {
        let edges = 4 * observations.placed[person]
        let freedom = parameters.spreadStrength + edges
        let variance = squares[person] / squareCounts[person]
        func end(_ p: Double) -> Double {
            let quantile = GammaDistribution.chiSquareQuantile(p, freedom: freedom)
            return Rounding.parameter((freedom * variance / quantile).squareRoot())
        }
        return SkillRange(low: end(0.975), high: end(0.025), count: Rounding.probability(edges))
    }

    /// The posterior variance of somebody's bias, edge by edge, given their spread.
    func biasVariance(_ person: Int, spread: Double) -> Double {
        let own = observations.offsets[person] + parameters.biasStrength
        let known = observations.knownOffsets
        let variance = 1 / own + (known > 0 ? 1 / (known + parameters.biasStrength) : 0)
        return spread * spread * variance
    }

    /// How many objects the classes were learned from, one of a kind before.
    var namedObjects: Double { classTotals.reduce(0, +) - Double(classTotals.count) }
}

/// What is believed of a rate after counting.
struct BetaPosterior {
    /// The mean, with the prior's counts.
    let mean: Double
    /// How many observations it stands on beside the prior, whatever their weight.
    private let seen: Double
    /// The prior's counts.
    private let prior: Double

    /// - Parameters:
    ///   - prior: the counts before anything was seen.
    ///   - yes: the weight of what was so.
    ///   - total: the weight of all.
    ///   - seen: the number of all, each at most once.
    init(_ prior: BayesParameters.BetaPrior, yes: Double, of total: Double, seen: Double) {
        mean = (prior.yes + yes) / (prior.total + total)
        self.seen = max(0, seen)
        self.prior = prior.total
    }

    /// The equal-tailed 95 % interval.
    var range: SkillRange {
        // Counts are differences of sums; their last digits may fall below 0.
        let total = prior + seen
        let distribution = BetaDistribution(
            a: max(mean * total, 1e-6), b: max((1 - mean) * total, 1e-6))
        return SkillRange(
            low: Rounding.parameter(distribution.quantile(0.025)),
            high: Rounding.parameter(distribution.quantile(0.975)), count: Rounding.probability(seen))
    }
}
