import GRDB
import Labeling

extension SQLiteTransaction {
    private static let columns = """
        id, name, summary, instructions, replication, consensus_method, iou_threshold, quorum, place_weights,
        recalibration, minimum_side_pixels, revision, created_at
        """

    func project(_ id: ProjectID) throws -> Project? {
        try first(
            """
            SELECT \(Self.columns)
            FROM project
            WHERE id = ?
            """,
            [id.rawValue],
            Project.init
        )
    }

    func project(named name: String) throws -> Project? {
        try first(
            """
            SELECT \(Self.columns)
            FROM project
            WHERE name = ?
            """,
            [name],
            Project.init
        )
    }

    func projects() throws -> [Project] {
        try all(
            """
            SELECT \(Self.columns)
            FROM project
            ORDER BY created_at DESC, id
            """,
            [],
            Project.init
        )
    }

    func insert(_ project: Project) throws {
        try run(
            """
            INSERT INTO project
                (id, name, summary, instructions, replication, consensus_method, iou_threshold, quorum,
                 place_weights, recalibration, minimum_side_pixels, revision, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                project.id.rawValue, project.name, project.summary, project.instructions, project.replication,
                project.consensus.method, project.consensus.iouThreshold, project.consensus.quorum,
                project.consensus.weights.rawValue, project.consensus.recalibration.rawValue,
                project.minimumSidePixels, project.revision,
                project.createdAt.milliseconds,
            ],
            orConflict: "There is a project with this name already."
        )
    }

    func update(_ project: Project, expectedRevision expected: Int) throws -> Bool {
        try run(
            """
            UPDATE project
            SET name = ?, summary = ?, instructions = ?, replication = ?, consensus_method = ?, iou_threshold = ?,
                quorum = ?, place_weights = ?, recalibration = ?, minimum_side_pixels = ?, revision = ?
            WHERE id = ? AND revision = ?
            """,
            [
                project.name, project.summary, project.instructions, project.replication,
                project.consensus.method, project.consensus.iouThreshold, project.consensus.quorum,
                project.consensus.weights.rawValue, project.consensus.recalibration.rawValue,
                project.minimumSidePixels, expected + 1,
                project.id.rawValue, expected,
            ],
            orConflict: "There is a project with this name already."
        ) == 1
    }

    func deleteProject(_ id: ProjectID) throws {
        try run(
            """
            DELETE FROM project
            WHERE id = ?
            """,
            [id.rawValue]
        )
    }

    func labels(of project: ProjectID) throws -> [LabelClass] {
        try all(
            """
            SELECT id, project_id, name, color, key, summary, position, is_retired, attributes
            FROM label_class
            WHERE project_id = ?
            ORDER BY position
            """,
            [project.rawValue],
            LabelClass.init
        )
    }

    func put(_ label: LabelClass) throws {
        let changed = try run(
            """
            INSERT INTO label_class (id, project_id, name, color, key, summary, position, is_retired, attributes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, color = excluded.color, key = excluded.key, summary = excluded.summary,
                position = excluded.position, is_retired = excluded.is_retired, attributes = excluded.attributes
            WHERE label_class.project_id = excluded.project_id
            """,
            [
                label.id.rawValue, label.projectID.rawValue, label.name, label.color, label.key,
                label.summary,
                label.position, label.isRetired ? 1 : 0, try ColumnJSON.text(label.attributes),
            ],
            orConflict: "The project has a class with this name or place already."
        )
        if changed == 0 { throw BoxwoodError(.conflict, "This class belongs to another project.") }
    }
}
