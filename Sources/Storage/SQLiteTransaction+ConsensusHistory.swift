import GRDB
import Labeling

extension SQLiteTransaction {
    /// Whether a row of `consensus_run_image` called `held` is in a run.
    private static let isInRun = "held.from_run <= ? AND (held.until_run IS NULL OR held.until_run > ?)"

    func consensusDigests(
        of project: ProjectID, at moment: ConsensusMoment
    ) throws -> [(image: ImageID, digest: String)] {
        switch moment {
        case .run(let number):
            return try all(
                """
                SELECT held.image_id AS image_id, held.digest AS digest
                FROM consensus_run_image AS held
                WHERE held.project_id = ? AND \(Self.isInRun)
                ORDER BY held.image_id
                """,
                [project.rawValue, number, number]
            ) { row in (ImageID(row["image_id"]), row["digest"]) }
        case .now:
            // What an older Boxwood wrote has no digest yet.
            return try all(
                """
                SELECT consensus.image_id AS image_id, consensus.digest AS digest,
                       CASE WHEN consensus.digest IS NULL THEN consensus.document END AS document
                FROM image
                JOIN consensus ON consensus.image_id = image.id
                WHERE image.project_id = ?
                ORDER BY consensus.image_id
                """,
                [project.rawValue]
            ) { row in
                let digest: String? = row["digest"]
                return (ImageID(row["image_id"]), digest ?? Self.digest(of: row["document"]))
            }
        }
    }

    func consensusDocument(
        of image: ImageID, in project: ProjectID, at moment: ConsensusMoment
    ) throws -> String? {
        switch moment {
        case .now:
            try first(
                """
                SELECT document
                FROM consensus
                WHERE image_id = ?
                """,
                [image.rawValue]
            ) { row in row["document"] }
        case .run(let number):
            try first(
                """
                SELECT version.document AS document
                FROM consensus_run_image AS held
                JOIN consensus_version AS version
                ON version.image_id = held.image_id AND version.digest = held.digest
                WHERE held.image_id = ? AND held.project_id = ? AND \(Self.isInRun)
                """,
                [image.rawValue, project.rawValue, number, number]
            ) { row in row["document"] }
        }
    }

    func consensusCounts(of project: ProjectID) throws -> ConsensusCounts {
        try first(
            """
            SELECT COUNT(*) AS images, COALESCE(SUM(consensus.annotators), 0) AS answers,
                   COALESCE(SUM(consensus.objects), 0) AS objects, COALESCE(SUM(consensus.conflicts), 0) AS conflicts
            FROM image
            JOIN consensus ON consensus.image_id = image.id
            WHERE image.project_id = ?
            """,
            [project.rawValue],
            ConsensusCounts.init
        ) ?? ConsensusCounts(images: 0, answers: 0, objects: 0, conflicts: 0)
    }

    func consensusIsUniform(in project: ProjectID) throws -> Bool {
        try !exists(
            """
            SELECT 1
            FROM project
            JOIN image ON image.project_id = project.id
            JOIN consensus ON consensus.image_id = image.id
            WHERE project.id = ?
            AND (consensus.method <> project.consensus_method OR consensus.iou_threshold <> project.iou_threshold
                 OR consensus.quorum <> project.quorum OR consensus.place_weights <> project.place_weights
                 OR consensus.recalibration <> project.recalibration)
            LIMIT 1
            """,
            [project.rawValue])
    }

    func unkeptConsensus(
        in project: ProjectID, afterPosition: Int, limit: Int
    ) throws -> [(image: ImageID, position: Int)] {
        try all(
            """
            SELECT image.id AS id, image.position AS position
            FROM image
            JOIN consensus ON consensus.image_id = image.id
            WHERE image.project_id = ? AND image.position > ?
            AND (consensus.digest IS NULL OR NOT EXISTS (
                SELECT 1 FROM consensus_version AS version
                WHERE version.image_id = image.id AND version.digest = consensus.digest))
            ORDER BY image.position
            LIMIT ?
            """,
            [project.rawValue, afterPosition, limit]
        ) { row in (ImageID(row["id"]), row["position"]) }
    }

    func imagesBehindAnswers(in project: ProjectID, limit: Int) throws -> [ImageID] {
        try all(
            """
            SELECT image.id AS id
            FROM image
            LEFT JOIN consensus ON consensus.image_id = image.id
            WHERE image.project_id = ?
            AND COALESCE(consensus.annotators, 0) <> (
                SELECT COUNT(*) FROM submission
                WHERE submission.image_id = image.id AND submission.status = 'accepted')
            ORDER BY image.position
            LIMIT ?
            """,
            [project.rawValue, limit]
        ) { row in ImageID(row["id"]) }
    }

