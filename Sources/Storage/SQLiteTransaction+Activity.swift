import GRDB
import Labeling

extension SQLiteTransaction {
    /// Cost: one pass over the project's answers of the time, and over their shapes.
    func activity(
        in project: ProjectID, _ filter: ActivityFilter, every milliseconds: Int64
    ) throws -> [ActivityRow] {
        let length = max(1, milliseconds)
        let condition = SubmissionCondition(
            person: filter.person, from: filter.from, to: filter.to, labelID: filter.labelID)
        var arguments: StatementArguments = [length, length]
        if let label = filter.labelID { arguments += [label.rawValue] }
        arguments += [project.rawValue]
        arguments += condition.arguments
        return try all(
            """
            SELECT start, COUNT(*) AS answers, COUNT(DISTINCT image_id) AS images,
                   COUNT(DISTINCT annotator_id) AS people, SUM(shapes) AS shapes,
                   SUM(active_milliseconds) AS active_milliseconds,
                   SUM(CASE WHEN active_milliseconds > 0 THEN all_shapes ELSE 0 END) AS timed_shapes
            FROM (
                SELECT submission.received_at / ? * ? AS start, submission.image_id, submission.annotator_id,
                       submission.active_milliseconds,
                       (SELECT COUNT(*) FROM annotation
                        WHERE annotation.submission_id = submission.id) AS all_shapes,
                       (SELECT COUNT(*) FROM annotation
                        WHERE annotation.submission_id = submission.id
                        AND \(filter.labelID == nil ? "TRUE" : "annotation.label_id = ?")) AS shapes
                FROM submission
                WHERE submission.project_id = ? AND submission.status = 'accepted' AND \(condition.sql)
            )
            GROUP BY start
            ORDER BY start
            """,
            arguments
        ) { row in
            ActivityRow(
                start: row.time("start"), answers: row["answers"], shapes: row["shapes"],
                images: row["images"], people: row["people"],
                activeMilliseconds: row["active_milliseconds"], timedShapes: row["timed_shapes"])
        }
    }

    /// Cost: one pass over the project's images with index look-ups.
    func agreementMoments(in project: ProjectID, _ filter: ActivityFilter) throws -> [AgreementMoment] {
        let answers = AnswerCondition(
            AnswerFilter(people: filter.person.map { [$0] } ?? [], labelID: filter.labelID))
        var arguments: StatementArguments = [project.rawValue]
        arguments += answers.arguments
        arguments += [filter.from?.milliseconds ?? .min, filter.to?.milliseconds ?? .max]
        return try all(
            """
            SELECT at, agreement
            FROM (
                SELECT consensus.agreement AS agreement,
                       (SELECT MAX(received_at) FROM submission
                        WHERE submission.image_id = work.id AND submission.status = 'accepted') AS at
                FROM image AS work
                JOIN consensus ON consensus.image_id = work.id
                WHERE work.project_id = ? AND consensus.agreement IS NOT NULL AND \(answers.sql)
            )
            WHERE at >= ? AND at < ?
            ORDER BY at
            """,
            arguments
        ) { row in AgreementMoment(at: row.time("at"), agreement: row["agreement"]) }
    }

    /// Cost: one pass over the images with free slots.
    func waitingImages(in project: ProjectID) throws -> [WaitingImage] {
        try all(
            """
            SELECT id, free_slots,
                   COALESCE((SELECT MAX(received_at) FROM submission
                             WHERE submission.image_id = image.id AND submission.status = 'accepted'),
                            created_at) AS since
            FROM image
            WHERE project_id = ? AND free_slots > 0
            ORDER BY since, position
            """,
            [project.rawValue]
        ) { row in
            WaitingImage(id: ImageID(row["id"]), since: row.time("since"), freeSlots: row["free_slots"])
        }
    }

    func knownImages(in project: ProjectID, kinds: [ReferenceLayer.Kind]) throws -> [LabeledImage] {
        let marks = kinds.map { _ in "?" }.joined(separator: ", ")
        var arguments: StatementArguments = [project.rawValue]
        for kind in kinds { arguments += [kind.rawValue] }
        return try all(
            """
            SELECT id, project_id, name, position, width, height, format, original_sha256, tiles_sha256, created_at
            FROM image
            WHERE project_id = ?
            AND EXISTS (SELECT 1 FROM reference_layer
                        WHERE reference_layer.image_id = image.id AND reference_layer.kind IN (\(marks)))
            ORDER BY position
            """,
            arguments,
            LabeledImage.init
        )
    }

    func resultsRevision(of project: ProjectID) throws -> Int {
        try number(
            """
            SELECT results_revision
            FROM project
            WHERE id = ?
            """,
            [project.rawValue])
    }
}
