import GRDB
import Labeling

/// Which answers are meant, as a condition on the table of submissions.
struct SubmissionCondition {
    /// The condition, with one `?` for each of the arguments.
    let sql: String
    /// What its `?` stand for.
    let arguments: StatementArguments

    /// Of a person, in a time, with a shape of a class; nil leaves that open.
    init(person: AccountID?, from: Timestamp?, to: Timestamp?, labelID: LabelClassID?) {
        var parts: [String] = []
        var arguments: StatementArguments = []
        func add(_ part: String, _ argument: (any DatabaseValueConvertible)?) {
            guard let argument else { return }
            parts.append(part)
            arguments += [argument]
        }
        add("submission.annotator_id = ?", person?.rawValue)
        add("submission.received_at >= ?", from?.milliseconds)
        add("submission.received_at < ?", to?.milliseconds)
        add(Self.holdsLabel, labelID?.rawValue)
        sql = parts.isEmpty ? "TRUE" : parts.joined(separator: " AND ")
        self.arguments = arguments
    }

    private static let holdsLabel = """
        EXISTS (SELECT 1 FROM annotation WHERE annotation.submission_id = submission.id AND annotation.label_id = ?)
        """
}
