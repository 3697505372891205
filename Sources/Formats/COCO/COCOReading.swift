import Geometry
import Labeling

/// One reading of a COCO file, section by section.
struct COCOReading {
    var scanner: JSONScanner
    let tolerance: Tolerance
    var document = DatasetDocument()

    /// Where the value of each top-level key begins.
    private(set) var sections: [String: Int] = [:]
    /// Where in the document's list the thing with an id stands.
    private(set) var images: [COCOKey: Int] = [:]
    private(set) var classes: [COCOKey: Int] = [:]
    private(set) var annotators: [COCOKey: Int] = [:]
    var looks: Set<DatasetAssignment> = []
    var annotationIDs = COCOKeySet()
    /// What is left of the work a file may ask for.
    var runsLeft = COCOLimits.mostRuns
    var outlineLeft = COCOLimits.longestOutlines

    init(scanner: JSONScanner, tolerance: Tolerance) {
        self.scanner = scanner
        self.tolerance = tolerance
    }

    /// Walks over the whole file, checks that it is well formed, and notes where the sections are.
    mutating func findSections() throws(FormatError) {
        if try scanner.kind() == .array {
            try scanner.skipValue()
            try scanner.end()
            throw scanner.fault(
                "This is a list, such as COCO results; a COCO file is an object with images, categories and annotations."
            )
        }
        var found: [String: Int] = [:]
        try scanner.object { (scanner, key) throws(FormatError) in
            guard found.updateValue(scanner.position, forKey: key) == nil else {
                throw scanner.fault("The key appears twice.")
            }
            try scanner.skipValue()
        }
        try scanner.end()
        sections = found
    }

    /// Reads the rows of a list, each an attempt of its own where faults are tolerated.
    ///
    /// A list that the file does not have has no rows.
    mutating func readRows(
        of section: String,
        _ read: (inout COCOReading) throws(FormatError) -> Void
    ) throws(FormatError) {
        guard let start = sections[section] else { return }
        scanner.go(to: start, key: section)
        try readRows(read)
    }

    /// Reads the rows of the list that comes next.
    mutating func readRows(
        _ read: (inout COCOReading) throws(FormatError) -> Void
    ) throws(FormatError) {
        guard try scanner.beginArray() else { return }
        var index = 0
        repeat {
            scanner.enter(index)
            let (start, depth) = (scanner.position, scanner.path.count)
            do {
                try read(&self)
            } catch {
                guard tolerance == .lenient, document.skipped.count < COCOLimits.mostFaults else {
                    throw error
                }
                document.skipped.append(DatasetNotice(error))
                scanner.back(to: start, depth: depth)
                try scanner.skipValue()
            }
            scanner.leave()
            index += 1
        } while try scanner.continues("]")
    }

    /// Takes images and classes from another document in place of the file's.
    mutating func adopt(_ reference: DatasetDocument) {
        document.info = reference.info
        document.images = reference.images
        document.classes = reference.classes
        for (index, image) in reference.images.enumerated() { images[.integer(image.number)] = index }
        for (index, item) in reference.classes.enumerated() { classes[.integer(item.number)] = index }
    }

    mutating func readInfo() throws(FormatError) {
        guard let start = sections["info"] else { return }
        scanner.go(to: start, key: "info")
        guard try scanner.kind() == .object else { return }
        var info = DatasetInfo()
        try scanner.object { (scanner, key) throws(FormatError) in
            guard try scanner.kind() == .string else { return try scanner.skipValue() }
            let text = try scanner.string()
            switch key {
            case "description": info.description = text
            case "version": info.version = text
            case "contributor": info.contributor = text
            case "url": info.url = text
            case "date_created": info.dateCreated = text
            default: break
            }
        }
        document.info = info
    }

    mutating func readImages() throws(FormatError) {
        try readRows(of: "images") { reading throws(FormatError) in
            var (key, fileName, width, height): (COCOKey?, String?, Int?, Int?)
            var (status, label): (DatasetImage.Status?, String?)
            try reading.scanner.object { (scanner, name) throws(FormatError) in
                switch name {
                case "id": key = try scanner.identifier()
                case "file_name": fileName = try scanner.optionalName()
                case "width": width = try scanner.takeNull() ? nil : try scanner.side()
                case "height": height = try scanner.takeNull() ? nil : try scanner.side()
                case "boxwood": (status, label) = try Self.imageExtras(&scanner)
                default: try scanner.skipValue()
                }
            }
            guard let key else { throw reading.scanner.fault("There is no id.", at: "id") }
            guard reading.images[key] == nil else {
                throw reading.scanner.fault("The id \(key.shown) appears twice.", at: "id")
            }
            var size: PixelSize?
            if let width, let height { size = PixelSize(width: width, height: height) }
            reading.images[key] = reading.document.images.count
            reading.document.images.append(
                DatasetImage(
                    number: key.number,
                    key: label ?? key.name,
                    fileName: fileName,
                    size: size,
                    status: status
                )
            )
        }
        let numbers = COCOKey.numbered(document.images.map { ($0.number, $0.key) })
        for (index, number) in numbers.enumerated() { document.images[index].number = number }
    }

