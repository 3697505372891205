import Geometry
import Labeling

/// An annotation as it stands in the file, before its ids are looked up.
struct COCORow {
    private(set) var id: COCOKey?
    private(set) var image: COCOKey?
    private(set) var category: COCOKey?
    private(set) var annotator: COCOKey?
    private(set) var box: Box?
    private(set) var segmentation = COCOSegmentation.none
    private(set) var score: Double?
    private(set) var flags: AnnotationFlags = []
    private(set) var attributes: [String: AttributeValue] = [:]
    private(set) var extras = COCOExtras()

    /// Reads the row.
    init(from scanner: inout JSONScanner) throws(FormatError) {
        var (id, image, category, annotator): (COCOKey?, COCOKey?, COCOKey?, COCOKey?)
        var (box, score): (Box?, Double?)
        var segmentation = COCOSegmentation.none
        var flags: AnnotationFlags = []
        var attributes: [String: AttributeValue] = [:]
        var extras = COCOExtras()
        try scanner.object { (scanner, name) throws(FormatError) in
            switch name {
            case "id": id = try scanner.identifier()
            case "image_id": image = try scanner.identifier()
            case "category_id": category = try scanner.identifier()
            case "annotator_id": annotator = try scanner.takeNull() ? nil : try scanner.identifier()
            case "bbox": box = try scanner.takeNull() ? nil : try Self.box(from: &scanner)
            case "segmentation": segmentation = try COCOSegmentation(from: &scanner)
            case "iscrowd": if try scanner.flag() { flags.insert(.crowd) }
            case "score": score = try scanner.takeNull() ? nil : try scanner.number()
            case "attributes": attributes = try Self.attributes(from: &scanner)
            case "boxwood": extras = try COCOExtras(from: &scanner)
            default: try scanner.skipValue()
            }
        }
        (self.id, self.image, self.category, self.annotator) = (id, image, category, annotator)
        (self.box, self.segmentation, self.score) = (box, segmentation, score)
        // CVAT keeps these among the attributes.
        for (name, flag) in COCOFlags.named {
            guard case .flag(let isSet) = attributes[name] else { continue }
            attributes[name] = nil
            if isSet { flags.insert(flag) }
        }
        self.flags = flags.union(extras.flags)
        self.attributes = attributes
        self.extras = extras
    }

    private static func box(from scanner: inout JSONScanner) throws(FormatError) -> Box? {
        var sides: [Double] = []
        sides.reserveCapacity(4)
        try scanner.array { (scanner, _) throws(FormatError) in sides.append(try scanner.coordinate()) }
        guard sides.count == 4 else {
            throw scanner.fault("A box is four numbers, [x, y, width, height], not \(sides.count).")
        }
        guard sides[2] > 0, sides[3] > 0 else {
            throw scanner.fault("The width and height of a box must be greater than zero.")
        }
        return Box(x: sides[0], y: sides[1], width: sides[2], height: sides[3])
    }

    /// Reads answers by name; lists and objects, which no question takes, are left.
    private static func attributes(
        from scanner: inout JSONScanner
    ) throws(FormatError) -> [String: AttributeValue] {
        guard try scanner.kind() == .object else {
            try scanner.skipValue()
            return [:]
        }
        var attributes: [String: AttributeValue] = [:]
        try scanner.object { (scanner, name) throws(FormatError) in
            switch try scanner.kind() {
            case .boolean: attributes[name] = .flag(try scanner.flag())
            case .number: attributes[name] = .number(try scanner.number())
            case .string: attributes[name] = .text(try scanner.string())
            case .object, .array, .null: try scanner.skipValue()
            }
        }
        return attributes
    }
}
