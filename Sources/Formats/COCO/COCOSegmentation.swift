import Geometry

/// The `segmentation` of an annotation as it stands in the file.
enum COCOSegmentation {
    /// None, `null` or an empty list.
    case none
    /// Outlines whose union is the object.
    case outlines([[ImagePoint]])
    /// Run lengths, compressed or not.
    case mask(RunLengthMask)

    /// Reads outlines `[[x, y, …], …]` or run lengths `{"size": [h, w], "counts": …}`.
    init(from scanner: inout JSONScanner) throws(FormatError) {
        switch try scanner.kind() {
        case .null:
            try scanner.skipValue()
            self = .none
        case .array:
            var outlines: [[ImagePoint]] = []
            try scanner.array { (scanner, _) throws(FormatError) in
                outlines.append(try Self.outline(from: &scanner))
            }
            self = outlines.isEmpty ? .none : .outlines(outlines)
        case .object: self = .mask(try Self.mask(from: &scanner))
        default: throw scanner.fault("This must be outlines or run lengths, not \(try scanner.kindName()).")
        }
    }

    private static func outline(from scanner: inout JSONScanner) throws(FormatError) -> [ImagePoint] {
        var ring: [ImagePoint] = []
        var x: Double?
        try scanner.array { (scanner, _) throws(FormatError) in
            let value = try scanner.coordinate()
            if let left = x {
                ring.append(ImagePoint(x: left, y: value))
                x = nil
            } else {
                x = value
            }
        }
        guard x == nil else {
            throw scanner.fault("An outline is x, y, x, y and so on, an even count of numbers.")
        }
        if ring.count > 3, ring.first == ring.last { ring.removeLast() }
        guard ring.count >= 3 else { throw scanner.fault("An outline has at least 3 points, 6 numbers.") }
        guard abs(Polygon.signedArea(of: ring)) > 0 else {
            throw scanner.fault("The outline encloses no area.")
        }
        return ring
    }

    private static func mask(from scanner: inout JSONScanner) throws(FormatError) -> RunLengthMask {
        enum Counts {
            case compressed(String)
            case plain([Int])
        }
        var size: PixelSize?
        var counts: Counts?
        try scanner.object { (scanner, key) throws(FormatError) in
            switch key {
            case "size":
                var sides: [Int] = []
                try scanner.array { (scanner, _) throws(FormatError) in sides.append(try scanner.side()) }
                guard sides.count == 2 else { throw scanner.fault("This must be [height, width].") }
                size = PixelSize(width: sides[1], height: sides[0])
            case "counts":
                if try scanner.kind() == .string {
                    counts = .compressed(try scanner.string())
                } else {
                    var runs: [Int] = []
                    try scanner.array { (scanner, _) throws(FormatError) in runs.append(try scanner.integer())
                    }
                    counts = .plain(runs)
                }
            default: try scanner.skipValue()
            }
        }
        guard let size else { throw scanner.fault("There is no size, [height, width].", at: "size") }
        guard let counts else { throw scanner.fault("There are no counts.", at: "counts") }
        let mask: RunLengthMask
        do throws(InvalidRuns) {
            switch counts {
            case .compressed(let text): mask = try RunLengthMask(compressed: text, size: size)
            case .plain(let runs): mask = try RunLengthMask(counts: runs, size: size)
            }
        } catch {
            throw scanner.fault(error.description, at: "counts")
        }
        guard !mask.isEmpty else { throw scanner.fault("The mask is empty.", at: "counts") }
        return mask
    }

    /// The object's shapes, and what had to be changed to get them.
    ///
    /// An object of several parts has no one polygon. Parts that touch are joined through their pixels; others
    /// become one shape each.
    ///
    /// - Parameters:
    ///   - size: the image's, or nil.
    ///   - outlineLeft: how much outline may still be rasterised, in pixels.
    /// - Returns: shapes, one or more; and one sentence where something could not be kept as it was.
    func shapes(on size: PixelSize?, outlineLeft: inout Double) -> (shapes: [Polygon], change: String?) {
        switch self {
        case .none: return ([], nil)
        case .mask(let mask):
            let parts = MaskOutline.polygons(of: mask)
            return (parts, parts.count > 1 ? Self.split(parts.count) : nil)
        case .outlines(let outlines):
            let parts = outlines.map { Polygon($0) }
            guard parts.count > 1 else { return (parts, nil) }
            if let joined = Self.joined(parts, on: size, outlineLeft: &outlineLeft),
                joined.count < parts.count
            {
                return (
                    joined,
                    joined.count == 1
                        ? "The object's \(parts.count) parts touch and were joined into one polygon."
                        : Self.split(joined.count)
                )
            }
            return (parts, Self.split(parts.count))
        }
    }

    private static func split(_ count: Int) -> String {
        "The object has \(count) separate parts; each became an annotation of its own."
    }

    /// The union of parts through pixels; nil where none touch, or it would take too long.
    private static func joined(
        _ parts: [Polygon],
        on size: PixelSize?,
        outlineLeft: inout Double
    ) -> [Polygon]? {
        guard parts.count <= COCOLimits.mostParts else { return nil }
        let boxes = parts.map { part in
            let bounds = part.bounds
            // A pixel more on each side, as parts that meet at an edge touch too.
            return Box(x: bounds.x - 1, y: bounds.y - 1, width: bounds.width + 2, height: bounds.height + 2)
        }
        let mayTouch = boxes.indices.contains { index in
            boxes[..<index].contains { $0.intersection(boxes[index]) != nil }
        }
        let outline = parts.reduce(0) { $0 + $1.perimeter }
        guard mayTouch, outline <= min(COCOLimits.longestOutline, outlineLeft) else { return nil }
        outlineLeft -= outline
        let bounds = boxes.dropFirst().reduce(boxes[0]) { $0.union($1) }
        let canvas =
            size ?? PixelSize(width: Int(max(bounds.maxX, 0)) + 1, height: Int(max(bounds.maxY, 0)) + 1)
        guard canvas.longestSide <= COCOLimits.longestSide else { return nil }
        var union: RunLengthMask?
        for part in parts {
            let mask = RunLengthMask(rasterizing: part, size: canvas)
            // All masks have the canvas's size, so that they never mismatch.
            union = union.map { (try? $0.union(mask)) ?? $0 } ?? mask
        }
        return union.map(MaskOutline.polygons(of:))
    }

    /// Whether a ring is nothing but a box's corners, forgiving 0.02 px of rounding.
    static func isRectangle(_ ring: [ImagePoint], of box: Box) -> Bool {
        guard ring.count == 4 else { return false }
        func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 0.02 }
        return box.corners.allSatisfy { corner in
            ring.contains { isNear($0.x, corner.x) && isNear($0.y, corner.y) }
        }
    }
}
