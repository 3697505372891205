import GRDB
import Labeling

/// How columns become values. The tables are STRICT and NOT NULL where a value is not optional, so a column's type is
/// certain; which words an enumeration knows is not, when an older Boxwood reads what a newer one wrote.
extension Row {
    func time(_ column: String) -> Timestamp {
        Timestamp(milliseconds: self[column])
    }

    func timeIfPresent(_ column: String) -> Timestamp? {
        let milliseconds: Int64? = self[column]
        return milliseconds.map(Timestamp.init(milliseconds:))
    }

    func identifier<Kind>(_ column: String) -> Identifier<Kind>? {
        let text: String? = self[column]
        return text.map(Identifier.init)
    }

    func value<Value: RawRepresentable<String>>(_ column: String) throws -> Value {
        guard let value: Value = try valueIfPresent(column) else {
            throw BoxwoodError(.internal, "The column \(column) is empty.")
        }
        return value
    }

    func valueIfPresent<Value: RawRepresentable<String>>(_ column: String) throws -> Value? {
        let text: String? = self[column]
        return try text.map { text in
            guard let value = Value(rawValue: text) else {
                throw BoxwoodError(.internal, "The column \(column) holds an unknown word.")
            }
            return value
        }
    }
}
