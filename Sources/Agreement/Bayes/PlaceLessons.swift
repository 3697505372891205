/// What a round teaches about how everybody places edges; can be counted in parts that are put together in order.
struct PlaceLessons {
    /// The weight of what is known of somebody's edges.
    private struct Sums {
        /// Of squared residuals over all edges, and of their votes.
        var squares = 0.0
        var votes = 0.0
        /// Of the edges' offsets, and the weight behind them.
        var offset = SIMD4<Double>.zero
        var pull = 0.0

        static func += (left: inout Sums, right: Sums) {
            left.squares += right.squares
            left.votes += right.votes
            left.offset += right.offset
            left.pull += right.pull
        }
    }

    /// Against the consensus, by annotator.
    private var agreed: [Sums]
    /// Against what is known, with the weight of the truth, and counting once; empty where nothing is.
    private var known: [Sums] = []
    private var knownOnce: [Sums] = []

    /// Lessons about so many people.
    init(people: Int) {
        agreed = Array(repeating: Sums(), count: people)
    }

    /// Adds the place of what the votes agree on.
    ///
    /// - Parameter weight: how much it teaches.
    mutating func add(
        _ place: FusedPlace, by people: UnsafeBufferPointer<Int32>, weight: Double, _ model: PlaceModel
    ) {
        let total = place.weights.reduce(.zero, +)
        agreed.withUnsafeMutableBufferPointer { sums in
            model.hands.withUnsafeBufferPointer { hands in
                for vote in 0..<people.count {
                    let person = Int(people[vote])
                    // A vote pulls the mean towards itself; what is left must be scaled up by its share.
                    let rest = SIMD4.larger(
                        1 - place.weights[vote] / total, SIMD4(repeating: PlaceLessons.leastRest))
                    sums[person] += PlaceLessons.sums(
                        place.residuals[vote], hands[person], weight, rest: rest, model.freedom)
                }
            }
        }
    }

    /// Adds votes on what is known to be in a place.
    mutating func add(
        known place: FusedPlace, by people: UnsafeBufferPointer<Int32>, weight: Double, _ model: PlaceModel
    ) {
        if known.isEmpty {
            known = Array(repeating: Sums(), count: agreed.count)
            knownOnce = known
        }
        for vote in 0..<people.count {
            let (person, residual) = (Int(people[vote]), place.residuals[vote])
            let hand = model.hands[person]
            let one = SIMD4(repeating: 1.0)
            known[person] += PlaceLessons.sums(residual, hand, weight, rest: one, model.freedom)
            knownOnce[person] += PlaceLessons.sums(residual, hand, min(weight, 1), rest: one, model.freedom)
        }
    }

    private static let leastRest = 0.15

    @inline(__always)
    private static func sums(
        _ residual: SIMD4<Double>, _ hand: PlaceModel.Hand, _ weight: Double, rest: SIMD4<Double>,
        _ freedom: Double
    ) -> Sums {
        let square = residual * residual
        // Student's weight is this times the rest.
        let scaled = (freedom + 1) * weight / ((freedom + square * hand.precision) * rest)
        let student = scaled * rest
        return Sums(
            squares: (scaled * square).sum(), votes: weight, offset: student * (residual + hand.bias),
            pull: student.sum() / 4)
    }

    /// Adds the lessons of a later part.
    static func += (left: inout PlaceLessons, right: PlaceLessons) {
        add(right.agreed, to: &left.agreed)
        add(right.known, to: &left.known)
        add(right.knownOnce, to: &left.knownOnce)
    }

    private static func add(_ right: [Sums], to left: inout [Sums]) {
        if left.isEmpty {
            left = right
        } else {
            for person in right.indices { left[person] += right[person] }
        }
    }

    /// Puts what was learned into skills.
    func settle(_ skills: inout SkillEstimates, parameters: BayesParameters) {
        let spreads = agreed.indices.map { variance($0, parameters).squareRoot() }
        let floor = parameters.spreadFloor * Median.of(spreads)
        skills.spread = spreads.map { max($0, floor) }
        settleBias(&skills, parameters: parameters)
    }

    /// The posterior mean of the variance of somebody's edges.
    private func variance(_ person: Int, _ parameters: BayesParameters) -> Double {
        let truth = known.isEmpty ? Sums() : known[person]
        let prior = parameters.spreadStrength * parameters.spread * parameters.spread
        let votes = agreed[person].votes + truth.votes
        return (prior + agreed[person].squares + truth.squares) / (parameters.spreadStrength + 4 * votes)
    }

    /// Everybody's bias: their own, and the one that all share, which only what is known can tell.
    private func settleBias(_ skills: inout SkillEstimates, parameters: BayesParameters) {
        let prior = parameters.biasStrength
        let old = skills.commonBias
        var (sum, weight) = (SIMD4<Double>.zero, prior)
        for person in known.indices {
            sum += known[person].offset - known[person].pull * (skills.bias[person] - old)
            weight += known[person].pull
        }
        let common = sum / weight
        // Offsets from the consensus hold the common bias that was taken off before.
        let own = agreed.indices.map { person in
            let truth = known.isEmpty ? Sums() : known[person]
            return (agreed[person].offset - agreed[person].pull * old + truth.offset - truth.pull * common)
                / (agreed[person].pull + truth.pull + prior)
        }
        // What all share beyond that cannot be told from the truth.
        var (shared, total) = (SIMD4<Double>.zero, 0.0)
        for person in own.indices {
            let truth = known.isEmpty ? Sums() : known[person]
            let weight = max(agreed[person].pull + truth.pull, 1e-9)
            shared += own[person] * weight
            total += weight
        }
        let middle = shared / max(total, 1e-9)
        let limit = SIMD4<Double>(repeating: parameters.mostBias)
        skills.commonBias = common.clamped(lowerBound: -limit, upperBound: limit)
        skills.bias = own.map { bias in
            skills.commonBias + (bias - middle).clamped(lowerBound: -limit, upperBound: limit)
        }
    }

    /// How many objects taught about somebody, whatever the weight of what is known.
    func objects(_ person: Int) -> Double {
        agreed[person].votes + (known.isEmpty ? 0 : knownOnce[person].votes)
    }

    /// The equal-tailed 95 % interval of somebody's spread by its scaled inverse chi-square posterior.
    func spreadRange(_ person: Int, _ parameters: BayesParameters) -> SkillRange {
        let edges = 4 * objects(person)
        let freedom = parameters.spreadStrength + edges
        let variance = variance(person, parameters)
        func end(_ p: Double) -> Double {
            let quantile = GammaDistribution.chiSquareQuantile(p, freedom: freedom)
            return Rounding.parameter((freedom * variance / quantile).squareRoot())
        }
        return SkillRange(low: end(0.975), high: end(0.025), count: Rounding.probability(edges))
    }

    /// The posterior variance of everybody's bias, edge by edge, given their spread.
    func biasVariances(_ spread: [Double], _ parameters: BayesParameters) -> [Double] {
        let all = knownOnce.reduce(0) { $0 + $1.pull }
        let common = all > 0 ? 1 / (all + parameters.biasStrength) : 0
        return spread.enumerated().map { person, spread in
            let truth = known.isEmpty ? 0 : knownOnce[person].pull
            return spread * spread * (1 / (agreed[person].pull + truth + parameters.biasStrength) + common)
        }
    }
}
