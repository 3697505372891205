import Geometry
import Labeling

/// The shapes behind the votes of a consensus.
struct DrawnVotes {
    private struct Key: Hashable {
        let annotator: AccountID
        let annotation: AnnotationID
    }

    private let annotations: [Key: Annotation]

    /// The shapes of an image's answers.
    init(_ answers: ImageAnswers) {
        annotations = Dictionary(
            answers.votes.map {
                (Key(annotator: $0.annotator, annotation: $0.annotation.id), $0.annotation)
            }, uniquingKeysWith: { first, _ in first })
    }

    /// What somebody drew; nil where it is no longer among the answers.
    func annotation(of vote: VoteShare) -> Annotation? {
        annotations[Key(annotator: vote.annotator, annotation: vote.annotationID)]
    }

    /// The shapes behind objects, in order of identifier and person.
    func anchors(of objects: [ConsensusObject]) -> [Anchor] {
        objects.flatMap(\.votes)
            .compactMap { vote in
                annotation(of: vote).map {
                    Anchor(annotationID: $0.id, annotatorID: vote.annotator, shape: $0.shape)
                }
            }
            .sorted { ($0.annotationID, $0.annotatorID) < ($1.annotationID, $1.annotatorID) }
    }

    /// The box around a shape that may stand for several objects, and who drew it: the only one of its object, or one
    /// that is at least `outsize` times as large as every other.
    func span(of object: ConsensusObject, outsize: Double) -> (drawer: AccountID, box: Box)? {
        let drawn = object.votes.compactMap { vote in
            annotation(of: vote).map { (drawer: vote.annotator, box: $0.shape.bounds) }
        }
        guard let largest = drawn.max(by: { $0.box.area < $1.box.area }) else { return nil }
        let others = drawn.filter { $0.drawer != largest.drawer }
        return others.allSatisfy { largest.box.area >= outsize * $0.box.area } ? largest : nil
    }

    /// How many answers to the questions of an object's class are to be expected wrong.
    ///
    /// For each question the share of the people of that class who answered otherwise than most; no answer is one, too.
    func attributeErrors(of object: ConsensusObject) -> Double {
        let given = object.votes.filter { $0.labelID == object.labelID }
            .compactMap { annotation(of: $0)?.details.attributes }
        guard given.count > 1 else { return 0 }
        return Set(given.flatMap(\.keys)).reduce(0) { errors, question in
            errors + 1 - Double(AttributeTally(question, in: given).most) / Double(given.count)
        }
    }

    /// The answers of most people to the questions of an object's class; of equals the first in order of annotator.
    func attributes(of object: ConsensusObject) -> [AttributeID: AttributeValue] {
        let given = object.votes.filter { $0.labelID == object.labelID }
            .compactMap { annotation(of: $0)?.details.attributes }
        return Set(given.flatMap(\.keys)).reduce(into: [:]) { answers, question in
            answers[question] = AttributeTally(question, in: given).answer
        }
    }
}

/// The votes for each answer to one question.
private struct AttributeTally {
    /// How many gave the answer that most gave.
    let most: Int
    /// That answer; nil where most gave none.
    let answer: AttributeValue?

    init(_ question: AttributeID, in given: [[AttributeID: AttributeValue]]) {
        var tally: [(answer: AttributeValue?, count: Int)] = []
        for answers in given {
            if let place = tally.firstIndex(where: { $0.answer == answers[question] }) {
                tally[place].count += 1
            } else {
                tally.append((answers[question], 1))
            }
        }
        let first = tally.max { $0.count < $1.count }
        // `max` takes the last of equals; the first is wanted.
        let chosen = tally.first { $0.count == first?.count }
        most = chosen?.count ?? 0
        answer = chosen?.answer
    }
}
