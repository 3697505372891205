/// What one round of estimates teaches about the annotators: sums over all candidates in their order.
struct SkillUpdate {
    let parameters: BayesParameters
    let classes: Int
    private var difficulty: [Double]
    private var real = 0.0
    private var weight = 0.0
    /// Weight of the objects whose difficulty was judged.
    private var graded = 0.0
    /// Weight of easy objects, and of what is none, by annotator: all they were asked about, and what they drew.
    private(set) var objects: [Double]
    private(set) var objectsDrawn: [Double]
    private(set) var others: [Double]
    private(set) var othersDrawn: [Double]
    /// The same by image, for everybody who answered it.
    private(set) var imageObjects: [Double]
    private(set) var imageOthers: [Double]
    private(set) var squares: [Double]
    private(set) var squareCounts: [Double]
    /// Offsets of the edges from the consensus, and from what is known; with the weight behind them.
    private var offsets: [SIMD4<Double>]
    private(set) var offsetWeights: [Double]
    private var knownOffsets: [SIMD4<Double>]
    private(set) var knownWeights: [Double]
    /// The same as above, with what is known counting once, whatever its weight: what intervals stand on.
    private(set) var observations: SkillObservations
    private(set) var rightClasses: [Double]
    private(set) var allClasses: [Double]
    private var confusion: [Double]
    private(set) var classTotals: [Double]

    init(_ table: CandidateTable, parameters: BayesParameters) {
        let (people, images) = (table.people.count, table.asked.count)
        let zeros = Array(repeating: 0.0, count: people)
        self.parameters = parameters
        classes = table.labels.count
        difficulty = Array(repeating: 0, count: parameters.difficulties.count)
        (objects, objectsDrawn, others, othersDrawn) = (zeros, zeros, zeros, zeros)
        imageObjects = Array(repeating: 0, count: images)
        imageOthers = imageObjects
        squares = Array(
            repeating: parameters.spreadStrength * parameters.spread * parameters.spread, count: people)
        squareCounts = Array(repeating: parameters.spreadStrength, count: people)
        offsets = Array(repeating: .zero, count: people)
        offsetWeights = zeros
        observations = SkillObservations(people: people, images: images)
        knownOffsets = offsets
        knownWeights = zeros
        rightClasses = Array(repeating: parameters.classAccuracy.yes, count: people)
        allClasses = Array(repeating: parameters.classAccuracy.total, count: people)
        confusion = Array(repeating: 0.2, count: classes * classes)
        classTotals = Array(repeating: 1, count: classes)
    }

    /// Adds what a candidate teaches.
    mutating func add(
        _ candidate: Int, _ estimate: CandidateEstimate, in table: CandidateTable, skills: SkillEstimates
    ) {
        addExistence(candidate, estimate, in: table)
        guard table.placeWeight[candidate] > 0 else { return }
        addPlace(candidate, estimate, in: table, skills: skills)
        if classes > 1 { addClasses(candidate, estimate, in: table) }
    }

    private mutating func addExistence(
        _ candidate: Int, _ estimate: CandidateEstimate, in table: CandidateTable
    ) {
        let (own, existence) = (table.weight[candidate], estimate.existence)
        guard own > 0 else { return }
        // An object that nobody drew is no candidate, but it tells how hard objects are to see.
        if !table.slots(candidate).isEmpty {
            weight += own
            real += own * existence
        }
        for level in difficulty.indices {
            difficulty[level] += own * existence * estimate.verdict.difficulty[level]
        }
        graded += own * existence
        let easy = own * existence * estimate.verdict.difficulty[0]
        let other = own * (1 - existence)
        imageObjects[table.image[candidate]] += easy
        imageOthers[table.image[candidate]] += other
        let once = min(own, 1) / own
        observations.add(
            objects: easy * once, others: other * once, image: table.image[candidate],
            neutral: table.neutral[candidate])
        for person in table.neutral[candidate] {
            objects[person] -= easy
            others[person] -= other
        }
        for slot in table.slots(candidate) {
            objectsDrawn[table.annotator[slot]] += easy
            othersDrawn[table.annotator[slot]] += other
        }
    }

