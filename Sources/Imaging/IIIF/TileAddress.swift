public import Geometry

/// The address of something that may be a stored tile, read from a path in one pass without allocating.
///
/// Knows what viewers send: in both editions of the IIIF Image API an upright JPEG in default colours whose region is
/// `full` or in pixels and whose size is `max`, `w,` or `w,h`; and Deep Zoom's tiles. Anything else, and every unusual
/// spelling of the same, is left to ``IIIFRequest``.
public struct TileAddress: Sendable, Hashable {
    /// Below which prefix the address lies.
    public enum Service: Sendable, Hashable {
        /// The IIIF Image API.
        case image(IIIFVersion)
        /// Deep Zoom.
        case deepZoom
    }

    private enum Area: Sendable, Hashable {
        case full
        case pixels(x: Int, y: Int, width: Int, height: Int)
    }

    private enum Sides: Sendable, Hashable {
        case largest
        case width(Int)
        case exact(width: Int, height: Int)
    }

    private enum Target: Sendable, Hashable {
        case region(Area, Sides)
        case place(TileGrid.Place)
    }

    /// Below which prefix the address lies.
    public let service: Service

    /// Where the image's identifier stands among the path's bytes.
    public let image: Range<Int>

    private let target: Target

    /// Reads a path; nil when it has a query, or is not spelled as a viewer spells the address of a tile.
    public init?(_ path: UnsafeBufferPointer<UInt8>) {
        var text = PathReader(path)
        if text.skip("/iiif/3/") {
            service = .image(.three)
        } else if text.skip("/iiif/2/") {
            service = .image(.two)
        } else if text.skip("/dzi/") {
            service = .deepZoom
        } else {
            return nil
        }
        guard let image = text.word() else { return nil }
        switch service {
        case .image(let version):
            self.image = image
            guard text.skip("/"), let area = TileAddress.area(&text), text.skip("/"),
                let sides = TileAddress.sides(&text, version), text.skip("/0/default.jpg"), text.isAtEnd
            else { return nil }
            target = .region(area, sides)
        case .deepZoom:
            guard image.count > 6, text.ends(image, with: "_files"), text.skip("/"),
                let level = text.number(),
                text.skip("/"), let column = text.number(), text.skip("_"), let row = text.number(),
                text.skip(".jpg"), text.isAtEnd
            else { return nil }
            self.image = image.dropLast(6)
            target = .place(TileGrid.Place(level: level, column: column, row: row))
        }
    }

    /// Reads a path; see ``init(_:)-(UnsafeBufferPointer<UInt8>)``.
    public init?(_ path: String) {
        var path = path
        guard let read = path.withUTF8({ TileAddress($0) }) else { return nil }
        self = read
    }

    /// The tile of a picture's grid that the address means, or nil if none is exactly that.
    public func tile(in grid: TileGrid) -> TileGrid.Place? {
        switch target {
        case .place(let place):
            return grid.outputSize(level: place.level, column: place.column, row: place.row) == nil
                ? nil : place
        case .region(let area, let sides):
            var (x, y, width, height) = (0, 0, grid.size.width, grid.size.height)
            if case .pixels(let left, let top, let wide, let high) = area {
                (x, y, width, height) = (left, top, wide, high)
            }
            guard x < grid.size.width, y < grid.size.height else { return nil }
            let (wide, high) = (min(width, grid.size.width - x), min(height, grid.size.height - y))
            let (outputWidth, outputHeight): (Int, Int?) =
                switch sides {
                case .largest: (wide, high)
                case .exact(let width, let height): (width, height)
                case .width(let width): (width, proportionalHeight(width, of: wide, high))
                }
            return grid.tile(
                x: x, y: y, width: wide, height: high, outputWidth: outputWidth, outputHeight: outputHeight)
        }
    }

    /// In 2.1 the width alone decides; see ``IIIFRequest/tile(in:)``.
    private func proportionalHeight(_ wanted: Int, of width: Int, _ height: Int) -> Int? {
        guard service == .image(.three), width > 0 else { return nil }
        return max(1, IIIFNumber.rounded(Double(height) * Double(wanted) / Double(width)))
    }

    private static func area(_ text: inout PathReader) -> Area? {
        if text.skip("full") { return .full }
        guard let x = text.number(), text.skip(","), let y = text.number(), text.skip(","),
            let width = text.number(), text.skip(","), let height = text.number()
        else { return nil }
        return .pixels(x: x, y: y, width: width, height: height)
    }

    private static func sides(_ text: inout PathReader, _ version: IIIFVersion) -> Sides? {
        if text.skip("max") { return .largest }
        if version == .two, text.skip("full") { return .largest }
        guard let width = text.number(), text.skip(",") else { return nil }
        guard let height = text.number() else { return .width(width) }
        return .exact(width: width, height: height)
    }
}

/// Walks through the bytes of a path.
private struct PathReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { at == bytes.count }

    /// Goes past a text if it stands here.
    mutating func skip(_ text: StaticString) -> Bool {
        guard bytes.count - at >= text.utf8CodeUnitCount else { return false }
        for offset in 0..<text.utf8CodeUnitCount where bytes[at + offset] != text.utf8Start[offset] {
            return false
        }
        at += text.utf8CodeUnitCount
        return true
    }

    /// Goes past a number without sign or leading zeros, of at most nine digits.
    mutating func number() -> Int? {
        let start = at
        var value = 0
        while at < bytes.count, at - start < 10, bytes[at] &- UInt8(ascii: "0") < 10 {
            value = value * 10 + Int(bytes[at] - UInt8(ascii: "0"))
            at += 1
        }
        let count = at - start
        guard (1...9).contains(count), count == 1 || bytes[start] != UInt8(ascii: "0") else {
            at = start
            return nil
        }
        return value
    }

    /// Goes past letters, digits, underscores and hyphens, at most 70 of them.
    mutating func word() -> Range<Int>? {
        let start = at
        while at < bytes.count, at - start < 71, PathReader.isWord(bytes[at]) { at += 1 }
        return (1...70).contains(at - start) ? start..<at : nil
    }

    func ends(_ range: Range<Int>, with text: StaticString) -> Bool {
        guard range.count >= text.utf8CodeUnitCount else { return false }
        let first = range.upperBound - text.utf8CodeUnitCount
        return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[first + $0] == text.utf8Start[$0] }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
