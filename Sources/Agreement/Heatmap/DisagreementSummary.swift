import Geometry
public import Labeling

/// What one image adds to the disagreement of its data set: where, at which sizes, in which classes, between whom.
///
/// Small, so that a data set is summed up without reading its answers again.
public struct DisagreementSummary: Hashable, Sendable {
    /// Cells along each side of the frame, which is the image stretched to a square.
    public static let side = 32
    /// Values are kept in so many steps.
    public static let steps = 255.0

    /// How many people answered; with fewer than two there is nothing else here.
    public let annotators: Int
    /// Where they differ, over all objects first, then over those of each class.
    public let frames: [Frame]
    /// The consensus objects, accepted or not.
    public let objects: [Object]
    /// How any two of the people differ.
    public let pairs: [Pair]

    /// The cells of the frame in which people differ.
    public struct Frame: Hashable, Sendable {
        /// The class whose objects these are; nil for all.
        public let labelID: LabelClassID?
        /// By ascending place.
        public let cells: [Cell]

        /// A frame with all its properties.
        public init(labelID: LabelClassID?, cells: [Cell]) {
            self.labelID = labelID
            self.cells = cells
        }
    }

    /// One cell with the mean of each layer over it, in steps of 1/255.
    public struct Cell: Hashable, Sendable {
        /// Row by row from the top left, from 0.
        public let place: Int
        /// The layers in the order of ``DisagreementLayer``.
        public let values: SIMD4<UInt8>

        /// A cell with all its properties.
        public init(place: Int, values: SIMD4<UInt8>) {
            self.place = place
            self.values = values
        }
    }

    /// An object with the doubts about it.
    public struct Object: Hashable, Sendable {
        /// Its class.
        public let labelID: LabelClassID
        /// The box around it: x, y, width and height in whole pixels.
        public let box: [Int]
        /// The side of a square of the same area in pixels.
        public let side: Double
        /// The layers' doubts in the order of ``DisagreementLayer``, 0…1: entropy of who drew it, 1 − mean IoU of the votes
        /// for its boundary, entropy of its class votes, and all together first.
        public let doubts: [Double]
        /// The classes that its votes gave it, one a vote.
        public let named: [LabelClassID]

        /// An object with all its properties.
        public init(
            labelID: LabelClassID, box: [Int], side: Double, doubts: [Double], named: [LabelClassID]
        ) {
            self.labelID = labelID
            self.box = box
            self.side = side
            self.doubts = doubts
            self.named = named
        }

        /// Its doubt in a layer.
        public func doubt(_ layer: DisagreementLayer) -> Double { doubts[layer.position] }
    }

    /// How two people differ on the image.
    public struct Pair: Hashable, Sendable {
        /// The one with the lower identifier.
        public let a: AccountID
        /// The one with the higher identifier.
        public let b: AccountID
        /// 1 − ``PairAgreement/agreement``, 0…1.
        public let disagreement: Double
        /// Shapes that both drew.
        public let matched: Int
        /// Shapes that only one drew.
        public let alone: Int
        /// Of those that both drew, how many have two classes.
        public let renamed: Int

        /// A pair with all its properties.
        public init(
            a: AccountID, b: AccountID, disagreement: Double, matched: Int, alone: Int, renamed: Int
        ) {
            self.a = a
            self.b = b
            self.disagreement = disagreement
            self.matched = matched
            self.alone = alone
            self.renamed = renamed
        }
    }

    /// A summary with all its properties.
    public init(annotators: Int, frames: [Frame], objects: [Object], pairs: [Pair]) {
        self.annotators = annotators
        self.frames = frames
        self.objects = objects
        self.pairs = pairs
    }
}

extension DisagreementLayer {
    /// Its place among all layers.
    var position: Int {
        switch self {
        case .total: 0
        case .presence: 1
        case .boundary: 2
        case .class: 3
        }
    }
}
