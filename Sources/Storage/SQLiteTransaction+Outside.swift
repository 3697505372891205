import GRDB
import Labeling

extension SQLiteTransaction {
    private static let linkColumns = """
        id, project_id, name, kind, images, capacity, completion_code, completion_url, expires_at, revoked_at, author_id,
        created_at
        """
    private static let visitColumns = """
        id, link_id, account_id, outside_key, study_key, submit_to, created_at
        """

    func outsideLink(_ id: OutsideLinkID) throws -> OutsideLink? {
        try first(
            """
            SELECT \(Self.linkColumns)
            FROM outside_link
            WHERE id = ?
            """,
            [id.rawValue],
            OutsideLink.init
        )
    }

    func outsideLinks(of project: ProjectID) throws -> [(link: OutsideLink, people: Int, answers: Int)] {
        try all(
            """
            SELECT \(Self.linkColumns),
                   (SELECT COUNT(*) FROM outside_worker WHERE outside_worker.link_id = outside_link.id) AS people,
                   (SELECT COUNT(*)
                    FROM outside_visit
                    JOIN outside_answer ON outside_answer.visit_id = outside_visit.id
                    WHERE outside_visit.link_id = outside_link.id) AS answers
            FROM outside_link
            WHERE project_id = ?
            ORDER BY created_at DESC, id DESC
            """,
            [project.rawValue]
        ) { row in (try OutsideLink(row: row), row["people"], row["answers"]) }
    }

    func outsidePeople(by link: OutsideLinkID) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM outside_worker
            WHERE link_id = ?
            """,
            [link.rawValue]
        )
    }

    func outsideWorker(
        _ worker: String, kind: OutsideLink.Kind, in project: ProjectID
    ) throws -> OutsideWorker? {
        try first(
            """
            SELECT project_id, kind, worker, account_id, link_id, created_at
            FROM outside_worker
            WHERE project_id = ? AND kind = ? AND worker = ?
            """,
            [project.rawValue, kind.rawValue, worker],
            OutsideWorker.init
        )
    }

    func outsideHosts(of project: ProjectID) throws -> [String] {
        try all(
            """
            SELECT origin
            FROM outside_host
            WHERE project_id = ?
            ORDER BY origin
            """,
            [project.rawValue]
        ) { row in row[0] }
    }

    func outsideVisit(_ id: OutsideVisitID) throws -> OutsideVisit? {
        try first(
            """
            SELECT \(Self.visitColumns)
            FROM outside_visit
            WHERE id = ?
            """,
            [id.rawValue],
            OutsideVisit.init
        )
    }

    func outsideVisit(to link: OutsideLinkID, by account: AccountID, key: String) throws -> OutsideVisit? {
        try first(
            """
            SELECT \(Self.visitColumns)
            FROM outside_visit
            WHERE link_id = ? AND account_id = ? AND outside_key = ?
            """,
            [link.rawValue, account.rawValue, key],
            OutsideVisit.init
        )
    }

    func outsideAnswers(of visit: OutsideVisitID) throws -> [(id: SubmissionID, digest: String)] {
        try all(
            """
            SELECT submission.id AS id, submission.digest AS digest
            FROM outside_answer
            JOIN submission ON submission.id = outside_answer.submission_id
            WHERE outside_answer.visit_id = ?
            ORDER BY submission.received_at, submission.id
            """,
            [visit.rawValue]
        ) { row in (SubmissionID(row["id"]), row["digest"]) }
    }

    func outsideVisit(of submission: SubmissionID) throws -> OutsideVisitID? {
        try first(
            """
            SELECT visit_id
            FROM outside_answer
            WHERE submission_id = ?
            """,
            [submission.rawValue]
        ) { row in OutsideVisitID(row[0]) }
    }

    func insert(_ link: OutsideLink) throws {
        try run(
            """
            INSERT INTO outside_link
                (id, project_id, name, kind, images, capacity, completion_code, completion_url, expires_at,
                 revoked_at, author_id, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                link.id.rawValue, link.projectID.rawValue, link.name, link.kind.rawValue, link.images,
                link.capacity, link.completionCode, link.completionURL, link.expiresAt.milliseconds,
                link.revokedAt?.milliseconds, link.authorID?.rawValue, link.createdAt.milliseconds,
            ],
            orConflict: "There is a link with this identifier already."
        )
    }

    func revokeOutsideLink(_ id: OutsideLinkID, at time: Timestamp) throws -> Bool {
        let revoked = try run(
            """
            UPDATE outside_link
            SET revoked_at = ?
            WHERE id = ? AND revoked_at IS NULL
            """,
            [time.milliseconds, id.rawValue]
        )
        try run(
            """
            DELETE FROM api_token
            WHERE name = ? AND account_id IN (
                SELECT account_id FROM outside_visit WHERE link_id = ?
            )
            """,
            ["outside \(id)", id.rawValue]
        )
        return revoked == 1
    }

    func insert(_ worker: OutsideWorker) throws {
        try run(
            """
            INSERT INTO outside_worker (project_id, kind, worker, account_id, link_id, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                worker.projectID.rawValue, worker.kind.rawValue, worker.worker, worker.accountID.rawValue,
                worker.linkID.rawValue, worker.createdAt.milliseconds,
            ],
            orConflict: "This worker is known already."
        )
    }

    func setOutsideHosts(_ origins: [String], of project: ProjectID) throws {
        try atomically {
            try run(
                """
                DELETE FROM outside_host
                WHERE project_id = ?
                """,
                [project.rawValue]
            )
            for origin in origins {
                try run(
                    """
                    INSERT INTO outside_host (project_id, origin)
                    VALUES (?, ?)
                    """,
                    [project.rawValue, origin]
                )
            }
        }
    }

    func insert(_ visit: OutsideVisit) throws {
        try run(
            """
            INSERT INTO outside_visit (id, link_id, account_id, outside_key, study_key, submit_to, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                visit.id.rawValue, visit.linkID.rawValue, visit.accountID.rawValue, visit.outsideKey,
                visit.studyKey, visit.submitTo, visit.createdAt.milliseconds,
            ],
            orConflict: "There is this visit already."
        )
    }

    func addOutsideAnswer(_ submission: SubmissionID, to visit: OutsideVisitID) throws {
        try run(
            """
            INSERT INTO outside_answer (submission_id, visit_id)
            VALUES (?, ?)
            """,
            [submission.rawValue, visit.rawValue],
            orConflict: "This answer belongs to a visit already."
        )
    }

    func forgetOutsideSessions(
        of account: AccountID, by link: OutsideLinkID, before time: Timestamp
    ) throws {
        try run(
            """
            DELETE FROM api_token
            WHERE account_id = ? AND name = ? AND expires_at < ?
            """,
            [account.rawValue, "outside \(link)", time.milliseconds]
        )
    }
}
