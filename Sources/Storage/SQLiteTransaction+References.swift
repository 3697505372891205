import GRDB
import Labeling

extension SQLiteTransaction {
    func references(image: ImageID) throws -> [ReferenceLayer] {
        // In the alphabet, too, gold comes before prediction.
        try all(
            """
            SELECT id, image_id, kind, source, annotations, created_at
            FROM reference_layer
            WHERE image_id = ?
            ORDER BY kind, source
            """,
            [image.rawValue],
            ReferenceLayer.init
        )
    }

    func put(_ layer: ReferenceLayer) throws {
        try run(
            """
            INSERT INTO reference_layer (id, image_id, kind, source, annotations, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (image_id, kind, source) DO UPDATE
            SET id = excluded.id, annotations = excluded.annotations, created_at = excluded.created_at
            """,
            [
                layer.id.rawValue, layer.imageID.rawValue, layer.kind.rawValue, layer.source,
                try ColumnJSON.text(layer.annotations), layer.createdAt.milliseconds,
            ],
            orConflict: "There is a layer with this identifier already."
        )
    }

    func deleteReference(image: ImageID, kind: ReferenceLayer.Kind, source: String) throws {
        try run(
            """
            DELETE FROM reference_layer
            WHERE image_id = ? AND kind = ? AND source = ?
            """,
            [image.rawValue, kind.rawValue, source]
        )
    }
}
