import Agreement
import Formats
import Foundation
import Geometry
import Labeling

/// The conflicts of a merge as JSON, the most expected errors a minute first.
struct ConflictFile: Encodable {
    /// A place that somebody might decide.
    struct Row: Encodable {
        /// The image's id in the COCO file.
        let image: Int
        let kind: String
        /// The class's id in the COCO file; null where it has none there.
        let category: Int?
        /// Left, top, width and height in pixels.
        let box: Box
        /// The errors that a decision is expected to take away, and the minutes it is expected to take.
        let errors: Double
        let minutes: Double
        let gain: Double
        /// How many shapes are in question.
        let shapes: Int
    }

    let conflicts: [Row]

    /// The conflicts of a merge.
    init(_ merge: MergedFiles) {
        let rows = zip(merge.consensus, merge.ordered).flatMap { consensus, answers -> [Row] in
            Dispute.all(in: consensus, of: answers).map { dispute in
                Row(
                    image: merge.answers.image(consensus.image)?.number ?? 0, kind: dispute.kind.rawValue,
                    category: (dispute.objects.first?.labelID).flatMap {
                        merge.answers.labelClass($0)?.number
                    }, box: dispute.box, errors: dispute.errors, minutes: dispute.minutes,
                    gain: dispute.errors / dispute.minutes, shapes: dispute.anchors.count)
            }
        }
        conflicts = rows.enumerated().sorted { left, right in
            left.element.gain == right.element.gain
                ? left.offset < right.offset : left.element.gain > right.element.gain
        }.map(\.element)
    }

    /// The file's bytes; equal merges give equal bytes.
    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}

extension MergedFiles {
    /// The answers in the order of ``consensus``.
    fileprivate var ordered: [ImageAnswers] {
        let byImage = Dictionary(answers.answers.map { ($0.image, $0) }) { first, _ in first }
        return consensus.compactMap { byImage[$0.image] }
    }
}
