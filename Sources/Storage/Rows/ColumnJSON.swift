import Foundation
import Labeling

/// Values as the JSON text that a column holds; nothing queries inside it.
enum ColumnJSON {
    /// The JSON text of a value; the same value always gives the same text.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch is EncodingError {
            throw BoxwoodError(.invalid, "A shape holds a number that is not finite.")
        }
    }

    /// The value of a JSON text that ``text(_:)`` made.
    static func value<Value: Decodable>(_ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}