    func keepConsensus(of images: [ImageID]) throws {
        for image in images {
            let undigested = try first(
                """
                SELECT document
                FROM consensus
                WHERE image_id = ? AND digest IS NULL
                """,
                [image.rawValue]
            ) { row -> String in row["document"] }
            if let undigested {
                try run(
                    """
                    UPDATE consensus
                    SET digest = ?
                    WHERE image_id = ?
                    """,
                    [Self.digest(of: undigested), image.rawValue])
            }
            try run(
                """
                INSERT INTO consensus_version
                    (image_id, digest, annotators, objects, conflicts, agreement, disagreement, risk, is_fitted,
                     document, computed_at)
                SELECT image_id, digest, annotators, objects, conflicts, agreement, disagreement, risk,
                       fit IS NOT NULL, document, computed_at
                FROM consensus
                WHERE image_id = ?
                ON CONFLICT (image_id, digest) DO NOTHING
                """,
                [image.rawValue]
            )
        }
    }

    func deleteFit(of project: ProjectID) throws {
        try run(
            """
            DELETE FROM consensus_fit
            WHERE project_id = ?
            """,
            [project.rawValue]
        )
    }

    func restoreConsensus(
        in project: ProjectID, to run: Int, afterPosition: Int, limit: Int
    ) throws -> Int? {
        let page = try images(in: project, afterPosition: afterPosition, limit: limit)
        for image in page {
            if let digest = try digest(of: image.id, in: run) {
                try restore(image.id, digest, of: project, run: run)
            } else {
                try deleteConsensus(image: image.id)
            }
        }
        return page.last?.position
    }

    private func digest(of image: ImageID, in run: Int) throws -> String? {
        try first(
            """
            SELECT held.digest AS digest
            FROM consensus_run_image AS held
            WHERE held.image_id = ? AND \(Self.isInRun)
            """,
            [image.rawValue, run, run]
        ) { row in row["digest"] }
    }

    /// Gives an image a version of its consensus back, unless it has it.
    private func restore(_ image: ImageID, _ digest: String, of project: ProjectID, run number: Int) throws {
        try run(
            """
            INSERT INTO consensus
                (image_id, method, iou_threshold, quorum, place_weights, recalibration, annotators, objects, conflicts,
                 agreement, disagreement, risk, fit, document, computed_at, digest)
            SELECT version.image_id, run.method, run.iou_threshold, run.quorum, run.place_weights, run.recalibration,
                   version.annotators, version.objects, version.conflicts, version.agreement, version.disagreement, version.risk,
                   CASE WHEN version.is_fitted THEN run.fit END, version.document, version.computed_at, version.digest
            FROM consensus_version AS version
            JOIN consensus_run AS run ON run.project_id = ? AND run.number = ?
            WHERE version.image_id = ? AND version.digest = ?
            AND NOT EXISTS (
                SELECT 1 FROM consensus AS present
                WHERE present.image_id = version.image_id AND present.digest = version.digest
                AND present.method = run.method AND present.iou_threshold = run.iou_threshold
                AND present.quorum = run.quorum AND present.place_weights = run.place_weights
                AND present.recalibration = run.recalibration
                AND present.fit IS CASE WHEN version.is_fitted THEN run.fit END)
            ON CONFLICT (image_id) DO UPDATE
            SET method = excluded.method, iou_threshold = excluded.iou_threshold, quorum = excluded.quorum,
                place_weights = excluded.place_weights, recalibration = excluded.recalibration, annotators = excluded.annotators, objects = excluded.objects,
                conflicts = excluded.conflicts, agreement = excluded.agreement, disagreement = excluded.disagreement,
                risk = excluded.risk, fit = excluded.fit, document = excluded.document,
                computed_at = excluded.computed_at, digest = excluded.digest, index_version = 0
            """,
            [project.rawValue, number, image.rawValue, digest]
        )
        // What was derived from another text says nothing about this one.
        try run(
            """
            DELETE FROM disagreement
            WHERE image_id IN (SELECT image_id FROM consensus WHERE image_id = ? AND index_version = 0)
            """,
            [image.rawValue]
        )
    }
}
