public import Labeling

/// How the accepted objects of a project are spread over its classes.
///
/// Intervals are of 95 % and take images, not objects, as independent of one another.
public struct ClassBalance: Sendable {
    /// What is known of one class.
    public struct Row: Sendable {
        /// The class.
        public let labelID: LabelClassID
        /// How many objects there are of it.
        public let objects: Int
        /// The images that hold at least one, by position.
        public let images: [ImageID]
        /// Its share of all objects.
        public let share: Estimate
        /// The share of the images that hold at least one, with Wilson's interval.
        public let imageShare: Estimate
        /// How large its objects are.
        public let sides: Histogram
        /// How wide for their height.
        public let aspects: Histogram
        /// Whether it has less than ``ClassBalance/rareShare`` of what would be its part were all classes alike.
        public let isRare: Bool
    }

    /// How often two classes are in one image.
    public struct Pair: Hashable, Sendable {
        /// The class with the lower place in the project.
        public let first: LabelClassID
        /// The other one.
        public let second: LabelClassID
        /// How many images hold both.
        public let images: Int
        /// The same divided by how many hold either (Jaccard 1901).
        public let overlap: Double
    }

    /// Below this part of an equal share a class is rare.
    public static let rareShare = 0.25

    /// Images with a consensus.
    public let images: Int
    /// Accepted objects.
    public let objects: Int
    /// The classes, in the order given.
    public let classes: [Row]
    /// Every two classes that share an image.
    public let pairs: [Pair]
    /// Objects of the most frequent class for each of the least frequent one that has any.
    public let imbalance: Estimate
    /// How many classes of equal size would be as diverse: the exponential of Shannon's entropy (Hill 1973).
    public let effectiveClasses: Estimate

    /// Counts the objects of images, by position, in O(images · classes).
    ///
    /// - Parameter labels: the classes that are in use, in their order; others that objects have are added behind.
    public init(_ images: [BalancedImage], labels: [LabelClassID]) {
        let counts = images.map(\.counts)
        let found = Set(counts.flatMap(\.keys))
        let labels = labels + found.subtracting(labels).sorted()
        let totals = counts.reduce(into: [LabelClassID: Int]()) { totals, count in
            totals.merge(count, uniquingKeysWith: +)
        }
        let objects = totals.values.reduce(0, +)
        self.images = images.count
        self.objects = objects
        let tally = BalanceTally(counts: counts, totals: totals, objects: objects)
        classes = labels.map { label in
            tally.row(of: label, in: images, among: labels.count)
        }
        pairs = ClassBalance.pairs(classes)
        imbalance = tally.imbalance
        effectiveClasses = tally.effectiveClasses
    }

    private static func pairs(_ rows: [Row]) -> [Pair] {
        let sets = rows.map { Set($0.images) }
        var pairs: [Pair] = []
        for first in rows.indices {
            for second in rows.indices.dropFirst(first + 1) {
                let both = sets[first].intersection(sets[second]).count
                guard both > 0 else { continue }
                let either = sets[first].count + sets[second].count - both
                pairs.append(
                    Pair(
                        first: rows[first].labelID, second: rows[second].labelID, images: both,
                        overlap: Double(both) / Double(either)))
            }
        }
        return pairs
    }
}
