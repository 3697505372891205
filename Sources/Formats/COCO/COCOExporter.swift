import Geometry
import Labeling

/// Writes COCO JSON row by row, so that nobody holds a whole dataset.
///
/// Call ``begin()``, then ``image(_:)`` for every image, ``assignment(_:)`` for every assignment,
/// ``annotation(_:)`` for every annotation, then ``end()``, and put the bytes one behind the other. Each list is
/// optional, their order is not. Rows keep the order they come in; equal calls give equal bytes: keys in a fixed
/// order, coordinates to 0.01 px, fractions to 10⁻⁶, no time, no locale.
///
/// A box is written with its rectangle as `segmentation`, a polygon as its outline, and a polygon with holes as
/// compressed run lengths with `iscrowd` 0 (and once more as rings in `boxwood`, so that Boxwood reads back what it
/// wrote). `area` is the shape's, holes taken out; for run lengths it is the mask's. pycocotools loads the result
/// and decodes every annotation.
///
/// Answers to a class's questions are written as CVAT writes them, `attributes` by name. What became of suggestions is
/// told by each annotation's `origin` in `boxwood`, and by a list `suggestions` that also counts those taken away.
///
/// Source: COCO data format, cocodataset.org/#format-data; pycocotools 2.0.
public struct COCOExporter: Sendable {
    private enum Section: Int {
        case beginning, images, assignments, annotations, end
    }

    private let info: DatasetInfo
    private let classes: [DatasetClass]
    private let annotators: [DatasetAnnotator]
    private let summary: MergeSummary?
    private var sizes: [Int: PixelSize?] = [:]
    private var section = Section.beginning
    private var writer = JSONWriter()

    /// An export with what stands in its head.
    ///
    /// - Parameters:
    ///   - info: what the data is.
    ///   - classes: the categories.
    ///   - annotators: who drew; `annotators` and `assignments` are left out when there are none.
    ///   - summary: how it was merged, written as `boxwood` at the end.
    public init(
        info: DatasetInfo, classes: [DatasetClass], annotators: [DatasetAnnotator] = [],
        summary: MergeSummary? = nil
    ) {
        self.info = info
        self.classes = classes
        self.annotators = annotators
        self.summary = summary
    }

    /// Writes a whole document in pieces of about 64 KB.
    ///
    /// - Throws: ``FormatError`` if a row can't be written, and whatever the sink throws.
    public static func write(
        _ document: DatasetDocument, summary: MergeSummary? = nil, to sink: ([UInt8]) throws -> Void
    ) throws {
        var exporter = COCOExporter(
            info: document.info,
            classes: document.classes,
            annotators: document.annotators,
            summary: summary
        )
        try exporter.write(
            images: document.images, assignments: document.assignments, annotations: document.annotations,
            to: sink)
    }

    /// Writes everything, one row after another as they are asked for, in pieces of about 64 KB.
    ///
    /// - Throws: ``FormatError`` if a row can't be written, and whatever the sink throws.
    public mutating func write(
        images: some Sequence<DatasetImage>, assignments: some Sequence<DatasetAssignment> = [],
        annotations: some Sequence<DatasetAnnotation>, to sink: ([UInt8]) throws -> Void
    ) throws {
        var buffer = begin()
        func flush(above limit: Int) throws {
            guard buffer.count > limit else { return }
            try sink(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        for row in images {
            buffer += image(row)
            try flush(above: 1 << 16)
        }
        for row in assignments {
            buffer += assignment(row)
            try flush(above: 1 << 16)
        }
        for row in annotations {
            buffer += try annotation(row)
            try flush(above: 1 << 16)
        }
        buffer += try end()
        try flush(above: 0)
    }

    /// The first bytes, up to the list of images.
    public mutating func begin() -> [UInt8] {
        advance(to: .images)
        return writer.drain()
    }

    /// One image, with its status.
    public mutating func image(_ image: DatasetImage) -> [UInt8] {
        advance(to: .images)
        sizes.updateValue(image.size, forKey: image.number)
        writer.row()
        writer.image(image)
        return writer.drain()
    }

    /// One person's look at one image; ignored if the export has no annotators.
    public mutating func assignment(_ assignment: DatasetAssignment) -> [UInt8] {
        guard !annotators.isEmpty else { return [] }
        advance(to: .assignments)
        writer.row()
        writer.open("[")
        writer.integer(assignment.imageNumber)
        writer.integer(assignment.annotatorNumber)
        writer.close("]")
        return writer.drain()
    }

    /// One annotation of an image that was written before.
    ///
    /// - Throws: ``FormatError`` if the image is missing, a number is not finite, a polygon has no outline, or
    ///   a polygon with holes lies on an image of unknown size.
    public mutating func annotation(_ annotation: DatasetAnnotation) throws(FormatError) -> [UInt8] {
        advance(to: .annotations)
        guard let size = sizes[annotation.imageNumber] else {
            throw .unwritable(annotation, "Its image \(annotation.imageNumber) is not in the export.")
        }
        let row = try COCOAnnotationRow(annotation, on: size)
        writer.row()
        try writer.annotation(row)
        return writer.drain()
    }

    /// The last bytes.
    ///
    /// - Parameter suggestions: what became of suggestions; the list is left out when there were none.
    /// - Throws: ``FormatError`` if a figure of the merge summary is not finite.
    public mutating func end(_ suggestions: [SuggestionOutcome] = []) throws(FormatError) -> [UInt8] {
        advance(to: .end)
        if !suggestions.isEmpty {
            writer.row()
            writer.key("suggestions")
            writer.suggestions(suggestions)
        }
        if let summary {
            writer.row()
            writer.key("boxwood")
            try writer.summary(summary)
        }
        writer.raw("\n")
        writer.close("}")
        writer.raw("\n")
        return writer.drain()
    }

    /// Closes lists and opens the next ones until the wanted one is open.
    private mutating func advance(to wanted: Section) {
        precondition(section.rawValue <= wanted.rawValue, "rows come as images, assignments, annotations")
        while section.rawValue < wanted.rawValue {
            switch section {
            case .beginning:
                writer.head(info)
                openList("images")
                section = .images
            case .images:
                closeList()
                writer.row()
                writer.key("categories")
                writer.categories(classes)
                if !annotators.isEmpty {
                    writer.row()
                    writer.key("annotators")
                    writer.annotators(annotators)
                    openList("assignments")
                }
                section = .assignments
            case .assignments:
                if !annotators.isEmpty { closeList() }
                openList("annotations")
                section = .annotations
            case .annotations, .end:
                closeList()
                section = .end
            }
        }
    }

    private mutating func openList(_ name: String) {
        writer.row()
        writer.key(name)
        writer.open("[")
    }

    private mutating func closeList() {
        writer.raw("\n")
        writer.close("]")
    }
}

extension FormatError {
    /// An annotation that can't be exported.
    static func unwritable(_ annotation: DatasetAnnotation, _ reason: String) -> FormatError {
        FormatError(file: "export", path: "annotation \(annotation.number)", reason: reason)
    }
}
