import GRDB
import Labeling

extension SQLiteTransaction {
    private static let itemColumns = """
        gold_item.id, gold_item.project_id, gold_item.image_id, gold_item.purpose, gold_item.state, gold_item.reason,
        gold_item.answers, gold_item.maximum_exposures, gold_item.exposures, gold_item.author_id,
        gold_item.created_at, gold_item.trusted_at, gold_item.revision
        """

    /// Active items of a purpose that a person never met, below their limits; `?` are project, purpose, limit, person
    /// and person.
    private static let fresh = """
        FROM gold_item
        WHERE gold_item.project_id = ? AND gold_item.purpose = ? AND gold_item.state = 'active'
        AND gold_item.exposures < COALESCE(gold_item.maximum_exposures, ?)
        AND NOT EXISTS (SELECT 1 FROM assignment
                        WHERE assignment.image_id = gold_item.image_id AND assignment.annotator_id = ?)
        AND NOT EXISTS (SELECT 1 FROM submission
                        WHERE submission.image_id = gold_item.image_id AND submission.annotator_id = ?)
        """

    func goldSettings(of project: ProjectID) throws -> GoldSettingsRecord? {
        try first(
            """
            SELECT project_id, settings, seed, revision
            FROM gold_settings
            WHERE project_id = ?
            """,
            [project.rawValue],
            GoldSettingsRecord.init
        )
    }

    func put(_ settings: GoldSettingsRecord, expectedRevision: Int?) throws -> Bool {
        let document = try ColumnJSON.text(settings.settings)
        guard let expectedRevision else {
            return try run(
                """
                INSERT INTO gold_settings (project_id, settings, seed, revision)
                VALUES (?, ?, ?, ?)
                ON CONFLICT (project_id) DO NOTHING
                """,
                [settings.projectID.rawValue, document, settings.seed, settings.revision]
            ) == 1
        }
        return try run(
            """
            UPDATE gold_settings
            SET settings = ?, revision = revision + 1
            WHERE project_id = ? AND revision = ?
            """,
            [document, settings.projectID.rawValue, expectedRevision]
        ) == 1
    }

    func hasGold(_ project: ProjectID) throws -> Bool {
        try exists(
            """
            SELECT 1
            FROM gold_item
            WHERE project_id = ?
            LIMIT 1
            """,
            [project.rawValue]
        )
    }

    func goldItem(_ id: GoldItemID) throws -> GoldItem? {
        try first(
            """
            SELECT \(Self.itemColumns)
            FROM gold_item
            WHERE id = ?
            """,
            [id.rawValue],
            GoldItem.init
        )
    }

    func goldItem(image: ImageID) throws -> GoldItem? {
        try first(
            """
            SELECT \(Self.itemColumns)
            FROM gold_item
            WHERE image_id = ?
            """,
            [image.rawValue],
            GoldItem.init
        )
    }

    func goldItems(of project: ProjectID) throws -> [GoldItem] {
        try all(
            """
            SELECT \(Self.itemColumns)
            FROM gold_item
            WHERE project_id = ?
            ORDER BY created_at, id
            """,
            [project.rawValue],
            GoldItem.init
        )
    }

    /// Cost: as many index entries as the person met of those that few people met.
    func freshGold(
        for annotator: AccountID, in project: ProjectID, purpose: GoldItem.Purpose, limit: Int
    ) throws -> GoldItem? {
        try first(
            """
            SELECT \(Self.itemColumns)
            \(Self.fresh)
            ORDER BY gold_item.exposures, gold_item.id
            LIMIT 1
            """,
            [project.rawValue, purpose.rawValue, limit, annotator.rawValue, annotator.rawValue],
            GoldItem.init
        )
    }

    func freshGoldCount(
        for annotator: AccountID, in project: ProjectID, purpose: GoldItem.Purpose, limit: Int
    ) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            \(Self.fresh)
            """,
            [project.rawValue, purpose.rawValue, limit, annotator.rawValue, annotator.rawValue]
        )
    }

    func insert(_ item: GoldItem) throws {
        try run(
            """
            INSERT INTO gold_item
                (id, project_id, image_id, purpose, state, reason, answers, maximum_exposures, exposures, author_id,
                 created_at, revision)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                item.id.rawValue, item.projectID.rawValue, item.imageID.rawValue, item.purpose.rawValue,
                item.state.rawValue, item.reason, try ColumnJSON.text(item.answers), item.maximumExposures,
                item.exposures, item.authorID.rawValue, item.createdAt.milliseconds, item.revision,
            ],
            orConflict: "This image is gold already."
        )
        if item.state != .voided { try withholdFreeSlots(of: item.imageID) }
    }

    func update(_ item: GoldItem, expectedRevision: Int, slots: Int) throws -> Bool {
        let isDone =
            try run(
                """
                UPDATE gold_item
                SET purpose = ?, state = ?, reason = ?, answers = ?, maximum_exposures = ?,
                    trusted_at = ?, revision = revision + 1
                WHERE id = ? AND revision = ?
                """,
                [
                    item.purpose.rawValue, item.state.rawValue, item.reason,
                    try ColumnJSON.text(item.answers), item.maximumExposures, item.trustedAt?.milliseconds,
                    item.id.rawValue,
                    expectedRevision,
                ]
            ) == 1
        guard isDone else { return false }
        if item.state == .voided {
            try fillSlots(of: item.imageID, upTo: slots)
        } else {
            try withholdFreeSlots(of: item.imageID)
        }
        return true
    }

    /// Takes an image out of the ordinary queue; turns that hold a slot keep it.
    func withholdFreeSlots(of image: ImageID) throws {
        try run(
            """
            DELETE FROM slot
            WHERE image_id = ? AND assignment_id IS NULL
            """,
            [image.rawValue]
        )
    }

    /// Takes back the slot that an ordinary turn left free at an image which became gold meanwhile.
    func withholdFreeSlotOfGold(after assignment: AssignmentID) throws {
        try run(
            """
            DELETE FROM slot
            WHERE assignment_id IS NULL
            AND image_id = (SELECT assignment.image_id
                            FROM assignment
                            JOIN gold_item ON gold_item.image_id = assignment.image_id
                            WHERE assignment.id = ? AND gold_item.state <> 'voided')
            """,
            [assignment.rawValue]
        )
    }

    /// Puts an image back into the ordinary queue: it has so many slots afterwards, or more where more are held.
    private func fillSlots(of image: ImageID, upTo count: Int) throws {
        for number in 0..<max(0, count) {
            try run(
                """
                INSERT INTO slot (image_id, number)
                SELECT image.id, ?
                FROM image
                WHERE image.id = ?
                AND (SELECT COUNT(*) FROM slot WHERE slot.image_id = image.id) < ?
                AND NOT EXISTS (SELECT 1 FROM slot WHERE slot.image_id = image.id AND slot.number = ?)
                """,
                [number + 1, image.rawValue, count, number + 1]
            )
        }
    }
}
