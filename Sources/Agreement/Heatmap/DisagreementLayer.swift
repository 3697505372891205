public import Geometry

/// Which kind of disagreement a heatmap shows.
public enum DisagreementLayer: String, Sendable, CaseIterable {
    /// All kinds together.
    case total
    /// Whether there is an object.
    case presence
    /// Where its edge runs.
    case boundary
    /// What it is called.
    case `class`
}

/// What a ``DisagreementMap`` takes the probabilities from.
public enum DisagreementWeighting: String, Sendable, CaseIterable {
    /// The shares of the people's votes.
    case votes
    /// What the consensus believes: how probable the object and each class is; edge and class count for as much as it is
    /// probable that there is an object at all.
    case probability
}

extension DisagreementMap {
    /// One layer of the map.
    public func grid(of layer: DisagreementLayer) -> DensityGrid {
        switch layer {
        case .total: total
        case .presence: presence
        case .boundary: boundary
        case .class: `class`
        }
    }
}
