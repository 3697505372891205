import Geometry
import Labeling

/// One VOC file: an image and its objects.
struct VOCPage {
    /// One object of the image.
    struct Object {
        let name: String
        let box: Box
        let flags: AnnotationFlags
    }

    let file: String
    /// The file's name without folders and extension.
    let key: String
    let fileName: String?
    let size: PixelSize?
    private(set) var objects: [Object] = []
    private(set) var skipped: [DatasetNotice] = []

    /// Reads the root element of a file.
    ///
    /// - Throws: ``FormatError`` with the line; faulty objects are skipped where that is tolerated.
    init(_ root: MarkupElement, file: String, tolerance: Tolerance) throws(FormatError) {
        self.file = file
        let last = file.split(separator: "/").last.map(String.init) ?? file
        key = last.lowercased().hasSuffix(".xml") ? String(last.dropLast(4)) : last
        guard root.name == "annotation" else {
            throw FormatError(
                file: file,
                line: root.line,
                reason: "The file begins with <\(root.name)>; a VOC file begins with <annotation>."
            )
        }
        if let element = root.child("filename"), !element.text.isEmpty {
            guard !element.text.unicodeScalars.contains(where: FormatError.isControl) else {
                throw FormatError(
                    file: file,
                    path: "filename",
                    line: element.line,
                    reason: "The name holds a control character."
                )
            }
            fileName = element.text
        } else {
            fileName = nil
        }
        if let element = root.child("size") {
            let width = try Self.side("width", of: element, file: file)
            let height = try Self.side("height", of: element, file: file)
            // LabelImg and others write 0 where they could not tell.
            size = width > 0 && height > 0 ? PixelSize(width: width, height: height) : nil
        } else {
            size = nil
        }
        let elements = root.children.filter { $0.name == "object" }
        for (index, element) in elements.enumerated() {
            do throws(FormatError) {
                objects.append(try Self.object(element, path: "object[\(index)]", file: file, size: size))
            } catch {
                guard tolerance == .lenient else { throw error }
                skipped.append(DatasetNotice(error))
            }
        }
    }

    private static func side(_ name: String, of element: MarkupElement, file: String) throws(FormatError)
        -> Int
    {
        let value = try number(name, of: element, path: "size", file: file)
        guard value >= 0, value <= 1_000_000, let whole = Int(exactly: value) else {
            throw FormatError(
                file: file,
                path: "size.\(name)",
                line: element.child(name)?.line ?? element.line,
                reason: "The side must be a whole number of pixels up to 1,000,000."
            )
        }
        return whole
    }

    private static func object(
        _ element: MarkupElement, path: String, file: String, size: PixelSize?
    ) throws(FormatError) -> Object {
        func fault(_ key: String, _ reason: String, _ place: MarkupElement? = nil) -> FormatError {
            FormatError(file: file, path: "\(path).\(key)", line: (place ?? element).line, reason: reason)
        }
        guard let name = element.child("name"), !name.text.isEmpty else {
            throw fault("name", "The object has no name.")
        }
        guard !name.text.unicodeScalars.contains(where: FormatError.isControl), name.text.utf8.count <= 1_000
        else {
            throw fault("name", "The name holds a control character, or is longer than 1,000 bytes.", name)
        }
        guard let bounds = element.child("bndbox") else { throw fault("bndbox", "The object has no bndbox.") }
        let minX = try number("xmin", of: bounds, path: "\(path).bndbox", file: file)
        let minY = try number("ymin", of: bounds, path: "\(path).bndbox", file: file)
        let maxX = try number("xmax", of: bounds, path: "\(path).bndbox", file: file)
        let maxY = try number("ymax", of: bounds, path: "\(path).bndbox", file: file)
        guard maxX >= minX, maxY >= minY else {
            throw fault("bndbox", "xmax and ymax must not be less than xmin and ymin.", bounds)
        }
        let box = Box(
            minX: minX >= 0 && minX < 1 ? 0 : minX - 1,
            minY: minY >= 0 && minY < 1 ? 0 : minY - 1,
            maxX: maxX,
            maxY: maxY
        )
        guard !box.isEmpty else { throw fault("bndbox", "The box encloses no pixel.", bounds) }
        if let size, box.intersection(size.bounds) == nil {
            throw fault(
                "bndbox",
                "The box lies wholly outside its image of \(size.width)×\(size.height) pixels.",
                bounds
            )
        }
        var flags: AnnotationFlags = []
        for (key, flag) in [
            ("truncated", AnnotationFlags.truncated), ("occluded", .occluded), ("difficult", .unsure),
        ] {
            guard let child = element.child(key) else { continue }
            switch child.text.lowercased() {
            case "1", "true": flags.insert(flag)
            case "0", "false", "", "unspecified": break
            default: throw fault(key, "This must be 0 or 1, not \(FormatError.quoted(child.text)).", child)
            }
        }
        return Object(name: name.text, box: box, flags: flags)
    }

    private static func number(
        _ name: String, of element: MarkupElement, path: String, file: String
    ) throws(FormatError) -> Double {
        guard let child = element.child(name) else {
            throw FormatError(
                file: file, path: "\(path).\(name)", line: element.line, reason: "There is no \(name).")
        }
        // Double reads "nan", "inf" and hexadecimal too; only plain decimals are meant.
        let isPlain = child.text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
        }
        guard isPlain, let value = Double(child.text), abs(value) <= 1e7 else {
            throw FormatError(
                file: file,
                path: "\(path).\(name)",
                line: child.line,
                reason: "This must be a number of pixels, not \(FormatError.quoted(child.text))."
            )
        }
        return value
    }
}
