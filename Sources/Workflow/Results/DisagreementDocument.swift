import Agreement
import Labeling

/// What an image adds to the disagreement of its project as bytes, the form in which it is kept.
///
/// Thousands are read for one answer, so they are as short and as quickly read as they can be: numbers of seven bits a byte
/// as in protocol buffers, fractions in thousandths, and each class and person written once.
enum DisagreementDocument {
    /// The first byte; documents of another form are not read.
    private static let form: UInt8 = 1
    private static let thousand = 1000.0

    /// The bytes of a summary; the same summary gives the same bytes.
    static func encode(_ summary: DisagreementSummary) -> [UInt8] {
        let labels = Set(
            summary.frames.compactMap(\.labelID) + summary.objects.map(\.labelID)
                + summary.objects.flatMap(\.named)
        ).sorted()
        let people = Set(summary.pairs.flatMap { [$0.a, $0.b] }).sorted()
        let (label, person) = (numbers(of: labels), numbers(of: people))
        var bytes = CompactWriter()
        bytes.add(Int(form))
        bytes.add(summary.annotators)
        bytes.add(texts: labels.map(\.rawValue))
        bytes.add(texts: people.map(\.rawValue))
        bytes.add(summary.frames.count)
        for frame in summary.frames {
            bytes.add(frame.labelID.map { label[$0, default: 0] + 1 } ?? 0)
            bytes.add(frame.cells.count)
            var last = 0
            for cell in frame.cells {
                bytes.add(cell.place - last)
                bytes.add(four: cell.values)
                last = cell.place
            }
        }
        bytes.add(summary.objects.count)
        for object in summary.objects {
            bytes.add(label[object.labelID, default: 0])
            for side in object.box { bytes.add(side) }
            bytes.add(Int((object.side * thousand).rounded()))
            for doubt in object.doubts { bytes.add(Int((doubt * thousand).rounded())) }
            bytes.add(object.named.count)
            for name in object.named { bytes.add(label[name, default: 0]) }
        }
        bytes.add(summary.pairs.count)
        for pair in summary.pairs {
            bytes.add(person[pair.a, default: 0])
            bytes.add(person[pair.b, default: 0])
            bytes.add(Int((pair.disagreement * thousand).rounded()))
            for count in [pair.matched, pair.alone, pair.renamed] { bytes.add(count) }
        }
        return bytes.bytes
    }

    /// The summary in bytes that ``encode(_:)`` made; nil if they are of another form.
    static func decode(_ document: [UInt8]) -> DisagreementSummary? {
        try? document.withUnsafeBufferPointer { memory in
            var bytes = CompactReader(memory)
            guard try bytes.number() == Int(form) else { throw CompactReader.Broken() }
            let annotators = try bytes.number()
            let labels = try bytes.texts().map { LabelClassID($0) }
            let people = try bytes.texts().map { AccountID($0) }
            return DisagreementSummary(
                annotators: annotators, frames: try frames(&bytes, labels),
                objects: try objects(&bytes, labels), pairs: try pairs(&bytes, people))
        }
    }

    private static func frames(
        _ bytes: inout CompactReader, _ labels: [LabelClassID]
    ) throws -> [DisagreementSummary.Frame] {
        try bytes.list { bytes in
            let number = try bytes.number()
            let label = number == 0 ? nil : try bytes.pick(number - 1, of: labels)
            var place = 0
            let cells = try bytes.list { bytes in
                place += try bytes.number()
                return DisagreementSummary.Cell(place: place, values: try bytes.four())
            }
            return DisagreementSummary.Frame(labelID: label, cells: cells)
        }
    }

    private static func objects(
        _ bytes: inout CompactReader, _ labels: [LabelClassID]
    ) throws -> [DisagreementSummary.Object] {
        try bytes.list { bytes in
            let label = try bytes.pick(try bytes.number(), of: labels)
            let box = [
                try bytes.number(), try bytes.number(), try bytes.number(), try bytes.number(),
            ]
            let side = Double(try bytes.number()) / thousand
            let doubts = try DisagreementLayer.allCases.map { _ in Double(try bytes.number()) / thousand }
            let named = try bytes.list { bytes in try bytes.pick(try bytes.number(), of: labels) }
            return DisagreementSummary.Object(
                labelID: label, box: box, side: side, doubts: doubts, named: named)
        }
    }

    private static func pairs(
        _ bytes: inout CompactReader, _ people: [AccountID]
    ) throws -> [DisagreementSummary.Pair] {
        try bytes.list { bytes in
            DisagreementSummary.Pair(
                a: try bytes.pick(try bytes.number(), of: people),
                b: try bytes.pick(try bytes.number(), of: people),
                disagreement: Double(try bytes.number()) / thousand, matched: try bytes.number(),
                alone: try bytes.number(), renamed: try bytes.number())
        }
    }

    private static func numbers<Key: Hashable>(of keys: [Key]) -> [Key: Int] {
        Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($0.element, $0.offset) })
    }
}

/// Writes numbers of seven bits a byte.
private struct CompactWriter {
    private(set) var bytes: [UInt8] = []

    /// A number; what is negative is written as 0.
    mutating func add(_ number: Int) {
        var rest = UInt(max(number, 0))
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func add(four: SIMD4<UInt8>) { for index in four.indices { bytes.append(four[index]) } }

    mutating func add(texts: [String]) {
        add(texts.count)
        for text in texts {
            add(text.utf8.count)
            bytes += text.utf8
        }
    }
}

/// Reads what ``CompactWriter`` wrote.
private struct CompactReader {
    /// The bytes end early, or say what cannot be.
    struct Broken: Error {}

    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func number() throws -> Int {
        var number = 0
        for shift in stride(from: 0, to: 63, by: 7) {
            guard place < bytes.count else { throw Broken() }
            let byte = bytes[place]
            place += 1
            number |= Int(byte & 127) << shift
            if byte < 128 { return number }
        }
        throw Broken()
    }

    mutating func four() throws -> SIMD4<UInt8> {
        guard bytes.count - place >= 4 else { throw Broken() }
        defer { place += 4 }
        return SIMD4(bytes[place], bytes[place + 1], bytes[place + 2], bytes[place + 3])
    }

    mutating func raw(_ count: Int) throws -> [UInt8] {
        guard count >= 0, count <= bytes.count - place else { throw Broken() }
        defer { place += count }
        return Array(bytes[place..<place + count])
    }

    mutating func texts() throws -> [String] {
        try list { bytes in String(decoding: try bytes.raw(try bytes.number()), as: UTF8.self) }
    }

    mutating func list<Item>(_ item: (inout CompactReader) throws -> Item) throws -> [Item] {
        let count = try number()
        guard count <= bytes.count else { throw Broken() }
        var items: [Item] = []
        items.reserveCapacity(count)
        for _ in 0..<count { items.append(try item(&self)) }
        return items
    }

    func pick<Item>(_ number: Int, of items: [Item]) throws -> Item {
        guard items.indices.contains(number) else { throw Broken() }
        return items[number]
    }
}
