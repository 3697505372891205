import Agreement
import Foundation
import Geometry
import Labeling
import Testing

/// Short ways to write down answers.
struct Drawing {
    var votes: [Vote] = []

    /// Adds a box of somebody; identifiers count up.
    mutating func box(
        _ annotator: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double,
        label: String = "cat",
        flags: AnnotationFlags = []
    ) {
        shape(annotator, .box(Box(x: x, y: y, width: width, height: height)), label: label, flags: flags)
    }

    /// Adds a shape of somebody; identifiers count up.
    mutating func shape(
        _ annotator: String, _ shape: Shape, label: String = "cat", flags: AnnotationFlags = []
    ) {
        let number = String(votes.count + 1)
        let id = AnnotationID("v" + String(repeating: "0", count: max(0, 5 - number.count)) + number)
        votes.append(
            Vote(
                annotation: Annotation(id: id, labelID: LabelClassID(label), shape: shape, flags: flags),
                annotator: AccountID(annotator)))
    }

    /// The answers of these people on a canvas of 1000 by 1000.
    func answers(_ people: [String], image: String = "image", side: Int = 1000) -> ImageAnswers {
        ImageAnswers(
            image: ImageID(image), size: PixelSize(width: side, height: side),
            annotators: people.map { AccountID($0) }, votes: votes)
    }
}

/// The identifiers of all methods, for tests of what holds for each.
let methods = ConsensusMethods.all.map { type(of: $0).id }

/// The consensus of one image, by quorum unless another method is named.
func consensus(
    _ answers: ImageAnswers, iou: Double = 0.5, quorum: Double = 0.5, method: String = QuorumConsensus.id
) throws -> ImageConsensus {
    let settings = ConsensusSettings(method: method, iouThreshold: iou, quorum: quorum)
    let method = try #require(ConsensusMethods.named(method))
    return try #require(method.consensus(of: [answers], settings: settings).first)
}

/// The bytes a consensus has in a file.
func encoded(_ consensus: [ImageConsensus]) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(consensus)
}

/// A generator of random numbers that repeats itself.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

    /// About normal: the sum of twelve uniform numbers.
    mutating func normal(_ deviation: Double) -> Double {
        deviation * ((0..<12).reduce(0) { sum, _ in sum + uniform(0...1) } - 6)
    }
}

/// A file below `Tests/Fixtures/agreement`.
func fixture<Content: Decodable>(_ name: String, file: String = #filePath) throws -> Content {
    let url = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/agreement/\(name)")
    return try JSONDecoder().decode(Content.self, from: Data(contentsOf: url))
}
