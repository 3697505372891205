public import Geometry

/// A box as box fusion takes it: with a class, a score, and the model or person it came from.
public struct RatedBox: Hashable, Sendable {
    /// Where it is; the unit does not matter.
    public var box: Box
    /// Its class; boxes of different classes are never put together.
    public var label: Int
    /// How sure its model is of it, above 0; a person is sure, 1.
    public var score: Double
    /// Which model or person it came from, an index into the weights.
    public var source: Int

    /// A box with all its properties.
    public init(box: Box, label: Int, score: Double = 1, source: Int) {
        self.box = box
        self.label = label
        self.score = score
        self.source = source
    }
}

/// What box fusion made of several boxes.
public struct FusedBox: Hashable, Sendable {
    /// The fused box.
    public let box: Box
    /// The class of all its members.
    public let label: Int
    /// Its score, as the rule has it.
    public let score: Double
    /// Indices of the boxes that went into it, by falling score.
    public let members: [Int]

    /// A fused box with all its properties.
    public init(box: Box, label: Int, score: Double, members: [Int]) {
        self.box = box
        self.label = label
        self.score = score
        self.members = members
    }
}

extension [RatedBox] {
    /// The indices of boxes with an area, class by class, each class by falling weighted score and then by index.
    func ranked(weights: [Double], leastScore: Double = -.infinity) -> [[Int]] {
        let usable = indices.filter { self[$0].score >= leastScore && self[$0].box.area > 0 }
        func rating(_ index: Int) -> Double { self[index].score * weights[self[index].source] }
        return Set(usable.map { self[$0].label }).sorted().map { label in
            usable.filter { self[$0].label == label }
                .sorted { left, right in
                    let (first, second) = (rating(left), rating(right))
                    return first == second ? left < right : first > second
                }
        }
    }
}
