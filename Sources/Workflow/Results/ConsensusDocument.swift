import Agreement
import Foundation
import Labeling

/// An image's consensus as JSON text, the form in which it is kept.
enum ConsensusDocument {
    /// The text of a consensus; the same consensus gives the same bytes.
    static func encode(_ consensus: ImageConsensus) throws(BoxwoodError) -> String {
        do {
            return try SortedJSON.text(consensus)
        } catch {
            throw BoxwoodError(.internal, "The consensus of an image could not be written down.")
        }
    }

    /// The consensus in a record.
    static func decode(_ record: ConsensusRecord) throws(BoxwoodError) -> ImageConsensus {
        do {
            return try JSONDecoder().decode(ImageConsensus.self, from: Data(record.document.utf8))
        } catch {
            throw BoxwoodError(.internal, "The consensus of an image cannot be read; recompute it.")
        }
    }
}

/// What a fit taught.
struct FitLessons: Codable, Hashable, Sendable {
    /// What it learned about the people; nil where the method learns nothing.
    var model: CrowdModel?
    /// How its expected errors compare with those found where the truth is known; nil where none are expected.
    var calibration: RiskCalibration?
    /// How far those who look again can be trusted; nil where nobody did.
    var judges: JudgeSkills?

    /// Whether nothing was learned that a consensus is made with.
    var isEmpty: Bool { model == nil && judges == nil }

    /// By how much expected errors are multiplied to meet those found; 1 where nothing is known of that.
    var riskFactor: Double { calibration?.factor.value ?? 1 }
}

/// What a fit taught as JSON text, the form in which it is kept.
enum FitDocument {
    /// The text of lessons.
    static func encode(_ lessons: FitLessons) throws(BoxwoodError) -> String {
        do {
            return try SortedJSON.text(lessons)
        } catch {
            throw BoxwoodError(.internal, "What was learned about the people could not be written down.")
        }
    }

    /// The lessons in a record.
    static func decode(_ record: FitRecord) throws(BoxwoodError) -> FitLessons {
        do {
            return try JSONDecoder().decode(FitLessons.self, from: Data(record.document.utf8))
        } catch {
            throw BoxwoodError(.internal, "What was learned about the people cannot be read; recompute it.")
        }
    }
}

/// JSON with its keys in order.
private enum SortedJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
