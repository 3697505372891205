import GRDB
import Labeling

extension SQLiteTransaction {
    func operationCount(of assignment: AssignmentID) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM operation
            WHERE assignment_id = ?
            """,
            [assignment.rawValue]
        )
    }

    func operations(of assignment: AssignmentID) throws -> [Operation] {
        try all(
            """
            SELECT id, assignment_id, kind, annotation_id, annotation, received_at
            FROM operation
            WHERE assignment_id = ?
            ORDER BY sequence
            """,
            [assignment.rawValue],
            Operation.init
        )
    }

    func operation(_ id: OperationID) throws -> Operation? {
        try first(
            """
            SELECT id, assignment_id, kind, annotation_id, annotation, received_at
            FROM operation
            WHERE id = ?
            """,
            [id.rawValue],
            Operation.init
        )
    }

    func lastOperation(on annotation: AnnotationID, in assignment: AssignmentID) throws -> Operation? {
        try first(
            """
            SELECT id, assignment_id, kind, annotation_id, annotation, received_at
            FROM operation
            WHERE assignment_id = ? AND annotation_id = ?
            ORDER BY sequence DESC
            LIMIT 1
            """,
            [assignment.rawValue, annotation.rawValue],
            Operation.init
        )
    }

    func append(_ operation: Operation) throws -> Bool {
        let document = try operation.edit.annotation.map(ColumnJSON.text)
        return try run(
            """
            INSERT INTO operation (id, assignment_id, sequence, kind, annotation_id, annotation, received_at)
            VALUES (?, ?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM operation WHERE assignment_id = ?), ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """,
            [
                operation.id.rawValue, operation.assignmentID.rawValue, operation.assignmentID.rawValue,
                document == nil ? "remove" : "put", operation.edit.annotationID.rawValue, document,
                operation.receivedAt.milliseconds,
            ]
        ) == 1
    }
}
