/// One person's look at one image; with no annotations by them, an answer that says "nothing here".
public struct DatasetAssignment: Hashable, Sendable {
    /// The image's ``DatasetImage/number``.
    public var imageNumber: Int
    /// The person's ``DatasetAnnotator/number``.
    public var annotatorNumber: Int

    /// An assignment of an image to an annotator.
    public init(imageNumber: Int, annotatorNumber: Int) {
        self.imageNumber = imageNumber
        self.annotatorNumber = annotatorNumber
    }
}
