import Foundation
import GRDB
import Labeling

extension SQLiteTransaction {
    func hasDisagreement(image: ImageID) throws -> Bool {
        try exists(
            """
            SELECT 1
            FROM disagreement
            WHERE image_id = ?
            """,
            [image.rawValue])
    }

    func imagesWithoutDisagreement(in project: ProjectID) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM image
            JOIN consensus ON consensus.image_id = image.id
            WHERE image.project_id = ?
            AND NOT EXISTS (SELECT 1 FROM disagreement WHERE disagreement.image_id = image.id)
            """,
            [project.rawValue])
    }

    func disagreements(
        in project: ProjectID, afterPosition: Int, limit: Int
    ) throws -> [(image: LabeledImage, document: [UInt8])] {
        try all(
            """
            SELECT image.id, image.project_id, image.name, image.position, image.width, image.height, image.format,
                   image.original_sha256, image.tiles_sha256, image.created_at, disagreement.document
            FROM image
            JOIN disagreement ON disagreement.image_id = image.id
            WHERE image.project_id = ? AND image.position > ?
            ORDER BY image.position
            LIMIT ?
            """,
            [project.rawValue, afterPosition, max(0, limit)]
        ) { row in
            let document: Data = row["document"]
            return (try LabeledImage(row: row), [UInt8](document))
        }
    }

    func put(_ record: DisagreementRecord) throws {
        try run(
            """
            INSERT INTO disagreement (image_id, project_id, document)
            VALUES (?, ?, ?)
            ON CONFLICT (image_id) DO UPDATE
            SET document = excluded.document
            """,
            [record.imageID.rawValue, record.projectID.rawValue, Data(record.document)])
    }
}
