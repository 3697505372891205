import GRDB
import Labeling

extension SQLiteTransaction {
    private static let turns = """
        SELECT gold_turn.assignment_id, gold_turn.item_id, gold_turn.project_id, gold_turn.annotator_id,
               gold_turn.purpose, gold_turn.created_at, gold_turn.result, gold_turn.exam_id,
               (SELECT received_at FROM submission
                WHERE submission.assignment_id = gold_turn.assignment_id) AS answered_at,
               (SELECT state FROM gold_item WHERE gold_item.id = gold_turn.item_id) AS item_state
        FROM gold_turn
        """
    private static let pauseColumns = """
        id, project_id, annotator_id, reason, author_id, started_at, ended_at, ended_by
        """

    func unfinishedGold(
        of annotator: AccountID, in project: ProjectID, state: Assignment.State
    ) throws -> [ImageID] {
        try all(
            """
            SELECT assignment.image_id
            FROM gold_turn
            JOIN assignment ON assignment.id = gold_turn.assignment_id
            JOIN gold_item ON gold_item.id = gold_turn.item_id
            WHERE gold_turn.annotator_id = ? AND gold_turn.project_id = ? AND gold_turn.purpose = 'stream'
            AND assignment.state = ? AND gold_item.state = 'active'
            AND NOT EXISTS (SELECT 1 FROM submission WHERE submission.assignment_id = assignment.id)
            ORDER BY gold_turn.created_at, assignment.id
            """,
            [annotator.rawValue, project.rawValue, state.rawValue]
        ) { ImageID($0[0]) }
    }

    func taskCount(of annotator: AccountID, in project: ProjectID) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM assignment
            WHERE annotator_id = ? AND project_id = ?
            AND NOT EXISTS (SELECT 1 FROM gold_turn
                            WHERE gold_turn.assignment_id = assignment.id AND gold_turn.purpose <> 'stream')
            """,
            [annotator.rawValue, project.rawValue]
        )
    }

    func goldTurn(_ assignment: AssignmentID) throws -> GoldTurn? {
        try first(
            """
            \(Self.turns)
            WHERE assignment_id = ?
            """,
            [assignment.rawValue],
            GoldTurn.init
        )
    }

    func trialTurn(_ assignment: AssignmentID) throws -> GoldTurn? {
        try first(
            """
            \(Self.turns)
            WHERE assignment_id = ? AND purpose <> 'stream'
            """,
            [assignment.rawValue],
            GoldTurn.init
        )
    }

    func goldTurns(of item: GoldItemID) throws -> [GoldTurn] {
        try all(
            """
            \(Self.turns)
            WHERE item_id = ?
            ORDER BY created_at, assignment_id
            """,
            [item.rawValue],
            GoldTurn.init
        )
    }

    func goldTurns(of annotator: AccountID, in project: ProjectID) throws -> [GoldTurn] {
        try all(
            """
            \(Self.turns)
            WHERE annotator_id = ? AND project_id = ?
            ORDER BY created_at, assignment_id
            """,
            [annotator.rawValue, project.rawValue],
            GoldTurn.init
        )
    }

    func goldTurns(in project: ProjectID) throws -> [GoldTurn] {
        try all(
            """
            \(Self.turns)
            WHERE project_id = ?
            ORDER BY created_at, assignment_id
            """,
            [project.rawValue],
            GoldTurn.init
        )
    }

    func unscoredGoldTurns() throws -> [AssignmentID] {
        try all(
            """
            SELECT gold_turn.assignment_id
            FROM gold_turn
            JOIN submission ON submission.assignment_id = gold_turn.assignment_id
            WHERE gold_turn.result IS NULL
            ORDER BY submission.received_at, submission.id
            """,
            []
        ) { AssignmentID($0[0]) }
    }

    func put(_ result: GoldResult, of assignment: AssignmentID) throws {
        try run(
            """
            UPDATE gold_turn
            SET result = ?, score = ?
            WHERE assignment_id = ?
            """,
            [try ColumnJSON.text(result), result.score, assignment.rawValue]
        )
    }

    func goldPauses(in project: ProjectID) throws -> [GoldPause] {
        try all(
            """
            SELECT \(Self.pauseColumns)
            FROM gold_pause
            WHERE project_id = ?
            ORDER BY started_at DESC, id DESC
            """,
            [project.rawValue],
            GoldPause.init
        )
    }

    func goldPauses(of annotator: AccountID, in project: ProjectID) throws -> [GoldPause] {
        try all(
            """
            SELECT \(Self.pauseColumns)
            FROM gold_pause
            WHERE annotator_id = ? AND project_id = ?
            ORDER BY started_at DESC, id DESC
            """,
            [annotator.rawValue, project.rawValue],
            GoldPause.init
        )
    }

    func insert(_ pause: GoldPause) throws -> Bool {
        try run(
            """
            INSERT INTO gold_pause (id, project_id, annotator_id, reason, author_id, started_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (annotator_id, project_id) WHERE ended_at IS NULL DO NOTHING
            """,
            [
                pause.id.rawValue, pause.projectID.rawValue, pause.annotatorID.rawValue, pause.reason,
                pause.authorID?.rawValue, pause.startedAt.milliseconds,
            ]
        ) == 1
    }

    func endPause(
        of annotator: AccountID, in project: ProjectID, at time: Timestamp, by account: AccountID?
    ) throws -> Bool {
        try run(
            """
            UPDATE gold_pause
            SET ended_at = ?, ended_by = ?
            WHERE annotator_id = ? AND project_id = ? AND ended_at IS NULL
            """,
            [time.milliseconds, account?.rawValue, annotator.rawValue, project.rawValue]
        ) == 1
    }

    /// Whether a turn needs no slot of its image: known answers do not, nor images that came back to somebody.
    func isWithoutSlot(_ assignment: AssignmentID) throws -> Bool {
        try exists(
            """
            SELECT 1
            FROM gold_turn
            WHERE assignment_id = ?
            UNION ALL
            SELECT 1
            FROM assignment
            WHERE id = ? AND shown_as <> image_id
            """,
            [assignment.rawValue, assignment.rawValue]
        )
    }
}
