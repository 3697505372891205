public import Labeling

/// Krippendorff's alpha for class and for place, of all objects that two or more people drew, and by class and size.
///
/// An object is a group of shapes of different people at one place, whatever they called it; what only one person drew
/// has nothing to be compared with and is left out. Intervals are of 95 %, of 1,000 resamples of images.
///
/// Source: Krippendorff 2011; the resampling Efron 1979.
public struct AgreementBreakdown: Codable, Hashable, Sendable {
    /// The figures of some of the objects.
    public struct Row: Codable, Hashable, Sendable {
        /// How many objects two or more people drew.
        public let objects: Int
        /// How many images hold them.
        public let images: Int
        /// The images where their places agree least, at most ``AgreementBreakdown/namedImages``.
        public let examples: [ImageID]
        /// Alpha of their classes; of one class alone whether an object is of it or not.
        ///
        /// `n` counts the objects whose classes went in: of one class those that anybody gave it.
        public let classAlpha: Estimate
        /// Alpha of their places at the distance 1 - IoU, beside shapes of other objects of the same kind, whose mean
        /// distance the resamples leave as it is.
        public let placeAlpha: Estimate
        /// Mean IoU of two people's shapes of an object.
        public let meanIoU: Estimate
    }

    /// The figures of the objects of one class.
    public struct LabelRow: Codable, Hashable, Sendable {
        /// The class that most of their people gave them; of equals the one with the lowest identifier.
        public let labelID: LabelClassID
        /// Their figures.
        public let figures: Row
    }

    /// The figures of the objects of one size.
    public struct SizeRow: Codable, Hashable, Sendable {
        /// Their size, from the mean area of the shapes.
        public let size: SizeClass
        /// Their figures.
        public let figures: Row
    }

    /// From fewer objects a figure says little, and is to be shown as such.
    public static let fewObjects = 30

    /// So many images are named for a row.
    public static let namedImages = 20

    /// All objects.
    public let all: Row
    /// Every class that an object got, in order of identifier.
    public let labels: [LabelRow]
    /// Every size.
    public let sizes: [SizeRow]

    /// Measures agreement from answers, in O(votes + resamples · images · classes).
    ///
    /// The order of the answers changes nothing.
    public init(_ answers: [ImageAnswers], settings: ConsensusSettings = ConsensusSettings()) {
        let shared = answers.filter { $0.annotators.count > 1 }.sorted { $0.image < $1.image }
        let limits = MatchingLimits(settings)
        let extent = RelativeAnswers.extent(of: shared)
        let images = shared.concurrentMap { SharedObject.all(in: $0, limits: limits, extent: extent) }
        let tally = BreakdownTally(images, of: shared.map(\.image))
        all = tally.row(of: { _ in true }, category: nil)
        labels = tally.labels.map { label in
            LabelRow(
                labelID: label,
                figures: tally.row(of: { $0.majority == label }, category: label))
        }
        sizes = SizeClass.allCases.map { size in
            SizeRow(size: size, figures: tally.row(of: { $0.size == size }, category: nil))
        }
    }
}