    private mutating func addPlace(
        _ candidate: Int, _ estimate: CandidateEstimate, in table: CandidateTable, skills: SkillEstimates
    ) {
        let place = estimate.place
        let lesson = estimate.existence * table.placeWeight[candidate]
        let isKnown = table.standing[candidate] == .real
        let total = pointwiseMax(
            place.weights.reduce(.zero, +), SIMD4(repeating: Double.leastNormalMagnitude))
        for (index, slot) in table.slots(candidate).enumerated() {
            let person = table.annotator[slot]
            let residual = place.residuals[index]
            let z = residual / skills.spread[person]
            let student = (parameters.freedom + 1) / (parameters.freedom + z * z)
            // A vote pulls the mean towards itself; what is left must be scaled up by its share.
            let rest = (1 - place.weights[index] / total).clamped(
                lowerBound: SIMD4(repeating: 0.15), upperBound: SIMD4(repeating: 1))
            squares[person] += lesson * (student * residual * residual / rest).sum()
            squareCounts[person] += 4 * lesson
            let offset = lesson * student * (residual + skills.bias[person])
            let pull = lesson * student.sum() / 4
            let once = min(table.placeWeight[candidate], 1) / table.placeWeight[candidate]
            observations.add(object: lesson * once, pull: pull * once, person: person, isKnown: isKnown)
            if isKnown {
                knownOffsets[person] += offset
                knownWeights[person] += pull
            } else {
                offsets[person] += offset
                offsetWeights[person] += pull
            }
        }
    }

    private mutating func addClasses(
        _ candidate: Int, _ estimate: CandidateEstimate, in table: CandidateTable
    ) {
        let existence = estimate.existence * table.placeWeight[candidate]
        for real in 0..<classes { classTotals[real] += existence * estimate.classes[real] }
        for slot in table.slots(candidate) {
            let (person, said) = (table.annotator[slot], table.label[slot])
            rightClasses[person] += existence * estimate.classes[said]
            allClasses[person] += existence
            for real in 0..<classes where real != said {
                confusion[real * classes + said] += existence * estimate.classes[real]
            }
        }
    }

    /// The skills that follow from all that was added.
    func skills(after old: SkillEstimates, in table: CandidateTable) -> SkillEstimates {
        let counts = counts(in: table)
        var new = old
        new.realShare = (parameters.realShare.yes + real) / (parameters.realShare.total + weight)
        for (level, known) in parameters.difficulties.enumerated() {
            new.difficultyShares[level] =
                (known.share * parameters.difficultyStrength + difficulty[level])
                / (parameters.difficultyStrength + graded)
        }
        for person in table.people.indices {
            new.miss[person] = min(max(counts.miss[person].mean, 0.01), 0.97)
            new.falseMark[person] = min(max(counts.falseMark[person].mean, 0.005), 0.9)
        }
        settlePlace(&new)
        if classes > 1 { settleClasses(&new) }
        return new
    }

    private func settlePlace(_ new: inout SkillEstimates) {
        let spreads = zip(squares, squareCounts).map { ($0 / $1).squareRoot() }
        let floor = parameters.spreadFloor * Median.of(spreads)
        new.spread = spreads.map { max($0, floor) }
        settleBias(&new)
    }

    /// Everybody's bias: their own, and the one that all share, which only what is known can tell.
    private func settleBias(_ new: inout SkillEstimates) {
        let prior = parameters.biasStrength
        let old = new.commonBias
        var (known, knownTotal) = (SIMD4<Double>.zero, prior)
        for person in new.bias.indices {
            known += knownOffsets[person] - knownWeights[person] * (new.bias[person] - old)
            knownTotal += knownWeights[person]
        }
        let common = known / knownTotal
        // Offsets from the consensus hold the common bias that was taken off before.
        let own = new.bias.indices.map { person in
            (offsets[person] - offsetWeights[person] * old + knownOffsets[person]
                - knownWeights[person] * common)
                / (offsetWeights[person] + knownWeights[person] + prior)
        }
        // What all share beyond that cannot be told from the truth.
        var (sum, total) = (SIMD4<Double>.zero, 0.0)
        for person in own.indices {
            let weight = max(offsetWeights[person] + knownWeights[person], 1e-9)
            sum += own[person] * weight
            total += weight
        }
        let middle = sum / max(total, 1e-9)
        let limit = SIMD4<Double>(repeating: 0.25)
        new.commonBias = common.clamped(lowerBound: -limit, upperBound: limit)
        new.bias = own.map { bias in
            new.commonBias + (bias - middle).clamped(lowerBound: -limit, upperBound: limit)
        }
    }

    private func settleClasses(_ new: inout SkillEstimates) {
        for person in new.accuracy.indices {
            new.accuracy[person] = min(
                max(rightClasses[person] / allClasses[person], 1 / Double(classes)), 0.995)
        }
        for real in 0..<classes {
            var total = 0.0
            for said in 0..<classes where said != real { total += confusion[real * classes + said] }
            for said in 0..<classes where said != real {
                new.confusion[real * classes + said] = confusion[real * classes + said] / total
            }
        }
        let total = classTotals.reduce(0, +)
        new.classPrior = classTotals.map { $0 / total }
    }
}
