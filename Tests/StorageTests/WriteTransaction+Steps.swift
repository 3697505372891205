import Labeling
import Testing

/// What most tests about the queue begin with.
extension WriteTransaction {
    /// A person takes a turn at an image, which must succeed.
    @discardableResult
    func take(
        _ number: Int, image: Int, person: Int, token: String = "lease",
        expiresAt: Timestamp = Sample.start.adding(seconds: 120)
    ) throws -> Assignment {
        let turn = Sample.assignment(
            number, image: Sample.id(image), annotator: Sample.id(person), token: token, expiresAt: expiresAt
        )
        #expect(try claimSlot(for: turn))
        return turn
    }

    /// A turn ends without an answer, which must succeed.
    func end(_ number: Int, as state: Assignment.State) throws {
        #expect(try endTurn(Sample.id(number), as: state, reason: nil, at: Sample.start, keepsSlot: false))
    }

    /// A turn is answered with nothing drawn, under the same number.
    func answer(_ turn: Assignment, number: Int) throws {
        try insert(
            Sample.submission(number, image: turn.imageID, annotator: turn.annotatorID, assignment: turn.id))
    }
}
