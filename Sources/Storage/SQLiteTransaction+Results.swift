import Crypto
import GRDB
import Labeling

extension SQLiteTransaction {
    func consensus(image: ImageID) throws -> ConsensusRecord? {
        try first(
            """
            SELECT image_id, method AS consensus_method, iou_threshold, quorum, place_weights, recalibration, annotators,
                   objects, conflicts, agreement, disagreement, risk, fit, document, computed_at
            FROM consensus
            WHERE image_id = ?
            """,
            [image.rawValue],
            ConsensusRecord.init
        )
    }

    func put(_ record: ConsensusRecord) throws {
        try run(
            """
            INSERT INTO consensus
                (image_id, method, iou_threshold, quorum, place_weights, recalibration, annotators, objects, conflicts,
                 agreement, disagreement, risk, fit, document, computed_at, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (image_id) DO UPDATE
            SET method = excluded.method, iou_threshold = excluded.iou_threshold, quorum = excluded.quorum,
                place_weights = excluded.place_weights, recalibration = excluded.recalibration,
                annotators = excluded.annotators, objects = excluded.objects, conflicts = excluded.conflicts,
                agreement = excluded.agreement, disagreement = excluded.disagreement,
                risk = excluded.risk, fit = excluded.fit, document = excluded.document, computed_at = excluded.computed_at,
                digest = excluded.digest
            """,
            [
                record.imageID.rawValue, record.settings.method, record.settings.iouThreshold,
                record.settings.quorum, record.settings.weights.rawValue,
                record.settings.recalibration.rawValue, record.annotators, record.objects,
                record.conflicts, record.agreement,
                record.disagreement, record.risk, record.fit, record.document, record.computedAt.milliseconds,
                Self.digest(of: record.document),
            ]
        )
    }

    /// Names a consensus: hexadecimal SHA-256 of its document.
    static func digest(of document: String) -> String {
        Hexadecimal.text(SHA256.hash(data: Array(document.utf8)))
    }

    func deleteConsensus(image: ImageID) throws {
        try run(
            """
            DELETE FROM consensus
            WHERE image_id = ?
            """,
            [image.rawValue]
        )
    }

    func agreements(in project: ProjectID) throws -> [Double] {
        try all(
            """
            SELECT consensus.agreement AS agreement
            FROM consensus
            JOIN image ON image.id = consensus.image_id
            WHERE image.project_id = ? AND consensus.agreement IS NOT NULL
            ORDER BY image.position
            """,
            [project.rawValue]
        ) { row in row["agreement"] }
    }

    func exportNumbers(for keys: [String], in project: ProjectID) throws -> [String: Int] {
        try assignExportNumbers(keys, in: project)
        var numbers: [String: Int] = [:]
        for key in keys {
            numbers[key] = try number(
                """
                SELECT number
                FROM export_number
                WHERE project_id = ? AND key = ?
                """,
                [project.rawValue, key])
        }
        return numbers
    }

    private func assignExportNumbers(_ keys: [String], in project: ProjectID) throws {
        var next =
            try number(
                """
                SELECT MAX(number)
                FROM export_number
                WHERE project_id = ?
                """,
                [project.rawValue]
            ) + 1
        for key in keys {
            next += try run(
                """
                INSERT INTO export_number (project_id, key, number)
                VALUES (?, ?, ?)
                ON CONFLICT (project_id, key) DO NOTHING
                """,
                [project.rawValue, key, next]
            )
        }
    }
}
