import GRDB
import Labeling

extension SQLiteTransaction {
    func fit(of project: ProjectID) throws -> FitRecord? {
        try first(
            """
            SELECT project_id, digest, method AS consensus_method, iou_threshold, quorum, place_weights, recalibration,
                   images, answers, answers_revision, document, computed_at
            FROM consensus_fit
            WHERE project_id = ?
            """,
            [project.rawValue],
            FitRecord.init
        )
    }

    func answersRevision(of project: ProjectID) throws -> Int {
        try number(
            """
            SELECT answers_revision
            FROM project
            WHERE id = ?
            """,
            [project.rawValue])
    }

    func put(_ fit: FitRecord) throws {
        try run(
            """
            INSERT INTO consensus_fit
                (project_id, digest, method, iou_threshold, quorum, place_weights, recalibration, images,
                 answers, answers_revision, document, computed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (project_id) DO UPDATE
            SET digest = excluded.digest, method = excluded.method, iou_threshold = excluded.iou_threshold,
                quorum = excluded.quorum, place_weights = excluded.place_weights,
                recalibration = excluded.recalibration, images = excluded.images,
                answers = excluded.answers, answers_revision = excluded.answers_revision, document = excluded.document,
                computed_at = excluded.computed_at
            """,
            [
                fit.projectID.rawValue, fit.digest, fit.settings.method, fit.settings.iouThreshold,
                fit.settings.quorum, fit.settings.weights.rawValue,
                fit.settings.recalibration.rawValue, fit.images, fit.answers,
                fit.answersRevision, fit.document,
                fit.computedAt.milliseconds,
            ]
        )
    }
}
