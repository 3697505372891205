import GRDB
import Labeling

/// What an image must have been answered, as a condition on the table of images.
struct AnswerCondition {
    /// The condition, with one `?` for each of the arguments.
    let sql: String
    /// What its `?` stand for.
    let arguments: StatementArguments

    init(_ filter: AnswerFilter) {
        var parts: [String] = []
        var arguments: StatementArguments = []
        let people: [AccountID?] = filter.people.isEmpty ? [nil] : filter.people.map(\.self)
        for person in people where filter.asksForAnswers {
            var answer = ["submission.image_id = work.id", "submission.status = 'accepted'"]
            if let person {
                answer.append("submission.annotator_id = ?")
                arguments += [person.rawValue]
            }
            if let from = filter.from {
                answer.append("submission.received_at >= ?")
                arguments += [from.milliseconds]
            }
            if let to = filter.to {
                answer.append("submission.received_at < ?")
                arguments += [to.milliseconds]
            }
            if let label = filter.labelID {
                answer.append(Self.holdsLabel)
                arguments += [label.rawValue]
            }
            parts.append("EXISTS (SELECT 1 FROM submission WHERE \(answer.joined(separator: " AND ")))")
        }
        if filter.isKnown { parts.append(Self.isKnown) }
        sql = parts.isEmpty ? "TRUE" : parts.joined(separator: " AND ")
        self.arguments = arguments
    }

    /// Whether an answer holds a shape of a class.
    static let holdsLabel = """
        EXISTS (SELECT 1 FROM annotation WHERE annotation.submission_id = submission.id AND annotation.label_id = ?)
        """
    private static let isKnown = """
        EXISTS (SELECT 1 FROM reference_layer
                WHERE reference_layer.image_id = work.id AND reference_layer.kind IN ('gold', 'truth'))
        """
}
