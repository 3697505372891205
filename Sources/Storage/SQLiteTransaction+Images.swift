import GRDB
import Geometry
import Labeling

extension SQLiteTransaction {
    private static let columns = """
        id, project_id, name, position, width, height, format, original_sha256, tiles_sha256, created_at
        """

    func image(_ id: ImageID) throws -> LabeledImage? {
        try first(
            """
            SELECT \(Self.columns)
            FROM image
            WHERE id = ?
            """,
            [id.rawValue],
            LabeledImage.init
        )
    }

    func image(in project: ProjectID, original: BlobID) throws -> LabeledImage? {
        try first(
            """
            SELECT \(Self.columns)
            FROM image
            WHERE project_id = ? AND original_sha256 = ?
            """,
            [project.rawValue, original.sha256],
            LabeledImage.init
        )
    }

    func images(in project: ProjectID, named name: String) throws -> [LabeledImage] {
        try all(
            """
            SELECT \(Self.columns)
            FROM image
            WHERE project_id = ? AND name = ?
            ORDER BY position
            """,
            [project.rawValue, name],
            LabeledImage.init
        )
    }

    func images(in project: ProjectID, afterPosition: Int, limit: Int) throws -> [LabeledImage] {
        try all(
            """
            SELECT \(Self.columns)
            FROM image
            WHERE project_id = ? AND position > ?
            ORDER BY position
            LIMIT ?
            """,
            [project.rawValue, afterPosition, max(0, limit)],
            LabeledImage.init
        )
    }

    func answeredImages(
        by annotator: AccountID, in project: ProjectID, afterPosition: Int, limit: Int
    ) throws -> [LabeledImage] {
        try all(
            """
            SELECT \(Self.columns)
            FROM image
            WHERE project_id = ? AND position > ?
            AND EXISTS (SELECT 1 FROM submission
                        WHERE submission.image_id = image.id AND submission.annotator_id = ?
                        AND submission.status = 'accepted')
            ORDER BY position
            LIMIT ?
            """,
            [project.rawValue, afterPosition, annotator.rawValue, max(0, limit)],
            LabeledImage.init
        )
    }

    func hasAssignment(_ account: AccountID, image: ImageID) throws -> Bool {
        try exists(
            """
            SELECT 1
            FROM assignment
            WHERE shown_as = ? AND annotator_id = ?
            """,
            [image.rawValue, account.rawValue]
        )
    }

    func isReferenced(_ blob: BlobID) throws -> Bool {
        try exists(
            """
            SELECT 1
            FROM image
            WHERE original_sha256 = ? OR tiles_sha256 = ?
            UNION ALL
            SELECT 1
            FROM upload
            WHERE original_sha256 = ? AND state <> 'failed'
            LIMIT 1
            """,
            [blob.sha256, blob.sha256, blob.sha256]
        )
    }

    func imageCount() throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM image
            """,
            []
        )
    }

    func images(after id: ImageID?, limit: Int) throws -> [LabeledImage] {
        try all(
            """
            SELECT \(Self.columns)
            FROM image
            WHERE id > ?
            ORDER BY id
            LIMIT ?
            """,
            [id?.rawValue ?? "", max(0, limit)],
            LabeledImage.init
        )
    }

    func replaceTiles(of id: ImageID, _ old: BlobID, by new: BlobID) throws -> Bool {
        try run(
            """
            UPDATE image
            SET tiles_sha256 = ?
            WHERE id = ? AND tiles_sha256 = ?
            """,
            [new.sha256, id.rawValue, old.sha256]
        ) > 0
    }

    func nextPosition(in project: ProjectID) throws -> Int {
        try number(
            """
            SELECT last_image_position
            FROM project
            WHERE id = ?
            """,
            [project.rawValue]
        ) + 1
    }

    func insert(_ image: LabeledImage, slots: Int) throws {
        try atomically {
            try run(
                """
                INSERT INTO image
                    (id, project_id, name, position, width, height, format, original_sha256, tiles_sha256,
                     created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    image.id.rawValue, image.projectID.rawValue, image.name, image.position, image.size.width,
                    image.size.height, image.format, image.original.sha256, image.tiles.sha256,
                    image.createdAt.milliseconds,
                ],
                orConflict: "This image is in the project already, or its place is taken."
            )
            try run(
                """
                UPDATE project
                SET last_image_position = ?
                WHERE id = ? AND last_image_position < ?
                """,
                [image.position, image.projectID.rawValue, image.position]
            )
            for number in 0..<max(0, slots) {
                try run(
                    """
                    INSERT INTO slot (image_id, number)
                    VALUES (?, ?)
                    """,
                    [image.id.rawValue, number + 1]
                )
            }
        }
    }

    func deleteImage(_ id: ImageID) throws {
        try run(
            """
            DELETE FROM image
            WHERE id = ?
            """,
            [id.rawValue]
        )
    }
}
