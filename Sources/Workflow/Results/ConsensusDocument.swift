import Agreement
import Foundation
import Labeling

/// An image's consensus as JSON text, the form in which it is kept.
enum ConsensusDocument {
    /// The text of a consensus; the same consensus gives the same bytes.
    static func encode(_ consensus: ImageConsensus) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(consensus), as: UTF8.self)
    }

    /// The consensus in a record.
    static func decode(_ record: ConsensusRecord) throws -> ImageConsensus {
        try JSONDecoder().decode(ImageConsensus.self, from: Data(record.document.utf8))
    }
}
