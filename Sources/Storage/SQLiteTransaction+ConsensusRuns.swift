import GRDB
import Labeling

extension SQLiteTransaction {
    private static let runColumns = """
        project_id, number, kind, source, method AS consensus_method, iou_threshold, quorum, place_weights,
        recalibration, fit, answers_revision, images, answers, objects, conflicts, digest, author_id, name, kept_for, created_at
        """

    func consensusRun(_ number: Int, of project: ProjectID) throws -> ConsensusRun? {
        try first(
            """
            SELECT \(Self.runColumns)
            FROM consensus_run
            WHERE project_id = ? AND number = ? AND is_leaving = 0
            """,
            [project.rawValue, number],
            ConsensusRun.init
        )
    }

    func consensusRuns(of project: ProjectID, before: Int?, limit: Int) throws -> [ConsensusRun] {
        try all(
            """
            SELECT \(Self.runColumns)
            FROM consensus_run
            WHERE project_id = ? AND number < ? AND is_leaving = 0
            ORDER BY number DESC
            LIMIT ?
            """,
            [project.rawValue, before ?? Int.max, limit],
            ConsensusRun.init
        )
    }

    func fit(of project: ProjectID, run: Int) throws -> FitRecord? {
        try first(
            """
            SELECT project_id, digest, method AS consensus_method, iou_threshold, quorum, place_weights, recalibration,
                   images, answers, answers_revision, document, computed_at
            FROM consensus_run_fit
            WHERE project_id = ? AND run = ?
            """,
            [project.rawValue, run],
            FitRecord.init
        )
    }

    func pinnedRun(of project: ProjectID) throws -> Int? {
        try first(
            """
            SELECT run
            FROM consensus_pin
            WHERE project_id = ?
            """,
            [project.rawValue]
        ) { row in row["run"] }
    }

    func pin(_ project: ProjectID, to run: Int?) throws {
        guard let run else {
            try self.run(
                """
                DELETE FROM consensus_pin
                WHERE project_id = ?
                """,
                [project.rawValue]
            )
            return
        }
        try self.run(
            """
            INSERT INTO consensus_pin (project_id, run)
            VALUES (?, ?)
            ON CONFLICT (project_id) DO UPDATE
            SET run = excluded.run
            """,
            [project.rawValue, run]
        )
    }

    func update(_ run: ConsensusRun) throws {
        try self.run(
            """
            UPDATE consensus_run
            SET name = ?, kept_for = ?
            WHERE project_id = ? AND number = ?
            """,
            [run.name, run.keptFor?.rawValue, run.projectID.rawValue, run.number]
        )
    }

    func insert(_ run: ConsensusRun, holding moment: ConsensusMoment, fit: FitRecord?) throws {
        try atomically {
            try self.run(
                """
                INSERT INTO consensus_run
                    (project_id, number, kind, source, method, iou_threshold, quorum, place_weights, recalibration, fit,
                     answers_revision, images, answers, objects, conflicts, digest, author_id, name, kept_for, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    run.projectID.rawValue, run.number, run.kind.rawValue, run.source, run.settings.method,
                    run.settings.iouThreshold, run.settings.quorum, run.settings.weights.rawValue,
                    run.settings.recalibration.rawValue, run.fit,
                    run.answersRevision, run.counts.images, run.counts.answers, run.counts.objects,
                    run.counts.conflicts, run.digest, run.authorID?.rawValue, run.name,
                    run.keptFor?.rawValue, run.createdAt.milliseconds,
                ],
                orConflict: "There is a run with this number already."
            )
            if let fit { try insert(fit, behind: run.number) }
            switch moment {
            case .now: try holdPresent(in: run)
            case .run(let source): try hold(source, in: run)
            }
        }
    }

    private func insert(_ fit: FitRecord, behind run: Int) throws {
        try self.run(
            """
            INSERT INTO consensus_run_fit
                (project_id, run, digest, method, iou_threshold, quorum, place_weights, recalibration, images,
                 answers, answers_revision, document, computed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                fit.projectID.rawValue, run, fit.digest, fit.settings.method, fit.settings.iouThreshold,
                fit.settings.quorum, fit.settings.weights.rawValue, fit.settings.recalibration.rawValue,
                fit.images, fit.answers,
                fit.answersRevision, fit.document, fit.computedAt.milliseconds,
            ]
        )
    }

    /// Lets a run hold every image as it is now.
    private func holdPresent(in run: ConsensusRun) throws {
        try self.run(
            """
            UPDATE consensus_run_image
            SET until_run = ?
            WHERE project_id = ? AND until_run IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM consensus
                WHERE consensus.image_id = consensus_run_image.image_id
                AND consensus.digest = consensus_run_image.digest)
            """,
            [run.number, run.projectID.rawValue]
        )
        try self.run(
            """
            INSERT INTO consensus_run_image (project_id, image_id, digest, from_run, until_run)
            SELECT image.project_id, consensus.image_id, consensus.digest, ?, NULL
            FROM image
            JOIN consensus ON consensus.image_id = image.id
            WHERE image.project_id = ?
            AND NOT EXISTS (
                SELECT 1 FROM consensus_run_image AS held
                WHERE held.image_id = image.id AND held.until_run IS NULL)
            """,
            [run.number, run.projectID.rawValue]
        )
    }

    /// Lets a run hold every image as an earlier one does.
    private func hold(_ source: Int, in run: ConsensusRun) throws {
        try self.run(
            """
            UPDATE consensus_run_image
            SET until_run = ?
            WHERE project_id = ? AND until_run IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM consensus_run_image AS wanted
                WHERE wanted.image_id = consensus_run_image.image_id
                AND wanted.digest = consensus_run_image.digest
                AND wanted.from_run <= ? AND (wanted.until_run IS NULL OR wanted.until_run > ?))
            """,
            [run.number, run.projectID.rawValue, source, source]
        )
        try self.run(
            """
            INSERT INTO consensus_run_image (project_id, image_id, digest, from_run, until_run)
            SELECT wanted.project_id, wanted.image_id, wanted.digest, ?, NULL
            FROM consensus_run_image AS wanted
            WHERE wanted.project_id = ? AND wanted.from_run <= ?
            AND (wanted.until_run IS NULL OR wanted.until_run > ?)
            AND NOT EXISTS (
                SELECT 1 FROM consensus_run_image AS held
                WHERE held.image_id = wanted.image_id AND held.until_run IS NULL)
            """,
            [run.number, run.projectID.rawValue, source, source]
        )
    }
}
