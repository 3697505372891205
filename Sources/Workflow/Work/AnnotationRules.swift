import Geometry
import Labeling

/// What makes an annotation acceptable: a class of the project, and a sound shape inside the image.
struct AnnotationRules: Sendable {
    /// Points of one polygon; finding a crossing takes the square of that.
    static let maximumPoints = 5_000

    /// The classes of the project, retired ones included: they stay valid while a job is open.
    let labels: [LabelClassID: LabelClass]
    /// The image's size.
    let size: PixelSize
    /// The shortest side of a box.
    let minimumSidePixels: Double

    /// The rules for one image of a project.
    init(labels: [LabelClass], size: PixelSize, minimumSidePixels: Double) {
        self.labels = Dictionary(labels.map { ($0.id, $0) }) { first, _ in first }
        self.size = size
        self.minimumSidePixels = minimumSidePixels
    }

    /// Refuses an annotation, naming the field below `path` that is at fault.
    func check(_ annotation: Annotation, path: String) throws(BoxwoodError) {
        guard Self.isUUID(annotation.id.rawValue) else {
            throw .invalid(path + ".id", "An annotation's identifier is a UUID in lower case.")
        }
        guard let label = labels[annotation.labelID] else {
            throw .invalid(path + ".labelId", "The project has no such class.")
        }
        guard Self.pointCount(annotation.shape) <= Self.maximumPoints else {
            throw BoxwoodError(
                .tooLarge, "A polygon has at most \(Self.maximumPoints) points.", field: path + ".shape")
        }
        if let defect = annotation.shape.firstDefect(in: size) {
            throw .invalid(path + ".shape", defect.description)
        }
        if case .box(let box) = annotation.shape, min(box.width, box.height) < minimumSidePixels - 1e-6 {
            throw .invalid(path + ".shape", "A side is shorter than \(minimumSidePixels) pixels.")
        }
        try check(annotation.details, of: annotation, label: label, path: path)
    }

    /// Refuses a whole answer that is too large, repeats an identifier, or holds an unacceptable annotation.
    func check(_ annotations: [Annotation], limits: WorkflowLimits) throws(BoxwoodError) {
        guard annotations.count <= limits.shapesPerAnswer else {
            throw BoxwoodError(
                .tooLarge, "An answer holds at most \(limits.shapesPerAnswer) shapes.", field: "annotations")
        }
        let points = annotations.reduce(0) { $0 + Self.pointCount($1.shape) }
        guard points <= limits.pointsPerAnswer else {
            throw BoxwoodError(
                .tooLarge, "The polygons of an answer have at most \(limits.pointsPerAnswer) points.",
                field: "annotations")
        }
        var seen: Set<AnnotationID> = []
        for (index, annotation) in annotations.enumerated() {
            let path = "annotations[\(index)]"
            guard seen.insert(annotation.id).inserted else {
                throw .invalid(path + ".id", "Two annotations have the identifier \(annotation.id).")
            }
            try check(annotation, path: path)
            try checkIsFinished(annotation, path: path)
        }
    }

    /// How many points a shape has; boxes count none.
    static func pointCount(_ shape: Shape) -> Int {
        guard case .polygon(let polygon) = shape else { return 0 }
        return polygon.rings.reduce(0) { $0 + $1.count }
    }

    /// Whether a text is a UUID in lower-case 8-4-4-4-12 form.
    static func isUUID(_ text: String) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard groups.map(\.count) == [8, 4, 4, 4, 12] else { return false }
        return groups.joined().allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
    }
}
