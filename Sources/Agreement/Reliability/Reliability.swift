import Labeling

/// How far the probabilities of existence can be taken at their word, before and after they are corrected.
public struct Reliability: Codable, Hashable, Sendable {
    /// As the method gives them.
    public let before: ReliabilityDiagram
    /// Corrected, each image by what the other images teach; nil where there is too little to learn from.
    public let after: ReliabilityDiagram?
    /// The correction that all observations teach together.
    public let recalibration: LogisticRecalibration?
    /// How many observations there are of each source.
    public let sources: [ExistenceObservation.Source: Int]

    private static let folds = 10

    /// Measures it, the corrected by ten-fold cross-validation over images.
    ///
    /// O(observations · folds). The order of the observations changes nothing but the order of named images.
    public init(_ observations: [ExistenceObservation]) {
        before = ReliabilityDiagram(observations)
        recalibration = .fit(observations)
        sources = observations.reduce(into: [:]) { $0[$1.source, default: 0] += 1 }
        let order = Set(observations.map(\.image)).sorted()
        let rank = Dictionary(zip(order, order.indices)) { first, _ in first }
        let fold = observations.map { rank[$0.image, default: 0] % Self.folds }
        var corrected = observations.map(\.probability)
        for held in 0..<Self.folds {
            let rest = zip(observations, fold).filter { $0.1 != held }.map(\.0)
            guard let learned = LogisticRecalibration.fit(rest) else {
                after = nil
                return
            }
            for index in observations.indices where fold[index] == held {
                corrected[index] = learned.corrected(observations[index].probability)
            }
        }
        after = ReliabilityDiagram(observations, corrected: corrected)
    }
}
