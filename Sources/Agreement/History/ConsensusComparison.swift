public import Labeling

/// How the consensus of a whole project differs from another.
public struct ConsensusComparison: Hashable, Sendable {
    /// How many objects changed in each way; one may have changed in several.
    public struct Tally: Hashable, Sendable {
        /// Objects before.
        public internal(set) var before = 0
        /// Objects after.
        public internal(set) var after = 0
        /// How many changed in each way.
        public internal(set) var kinds: [ObjectChange.Kind: Int] = [:]
    }

    /// Images whose consensus was held against another.
    public let compared: Int
    /// Images with any change, the greatest first, ties by identifier.
    public let images: [ImageComparison]
    /// All objects together.
    public let total: Tally
    /// The same by class: what was removed counts under the class it had, all else under the class it has.
    public let labels: [LabelClassID: Tally]

    /// The images of a comparison in order, and their sums.
    ///
    /// - Parameters:
    ///   - images: all that were compared.
    ///   - same: how many further objects there are of each class, on images that are the same to the byte.
    ///   - sameImages: how many such images there are.
    public init(_ images: [ImageTally], same: [LabelClassID: Int] = [:], sameImages: Int = 0) {
        compared = images.count + sameImages
        let changed = images.map(\.comparison).filter { !$0.changes.isEmpty }
        let ordered = changed.map { ImageAmount(image: $0, amount: $0.amount) }.sorted(by: <)
        self.images = ordered.map(\.image)
        var labels = same.mapValues { Tally(before: $0, after: $0) }
        for image in images {
            for (label, count) in image.before { labels[label, default: Tally()].before += count }
            for (label, count) in image.after { labels[label, default: Tally()].after += count }
            for change in image.comparison.changes {
                guard let label = (change.after ?? change.before)?.labelID else { continue }
                for kind in change.kinds { labels[label, default: Tally()].kinds[kind, default: 0] += 1 }
            }
        }
        self.labels = labels
        var total = Tally()
        for one in labels.values {
            total.before += one.before
            total.after += one.after
            total.kinds.merge(one.kinds, uniquingKeysWith: +)
        }
        self.total = total
    }
}

/// An image with how much of it changed, which is reckoned once.
private struct ImageAmount {
    let image: ImageComparison
    let amount: Double

    /// The greatest change first, ties by identifier.
    static func < (left: ImageAmount, right: ImageAmount) -> Bool {
        left.amount == right.amount ? left.image.image < right.image.image : left.amount > right.amount
    }
}

/// One image in a comparison, with how many objects of each class there were and are.
public struct ImageTally: Hashable, Sendable {
    /// What changed.
    public let comparison: ImageComparison
    /// Objects before, by class.
    public let before: [LabelClassID: Int]
    /// Objects after, by class.
    public let after: [LabelClassID: Int]

    /// Compares an image's accepted objects before and after, and counts them.
    public init(image: ImageID, before: [ComparedObject], after: [ComparedObject]) {
        comparison = ImageComparison(image: image, before: before, after: after)
        self.before = before.reduce(into: [:]) { $0[$1.labelID, default: 0] += 1 }
        self.after = after.reduce(into: [:]) { $0[$1.labelID, default: 0] += 1 }
    }
}
