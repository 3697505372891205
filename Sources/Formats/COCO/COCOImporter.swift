import Geometry
import Labeling

/// Reads COCO JSON: ordinary, and with several annotators.
///
/// Beside the ordinary keys it reads, where they are there, `annotators` (`id`, `name`), `assignments`
/// (`[image_id, annotator_id]`), `annotator_id` on annotations, `score`, CVAT's `attributes` (`occluded`,
/// `truncated`) and what Boxwood writes into `boxwood`. Where annotators are named but no assignments, whoever drew on
/// an image is taken to have looked at it. Ids may be integers or texts; annotators without a name are called by
/// their id.
///
/// A `segmentation` that is only the rectangle of `bbox`, or none, makes a box; any other makes a polygon. Run
/// lengths become polygons along the pixels' edges, with their holes; objects of several parts are told in
/// ``DatasetDocument/changed``. Boxes over the image's edge are kept as they are; those wholly outside it, and
/// those without width or height, are faults. Outlines that cross themselves are kept, as COCO has many.
///
/// The file is read in order of its sections, whatever their order in the file; memory is the bytes and the
/// document, nothing between.
///
/// A list of results, as models write, names no images and classes: ``read(results:name:of:)`` reads it beside
/// a document that does.
///
/// Source: COCO data format, cocodataset.org/#format-data.
public struct COCOImporter: Sendable {
    /// What to do with a faulty image, class or annotation.
    public var tolerance: Tolerance
    /// The key of the list of annotations; `gt_annotations`, for example, in files that carry their truth along.
    public var annotationSection: String

    /// A reader.
    public init(tolerance: Tolerance = .strict, annotationSection: String = "annotations") {
        self.tolerance = tolerance
        self.annotationSection = annotationSection
    }

    /// Reads one file.
    ///
    /// - Throws: ``FormatError`` with the path, such as `annotations[17].bbox`, or the line where the file is no JSON.
    public func read(_ bytes: [UInt8], name: String) throws(FormatError) -> DatasetDocument {
        var reading = COCOReading(scanner: try JSONScanner(bytes, file: name), tolerance: tolerance)
        try reading.findSections()
        for required in ["images", "categories", annotationSection] where reading.sections[required] == nil {
            throw FormatError(
                file: name,
                path: required,
                reason:
                    "There is no list \"\(required)\"; a COCO file has images, categories and annotations."
            )
        }
        try reading.readInfo()
        try reading.readImages()
        try reading.readCategories()
        try reading.readAnnotators()
        try reading.readAssignments()
        try reading.readAnnotations(section: annotationSection)
        return reading.document
    }

    /// Reads COCO results: a list of rows with `image_id`, `category_id`, `score`, and a `bbox` or `segmentation`.
    ///
    /// - Parameter reference: the images and classes that the ids mean, by their numbers.
    /// - Returns: the reference's images and classes with the results as predictions.
    /// - Throws: ``FormatError`` with the path, such as `[17].bbox`.
    public func read(
        results bytes: [UInt8], name: String, of reference: DatasetDocument
    ) throws(FormatError) -> DatasetDocument {
        var reading = COCOReading(scanner: try JSONScanner(bytes, file: name), tolerance: tolerance)
        reading.adopt(reference)
        try reading.readResults()
        return reading.document
    }
}
