-- What was said about a consensus after the answers, and what is derived from it so that lists are quick.

CREATE TABLE adjudication (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    image_id    TEXT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN ('decision', 'look', 'withdrawal')),
    withdraws   TEXT UNIQUE REFERENCES adjudication (id) ON DELETE CASCADE,
    content     TEXT NOT NULL,
    author_id   TEXT NOT NULL REFERENCES account (id),
    created_at  INTEGER NOT NULL,
    CHECK ((kind = 'withdrawal') = (withdraws IS NOT NULL))
) STRICT;

CREATE INDEX adjudication_image ON adjudication (image_id, created_at, id);
CREATE INDEX adjudication_project ON adjudication (project_id, kind, created_at, id);

CREATE TRIGGER adjudication_is_never_changed BEFORE UPDATE ON adjudication
BEGIN SELECT RAISE(ABORT, 'an adjudication is never changed'); END;

-- It is part of what a consensus is made from.
CREATE TRIGGER adjudication_is_added AFTER INSERT ON adjudication
BEGIN UPDATE project SET answers_revision = answers_revision + 1 WHERE id = NEW.project_id; END;

-- Whether the tables below hold what belongs to a consensus; 0 for one that was made before there were any.
ALTER TABLE consensus ADD COLUMN index_version INTEGER NOT NULL DEFAULT 0;

CREATE TABLE conflict (
    id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id   TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    image_id     TEXT NOT NULL REFERENCES consensus (image_id) ON DELETE CASCADE,
    kind         TEXT NOT NULL,
    label_id     TEXT,
    object_id    TEXT,
    x            REAL NOT NULL,
    y            REAL NOT NULL,
    width        REAL NOT NULL,
    height       REAL NOT NULL,
    errors       REAL NOT NULL,
    minutes      REAL NOT NULL,
    gain         REAL NOT NULL,
    is_decided   INTEGER NOT NULL CHECK (is_decided IN (0, 1)),
    decision_id  TEXT,
    CHECK (is_decided = (decision_id IS NOT NULL))
) STRICT;

CREATE INDEX conflict_image ON conflict (image_id);
CREATE INDEX conflict_order ON conflict (project_id, gain DESC, id, is_decided, kind, label_id);

-- Not derived: it outlives the conflict's row, and holds again when the same place is in question again.
CREATE TABLE conflict_assignment (
    conflict_id  TEXT NOT NULL PRIMARY KEY,
    project_id   TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    account_id   TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX conflict_assignment_project ON conflict_assignment (project_id);
CREATE INDEX conflict_assignment_account ON conflict_assignment (account_id);

CREATE TABLE wall_object (
    image_id     TEXT NOT NULL REFERENCES consensus (image_id) ON DELETE CASCADE,
    object_id    TEXT NOT NULL,
    project_id   TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    label_id     TEXT NOT NULL,
    x            REAL NOT NULL,
    y            REAL NOT NULL,
    width        REAL NOT NULL,
    height       REAL NOT NULL,
    probability  REAL NOT NULL,
    spread       REAL NOT NULL,
    verdict      TEXT,
    is_settled   INTEGER NOT NULL CHECK (is_settled IN (0, 1)),
    PRIMARY KEY (image_id, object_id)
) STRICT;

CREATE INDEX wall_object_probability ON wall_object (project_id, label_id, probability, image_id, object_id);
CREATE INDEX wall_object_spread ON wall_object (project_id, label_id, spread, image_id, object_id);
