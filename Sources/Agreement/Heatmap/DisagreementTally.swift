public import Geometry
public import Labeling

/// The disagreement of a data set, summed up image by image in any order.
public struct DisagreementTally: Sendable {
    /// How many images at least two people answered; means are taken over them.
    public private(set) var images = 0
    /// Doubts about objects by class and size.
    public private(set) var sizes: [SizeClass: Objects] = [:]
    /// How often two votes on one object named these two classes.
    public private(set) var classes: [ClassPair: Int] = [:]
    /// How any two people differ.
    public private(set) var people: [AnnotatorPair: Pairs] = [:]
    /// The classes of the objects, in order of identifier.
    public var labels: [LabelClassID] { Set(sizes.keys.map(\.labelID)).sorted() }

    /// Sums of steps by class, nil for all; the layers one after the other.
    private var frames: [LabelClassID?: [Int]] = [:]
    private static let cells = DisagreementSummary.side * DisagreementSummary.side

    /// Objects of a class whose size is in one bin of ``Histogram/sides``.
    public struct SizeClass: Hashable, Sendable {
        /// The class.
        public let labelID: LabelClassID
        /// The bin, from 0.
        public let bin: Int
    }

    /// Two classes, or one twice.
    public struct ClassPair: Hashable, Sendable {
        /// The one with the lower identifier.
        public let first: LabelClassID
        /// The one with the higher identifier.
        public let second: LabelClassID

        /// A pair in either order.
        public init(_ one: LabelClassID, _ other: LabelClassID) {
            (first, second) = one < other ? (one, other) : (other, one)
        }
    }

    /// Objects with their doubts.
    public struct Objects: Hashable, Sendable {
        /// How many.
        public fileprivate(set) var count = 0
        fileprivate var sums = Array(repeating: 0.0, count: DisagreementLayer.allCases.count)

        /// The mean doubt about them in a layer, 0…1.
        public func mean(_ layer: DisagreementLayer) -> Double {
            count == 0 ? 0 : sums[layer.position] / Double(count)
        }

        /// Those of both.
        public static func + (one: Objects, other: Objects) -> Objects {
            var both = one
            both.count += other.count
            for index in both.sums.indices { both.sums[index] += other.sums[index] }
            return both
        }
    }

    /// What two people drew on the images that both answered.
    public struct Pairs: Hashable, Sendable {
        /// How many images both answered.
        public fileprivate(set) var images = 0
        /// Shapes that both drew.
        public fileprivate(set) var matched = 0
        /// Shapes that only one of them drew.
        public fileprivate(set) var alone = 0
        /// Of those that both drew, how many have two classes.
        public fileprivate(set) var renamed = 0
        fileprivate var sum = 0.0

        /// Mean over images of 1 − their agreement, 0…1.
        public var disagreement: Double { images == 0 ? 0 : sum / Double(images) }
    }

    /// Nothing yet.
    public init() {}

    /// Takes in one more image; those that fewer than two people answered know of no disagreement.
    public mutating func add(_ summary: DisagreementSummary) {
        guard summary.annotators > 1 else { return }
        images += 1
        for frame in summary.frames { add(frame) }
        for object in summary.objects {
            let key = SizeClass(labelID: object.labelID, bin: Self.bin(ofSide: object.side))
            sizes[key, default: Objects()].count += 1
            for index in object.doubts.indices {
                sizes[key, default: Objects()].sums[index] += object.doubts[index]
            }
            for (place, name) in object.named.enumerated() {
                for other in object.named[(place + 1)...] { classes[ClassPair(name, other), default: 0] += 1 }
            }
        }
        for pair in summary.pairs {
            var known = people[AnnotatorPair(pair.a, pair.b)] ?? Pairs()
            known.images += 1
            known.matched += pair.matched
            known.alone += pair.alone
            known.renamed += pair.renamed
            known.sum += pair.disagreement
            people[AnnotatorPair(pair.a, pair.b)] = known
        }
    }

    /// The mean of a layer over all images, in coordinates relative to each image's sides.
    ///
    /// - Parameter label: the class whose objects count; nil for all.
    public func grid(of layer: DisagreementLayer, label: LabelClassID? = nil) -> DensityGrid {
        var grid = DensityGrid(columns: DisagreementSummary.side, rows: DisagreementSummary.side)
        guard images > 0, let sums = frames[label] else { return grid }
        let scale = 1 / (DisagreementSummary.steps * Double(images))
        for place in grid.values.indices {
            grid.values[place] = Double(sums[layer.position * Self.cells + place]) * scale
        }
        return grid
    }

    /// The bin of ``Histogram/sides`` for objects with the area of a square of this side in pixels.
    static func bin(ofSide side: Double) -> Int {
        Histogram.sides.edges.firstIndex { side < $0 } ?? Histogram.sides.edges.count
    }

    private mutating func add(_ frame: DisagreementSummary.Frame) {
        let layers = DisagreementLayer.allCases.count
        frames[frame.labelID, default: Array(repeating: 0, count: layers * Self.cells)]
            .withUnsafeMutableBufferPointer { sums in
                for cell in frame.cells where cell.place >= 0 && cell.place < Self.cells {
                    for layer in 0..<layers {
                        sums[layer * Self.cells + cell.place] += Int(cell.values[layer])
                    }
                }
            }
    }
}
