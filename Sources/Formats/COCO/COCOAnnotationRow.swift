import Geometry
import Labeling

/// An annotation with everything that COCO wants derived from its shape, in whole hundredths of a pixel.
struct COCOAnnotationRow {
    /// How the shape is told.
    enum Segmentation {
        /// One outline: x, y, x, y, …
        case outline([Int])
        /// A mask.
        case mask(RunLengthMask)
    }

    let annotation: DatasetAnnotation
    let box: [Int]
    let area: Int
    let segmentation: Segmentation
    /// The rings of a polygon with holes, which COCO has no way to tell; else empty.
    let rings: [[Int]]
    /// Whether a reader would take the outline for a box although it is a polygon.
    let looksLikeBox: Bool

    /// Derives the row.
    ///
    /// - Throws: ``FormatError`` if the shape can't be written.
    init(_ annotation: DatasetAnnotation, on size: PixelSize?) throws(FormatError) {
        self.annotation = annotation
        func hundredths(_ value: Double) throws(FormatError) -> Int {
            guard let scaled = JSONWriter.scaled(value, decimals: 2) else {
                throw .unwritable(annotation, "A coordinate is not a finite number.")
            }
            return scaled
        }
        func flattened(_ ring: [ImagePoint]) throws(FormatError) -> [Int] {
            var numbers: [Int] = []
            numbers.reserveCapacity(ring.count * 2)
            for point in ring {
                numbers.append(try hundredths(point.x))
                numbers.append(try hundredths(point.y))
            }
            return numbers
        }
        // Edges are rounded, not sides, so that a box ends where it ended.
        let bounds = annotation.shape.bounds
        let (left, top) = (try hundredths(bounds.x), try hundredths(bounds.y))
        let (right, bottom) = (try hundredths(bounds.maxX), try hundredths(bounds.maxY))
        let width = bounds.width > 0 ? max(right - left, 1) : right - left
        let height = bounds.height > 0 ? max(bottom - top, 1) : bottom - top
        box = [left, top, width, height]
        let rectangle = [left, top, left + width, top, left + width, top + height, left, top + height]

        switch annotation.shape {
        case .box(let box):
            segmentation = .outline(rectangle)
            area = try hundredths(box.area)
            rings = []
            looksLikeBox = false
        case .polygon(let polygon) where polygon.holes.isEmpty:
            guard polygon.exterior.count >= 3 else {
                throw .unwritable(annotation, "The polygon has fewer than 3 points.")
            }
            let outline = try flattened(polygon.exterior)
            segmentation = .outline(outline)
            area = try hundredths(polygon.area)
            rings = []
            looksLikeBox = COCOSegmentation.isRectangle(polygon.exterior, of: bounds)
        case .polygon(let polygon):
            guard let size else {
                throw .unwritable(annotation, "A polygon with holes needs the width and height of its image.")
            }
            var rings: [[Int]] = []
            for ring in polygon.rings { rings.append(try flattened(ring)) }
            self.rings = rings
            let mask = RunLengthMask(rasterizing: polygon, size: size)
            // A sliver can cover no pixel's centre, and an empty mask is no object.
            segmentation = mask.isEmpty ? .outline(rings[0]) : .mask(mask)
            area = try hundredths(mask.isEmpty ? polygon.area : Double(mask.area))
            looksLikeBox = false
        }
    }
}
