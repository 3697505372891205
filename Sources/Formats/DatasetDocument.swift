/// What every format reads and writes: images, classes, who looked at what, and what they drew.
///
/// Things refer to one another by `number`, unique among their kind in the document. It is the file's own
/// integer id where it has one.
public struct DatasetDocument: Hashable, Sendable {
    /// Where the data comes from.
    public var info: DatasetInfo
    /// One entry an image, also for those without annotations.
    public var images: [DatasetImage]
    /// The label classes (COCO categories).
    public var classes: [DatasetClass]
    /// The people who drew; empty where the file does not say.
    public var annotators: [DatasetAnnotator]
    /// Who looked at which image, so that drawing nothing counts as an answer; empty where the file does not say.
    public var assignments: [DatasetAssignment]
    /// The shapes, in the file's order.
    public var annotations: [DatasetAnnotation]
    /// What was left out when reading with ``Tolerance/lenient``.
    public var skipped: [DatasetNotice]
    /// What could not be kept as it was, for example an object of several parts.
    public var changed: [DatasetNotice]

    /// A document with all its parts.
    public init(
        info: DatasetInfo = DatasetInfo(), images: [DatasetImage] = [], classes: [DatasetClass] = [],
        annotators: [DatasetAnnotator] = [], assignments: [DatasetAssignment] = [],
        annotations: [DatasetAnnotation] = [], skipped: [DatasetNotice] = [], changed: [DatasetNotice] = []
    ) {
        self.info = info
        self.images = images
        self.classes = classes
        self.annotators = annotators
        self.assignments = assignments
        self.annotations = annotations
        self.skipped = skipped
        self.changed = changed
    }

    /// The same document with every list in order of number, so that the order of a file's rows changes nothing.
    public func inOrderOfNumbers() -> DatasetDocument {
        var document = self
        document.images.sort { $0.number < $1.number }
        document.classes.sort { $0.number < $1.number }
        document.annotators.sort { $0.number < $1.number }
        document.assignments.sort {
            ($0.imageNumber, $0.annotatorNumber) < ($1.imageNumber, $1.annotatorNumber)
        }
        document.annotations.sort { $0.number < $1.number }
        return document
    }
}