    private static func imageExtras(
        _ scanner: inout JSONScanner
    ) throws(FormatError) -> (DatasetImage.Status?, String?) {
        guard try scanner.kind() == .object else {
            try scanner.skipValue()
            return (nil, nil)
        }
        var status: DatasetImage.Status?
        var label: String?
        try scanner.object { (scanner, name) throws(FormatError) in
            switch name {
            case "status":
                let text = try scanner.string()
                status = DatasetImage.Status(rawValue: text)
                guard status != nil else {
                    throw scanner.fault("There is no status \(FormatError.quoted(text)).")
                }
            case "key": label = try scanner.name()
            default: try scanner.skipValue()
            }
        }
        return (status, label)
    }

    mutating func readCategories() throws(FormatError) {
        try readRows(of: "categories") { reading throws(FormatError) in
            var (key, label, group, color): (COCOKey?, String?, String?, String?)
            try reading.scanner.object { (scanner, name) throws(FormatError) in
                switch name {
                case "id": key = try scanner.identifier()
                case "name": label = try scanner.name()
                case "supercategory": group = try scanner.optionalName()
                case "color": color = try Self.color(&scanner)
                default: try scanner.skipValue()
                }
            }
            guard let key else { throw reading.scanner.fault("There is no id.", at: "id") }
            guard let label else { throw reading.scanner.fault("There is no name.", at: "name") }
            guard !label.isEmpty else { throw reading.scanner.fault("The name is empty.", at: "name") }
            guard reading.classes[key] == nil else {
                throw reading.scanner.fault("The id \(key.shown) appears twice.", at: "id")
            }
            reading.classes[key] = reading.document.classes.count
            reading.document.classes.append(
                DatasetClass(
                    number: key.number,
                    name: label,
                    supercategory: group == "" ? nil : group,
                    color: color
                )
            )
        }
        let numbers = COCOKey.numbered(document.classes.map { ($0.number, $0.name) })
        for (index, number) in numbers.enumerated() { document.classes[index].number = number }
    }

    /// Reads `#rrggbb`, or `[r, g, b]` as panoptic COCO has it; anything else is no colour.
    private static func color(_ scanner: inout JSONScanner) throws(FormatError) -> String? {
        guard try scanner.kind() == .array else {
            guard try scanner.kind() == .string else {
                try scanner.skipValue()
                return nil
            }
            let text = try scanner.name()
            let isColor = text.count == 7 && text.first == "#" && text.dropFirst().allSatisfy(\.isHexDigit)
            return isColor ? text.lowercased() : nil
        }
        let parts = try scanner.numbers(count: 3, what: "[r, g, b]")
        return parts.reduce("#") { text, part in
            let byte = UInt8(min(max(part, 0), 255))
            return text + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }

    mutating func readAnnotators() throws(FormatError) {
        try readRows(of: "annotators") { reading throws(FormatError) in
            var (key, label): (COCOKey?, String?)
            if try reading.scanner.kind() == .object {
                try reading.scanner.object { (scanner, name) throws(FormatError) in
                    switch name {
                    case "id": key = try scanner.identifier()
                    case "name": label = try scanner.optionalName()
                    default: try scanner.skipValue()
                    }
                }
            } else {
                key = try reading.scanner.identifier()
            }
            guard let key else { throw reading.scanner.fault("There is no id.", at: "id") }
            guard reading.annotators[key] == nil else {
                throw reading.scanner.fault("The id \(key.shown) appears twice.", at: "id")
            }
            let name = label.flatMap { $0.isEmpty ? nil : $0 } ?? key.name
            reading.annotators[key] = reading.document.annotators.count
            reading.document.annotators.append(DatasetAnnotator(number: key.number, name: name))
        }
        let numbers = COCOKey.numbered(document.annotators.map { ($0.number, $0.name) })
        for (index, number) in numbers.enumerated() { document.annotators[index].number = number }
    }
}
