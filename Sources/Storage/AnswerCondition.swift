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
            let answer = SubmissionCondition(
                person: person, from: filter.from, to: filter.to, labelID: filter.labelID)
            parts.append(
                """
                EXISTS (SELECT 1 FROM submission
                        WHERE submission.image_id = work.id AND submission.status = 'accepted' AND \(answer.sql))
                """)
            arguments += answer.arguments
        }
        if filter.isKnown { parts.append(Self.isKnown) }
        sql = parts.isEmpty ? "TRUE" : parts.joined(separator: " AND ")
        self.arguments = arguments
    }

    private static let isKnown = """
        EXISTS (SELECT 1 FROM reference_layer
                WHERE reference_layer.image_id = work.id AND reference_layer.kind IN ('gold', 'truth'))
        """
}
