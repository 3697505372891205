import Hummingbird
import Labeling

extension Request {
    /// A text from the query that is not empty.
    func named(_ name: String) -> String? {
        query(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A moment from the query: a day in UTC such as `2026-11-21`, or RFC 3339 in UTC.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` naming the parameter.
    func time(_ name: String) throws(BoxwoodError) -> Timestamp? {
        guard let text = named(name) else { return nil }
        guard let time = Timestamp(text) else {
            throw .invalid(
                name, "This is a day such as 2026-11-21, or a moment such as 2026-11-21T08:30:00Z.")
        }
        return time
    }

    /// Whose and which answers images must have.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` naming the parameter.
    func answerFilter() throws(BoxwoodError) -> AnswerFilter {
        let people = (named("people") ?? "").split(separator: ",").map { AccountID(String($0)) }
        guard people.count <= Self.mostPeople else {
            throw .invalid("people", "At most \(Self.mostPeople) people can be asked for.")
        }
        return AnswerFilter(
            people: people, from: try time("from"), to: try time("to"),
            labelID: named("label").map(LabelClassID.init), isKnown: query("known") == "yes")
    }

    private static var mostPeople: Int { 10 }
}
