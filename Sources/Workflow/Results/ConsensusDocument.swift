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

/// What a fit learned about the people, as JSON text, the form in which it is kept.
enum FitDocument {
    /// The text of a model; `null` where the method learns nothing.
    static func encode(_ model: CrowdModel?) throws(BoxwoodError) -> String {
        do {
            return try SortedJSON.text(model)
        } catch {
            throw BoxwoodError(.internal, "What was learned about the people could not be written down.")
        }
    }

    /// The model in a record.
    static func decode(_ record: FitRecord) throws(BoxwoodError) -> CrowdModel? {
        do {
            return try JSONDecoder().decode(CrowdModel?.self, from: Data(record.document.utf8))
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
