import GRDB
import Labeling

extension SQLiteTransaction {
    func screenedAreas(image: ImageID) throws -> [AccountID: ScreenedArea] {
        let pairs = try all(
            """
            SELECT submission.annotator_id, screened_area.cell, screened_area.counts
            FROM screened_area
                JOIN submission ON submission.id = screened_area.submission_id
            WHERE submission.image_id = ? AND submission.status = 'accepted'
            """,
            [image.rawValue]
        ) { row -> (AccountID, ScreenedArea) in
            (
                AccountID(row["annotator_id"]),
                ScreenedArea(cell: row["cell"], counts: try ColumnJSON.value(row["counts"]))
            )
        }
        return Dictionary(pairs) { first, _ in first }
    }

    func insert(_ area: ScreenedArea, of submission: SubmissionID) throws {
        try run(
            """
            INSERT INTO screened_area (submission_id, cell, counts)
            VALUES (?, ?, ?)
            """,
            [submission.rawValue, area.cell, try ColumnJSON.text(area.counts)]
        )
    }
}
