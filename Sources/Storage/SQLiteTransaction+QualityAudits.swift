import GRDB
import Geometry
import Labeling

extension SQLiteTransaction {
    private static let auditColumns = """
        id, project_id, unit, stratified, seed, size, population, half_width, at_least, method AS consensus_method,
        iou_threshold, quorum, place_weights, recalibration, fit, answers_revision, digest, author_id, created_at
        """
    private static let judgementColumns = "id, audit_id, item, verdict, reason, judge_id, created_at"

    func qualityAudit(_ id: QualityAuditID) throws -> QualityAudit? {
        try first(
            """
            SELECT \(Self.auditColumns)
            FROM quality_audit
            WHERE id = ?
            """,
            [id.rawValue],
            QualityAudit.init
        )
    }

    func qualityAudits(of project: ProjectID) throws -> [QualityAudit] {
        try all(
            """
            SELECT \(Self.auditColumns)
            FROM quality_audit
            WHERE project_id = ?
            ORDER BY created_at DESC, id DESC
            """,
            [project.rawValue],
            QualityAudit.init
        )
    }

    func item(_ number: Int, of audit: QualityAuditID) throws -> QualityAuditItem? {
        try first(
            """
            SELECT number, image_id, width, height, label_id, objects
            FROM quality_audit_item
            WHERE audit_id = ? AND number = ?
            """,
            [audit.rawValue, number],
            QualityAuditItem.init
        )
    }

    func itemLabels(of audit: QualityAuditID) throws -> [LabelClassID?] {
        try all(
            """
            SELECT label_id
            FROM quality_audit_item
            WHERE audit_id = ?
            ORDER BY number
            """,
            [audit.rawValue]
        ) { row in row.identifier("label_id") }
    }

    func judgements(of audit: QualityAuditID) throws -> [Int: AuditJudgement] {
        let rows = try all(
            """
            SELECT \(Self.judgementColumns)
            FROM audit_judgement
            WHERE audit_id = ?
            ORDER BY item, turn
            """,
            [audit.rawValue],
            AuditJudgement.init
        )
        return Dictionary(rows.map { ($0.item, $0) }, uniquingKeysWith: { _, last in last })
    }

    func judgement(_ id: AuditJudgementID) throws -> (judgement: AuditJudgement, audit: QualityAuditID)? {
        try first(
            """
            SELECT \(Self.judgementColumns)
            FROM audit_judgement
            WHERE id = ?
            """,
            [id.rawValue]
        ) { row in (try AuditJudgement(row: row), QualityAuditID(row["audit_id"])) }
    }

    func insert(_ audit: QualityAudit, items: [QualityAuditItem]) throws {
        try atomically {
            try run(
                """
                INSERT INTO quality_audit
                    (id, project_id, unit, stratified, seed, size, population, half_width, at_least, method,
                     iou_threshold, quorum, place_weights, recalibration, fit, answers_revision, digest, author_id, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    audit.id.rawValue, audit.projectID.rawValue, audit.unit.rawValue, audit.isStratified,
                    audit.seed, audit.size, try ColumnJSON.text(audit.population), audit.halfWidth,
                    audit.atLeast, audit.settings.method, audit.settings.iouThreshold, audit.settings.quorum,
                    audit.settings.weights.rawValue, audit.settings.recalibration.rawValue, audit.fit,
                    audit.answersRevision, audit.digest,
                    audit.authorID.rawValue, audit.createdAt.milliseconds,
                ]
            )
            for item in items { try insert(item, into: audit.id) }
        }
    }

    func append(_ judgement: AuditJudgement, to audit: QualityAuditID) throws {
        try run(
            """
            INSERT INTO audit_judgement (id, audit_id, item, turn, verdict, reason, judge_id, created_at)
            VALUES (?, ?, ?,
                    (SELECT COALESCE(MAX(turn), 0) + 1 FROM audit_judgement WHERE audit_id = ? AND item = ?),
                    ?, ?, ?, ?)
            """,
            [
                judgement.id.rawValue, audit.rawValue, judgement.item, audit.rawValue, judgement.item,
                judgement.verdict.rawValue, judgement.reason?.rawValue, judgement.judgeID.rawValue,
                judgement.createdAt.milliseconds,
            ],
            orConflict: "There is a judgement with this identifier already."
        )
    }

    private func insert(_ item: QualityAuditItem, into audit: QualityAuditID) throws {
        try run(
            """
            INSERT INTO quality_audit_item (audit_id, number, image_id, width, height, label_id, objects)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                audit.rawValue, item.number, item.imageID.rawValue, item.size.width, item.size.height,
                item.labelID?.rawValue, try ColumnJSON.text(item.objects),
            ]
        )
    }
}
