public import Labeling

/// Of the candidates given a probability, how many were there: by tenths, and in one number.
///
/// Source: DeGroot and Fienberg 1983; the calibration error Naeini, Cooper and Hauskrecht 2015; the score Brier 1950.
public struct ReliabilityDiagram: Codable, Hashable, Sendable {
    /// The candidates whose probability lies in one tenth.
    public struct Bin: Codable, Hashable, Sendable {
        /// Where it begins.
        public let low: Double
        /// Where it ends, not included but for 1.
        public let high: Double
        /// How many candidates there are.
        public let count: Int
        /// The mean of their probabilities; nil if there is none.
        public let predicted: Double?
        /// The share that was there, with Wilson's interval.
        public let observed: Estimate
        /// The images of those that lie on the wrong side first, then of the others, each once.
        public let images: [ImageID]
    }

    /// How many bins there are.
    public static let binCount = 10
    /// So many images are named for a bin.
    public static let namedImages = 20

    /// From 0 to 1.
    public let bins: [Bin]
    /// The mean over candidates of how far their bin's share lies from its mean probability, 0…1; nil if there is none.
    public let expectedCalibrationError: Double?
    /// The mean square of probability less outcome, 0…1.
    public let brierScore: Double?
    /// How many candidates there are.
    public let count: Int

    /// The diagram of observations, with their probabilities as they are or corrected.
    public init(_ observations: [ExistenceObservation], corrected: [Double]? = nil) {
        let probabilities = corrected ?? observations.map(\.probability)
        var members = Array(repeating: [Int](), count: Self.binCount)
        for (index, probability) in probabilities.enumerated() {
            members[min(Self.binCount - 1, max(0, Int(probability * Double(Self.binCount))))].append(index)
        }
        count = observations.count
        bins = members.enumerated().map { number, members in
            Self.bin(number, members.map { (observations[$0], probabilities[$0]) })
        }
        guard count > 0 else {
            expectedCalibrationError = nil
            brierScore = nil
            return
        }
        var (gaps, squares) = (0.0, 0.0)
        for bin in bins {
            let gap = (bin.predicted ?? 0) - (bin.observed.value ?? 0)
            gaps += abs(gap) * Double(bin.count)
        }
        for (observation, probability) in zip(observations, probabilities) {
            let rest = probability - (observation.isRight ? 1 : 0)
            squares += rest * rest
        }
        expectedCalibrationError = gaps / Double(count)
        brierScore = squares / Double(count)
    }

    private static func bin(
        _ number: Int, _ members: [(observation: ExistenceObservation, probability: Double)]
    ) -> Bin {
        let low = Double(number) / Double(binCount)
        let isSurprise = { (one: (observation: ExistenceObservation, probability: Double)) in
            one.observation.isRight != (one.probability >= 0.5)
        }
        var images: [ImageID] = []
        var isNamed: Set<ImageID> = []
        for one in members.filter(isSurprise) + members.filter({ !isSurprise($0) })
        where images.count < namedImages && isNamed.insert(one.observation.image).inserted {
            images.append(one.observation.image)
        }
        return Bin(
            low: low, high: Double(number + 1) / Double(binCount), count: members.count,
            predicted: members.isEmpty
                ? nil : members.reduce(0) { $0 + $1.probability } / Double(members.count),
            observed: .proportion(successes: members.count { $0.observation.isRight }, of: members.count),
            images: images)
    }
}
