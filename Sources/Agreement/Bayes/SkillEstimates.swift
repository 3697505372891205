/// What is believed of everybody at one moment of a fit; flat arrays by index of annotator.
struct SkillEstimates {
    var miss: [Double]
    var falseMark: [Double]
    var spread: [Double]
    /// The whole bias of each: ``commonBias`` and their own.
    var bias: [SIMD4<Double>]
    /// The bias that all share; 0 as long as nothing is known for certain.
    var commonBias = SIMD4<Double>.zero
    var accuracy: [Double]
    /// The share of candidates that are objects.
    var realShare: Double
    /// The share of objects of each difficulty.
    var difficultyShares: [Double]
    /// How probable each class is.
    var classPrior: [Double]
    /// `confusion[true · K + said]`: what is said instead when the class is wrong; rows sum to 1, the diagonal is 0.
    ///
    /// One table for all, so that a new annotator costs one number and not K².
    var confusion: [Double]

    /// What is believed of people before anything was seen.
    init(people: Int, classes: Int, parameters: BayesParameters) {
        miss = Array(repeating: parameters.miss.mean, count: people)
        falseMark = Array(repeating: parameters.falseMark.mean, count: people)
        spread = Array(repeating: parameters.spread, count: people)
        bias = Array(repeating: .zero, count: people)
        accuracy = Array(repeating: parameters.classAccuracy.mean, count: people)
        realShare = parameters.realShare.mean
        difficultyShares = parameters.difficulties.map(\.share)
        classPrior = Array(repeating: 1 / Double(max(1, classes)), count: classes)
        confusion = (0..<classes * classes).map { cell in
            cell / classes == cell % classes ? 0 : 1 / Double(classes - 1)
        }
    }
}
