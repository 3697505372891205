public import Geometry
public import Labeling

/// One shape of a dataset.
public struct DatasetAnnotation: Hashable, Sendable {
    /// Where a shape comes from.
    public enum Layer: String, Hashable, Sendable, CaseIterable {
        /// The merged answer.
        case consensus
        /// One person's answer.
        case annotator
        /// Known truth.
        case gold
        /// A model's output.
        case prediction
    }

    /// Its number in the document; the COCO annotation id.
    public var number: Int
    /// What its source calls it where that is not the number, for example `anna:17` after files were combined.
    public var key: String?
    /// The image's ``DatasetImage/number``.
    public var imageNumber: Int
    /// The class's ``DatasetClass/number``.
    public var classNumber: Int
    /// Where, in pixels; it may reach over the image's edge.
    public var shape: Shape
    /// What was said about it; ``AnnotationFlags/crowd`` is COCO's `iscrowd`.
    public var flags: AnnotationFlags
    /// Answers to the class's questions, by the question's name.
    public var attributes: [String: AttributeValue]
    /// The points by which a box was drawn: the object's topmost, leftmost, bottommost and rightmost.
    public var extremePoints: [ImagePoint]
    /// Where a suggested shape came from.
    public var origin: SuggestionOrigin?
    /// How much work it was; written, not read.
    public var effort: DrawingEffort?
    /// The ``DatasetAnnotator/number`` of the person who drew it.
    public var annotatorNumber: Int?
    /// The version of the guidelines under which it was drawn; written, not read.
    public var guidelineVersion: Int?
    /// The confidence, 0…1.
    public var score: Double?
    /// Where it comes from, where known.
    public var layer: Layer?
    private var derivation: Derivation

    /// An annotation with all its properties.
    public init(
        number: Int, key: String? = nil, imageNumber: Int, classNumber: Int, shape: Shape,
        flags: AnnotationFlags = [], attributes: [String: AttributeValue] = [:],
        extremePoints: [ImagePoint] = [], origin: SuggestionOrigin? = nil, effort: DrawingEffort? = nil,
        annotatorNumber: Int? = nil, guidelineVersion: Int? = nil, score: Double? = nil,
        layer: Layer? = nil,
        provenance: ConsensusProvenance? = nil
    ) {
        self.number = number
        self.key = key
        self.imageNumber = imageNumber
        self.classNumber = classNumber
        self.shape = shape
        self.flags = flags
        self.attributes = attributes
        self.extremePoints = extremePoints
        self.origin = origin
        self.effort = effort
        self.annotatorNumber = annotatorNumber
        self.guidelineVersion = guidelineVersion
        self.score = score
        self.layer = layer
        derivation = Derivation(provenance)
    }

    /// How a consensus came about.
    public var provenance: ConsensusProvenance? {
        get { if case .consensus(let provenance) = derivation { provenance } else { nil } }
        set { derivation = Derivation(newValue) }
    }

    /// Aside, since most shapes are drawn by people and there may be millions of them.
    private indirect enum Derivation: Hashable, Sendable {
        case unknown
        case consensus(ConsensusProvenance)

        init(_ provenance: ConsensusProvenance?) {
            self = provenance.map(Derivation.consensus) ?? .unknown
        }
    }

    /// Whether it marks a crowd of objects as one region.
    public var isCrowd: Bool { flags.contains(.crowd) }

    /// How votes refer to it: by its key, or its number where it has none.
    public var reference: AnnotationReference { key.map(AnnotationReference.key) ?? .number(number) }
}
