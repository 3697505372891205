-- Random samples of the consensus, and what was said about each item. Nothing here alters an answer.

CREATE TABLE quality_audit (
    id                TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id        TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    unit              TEXT NOT NULL CHECK (unit IN ('object', 'image')),
    stratified        INTEGER NOT NULL CHECK (stratified IN (0, 1)),
    seed              INTEGER NOT NULL CHECK (seed >= 0),
    size              INTEGER NOT NULL CHECK (size >= 1),
    population        TEXT NOT NULL,
    half_width        REAL,
    at_least          REAL,
    method            TEXT NOT NULL,
    iou_threshold     REAL NOT NULL,
    quorum            REAL NOT NULL,
    place_weights     TEXT NOT NULL,
    fit               TEXT,
    answers_revision  INTEGER NOT NULL,
    digest            TEXT NOT NULL CHECK (length(digest) = 64),
    author_id         TEXT NOT NULL REFERENCES account (id),
    created_at        INTEGER NOT NULL
) STRICT;

CREATE INDEX quality_audit_project ON quality_audit (project_id, created_at, id);

-- An item outlives its image: what was drawn stays drawn.
CREATE TABLE quality_audit_item (
    audit_id  TEXT NOT NULL REFERENCES quality_audit (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL CHECK (number >= 1),
    image_id  TEXT NOT NULL,
    width     INTEGER NOT NULL CHECK (width >= 1),
    height    INTEGER NOT NULL CHECK (height >= 1),
    label_id  TEXT,
    objects   TEXT NOT NULL,
    PRIMARY KEY (audit_id, number)
) STRICT;

CREATE TABLE audit_judgement (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    audit_id    TEXT NOT NULL,
    item        INTEGER NOT NULL,
    turn        INTEGER NOT NULL CHECK (turn >= 1),
    verdict     TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'withdrawn')),
    reason      TEXT CHECK (reason IN ('spurious', 'misplaced', 'misclassified', 'missed')),
    judge_id    TEXT NOT NULL REFERENCES account (id),
    created_at  INTEGER NOT NULL,
    UNIQUE (audit_id, item, turn),
    CHECK ((verdict = 'wrong') = (reason IS NOT NULL)),
    FOREIGN KEY (audit_id, item) REFERENCES quality_audit_item (audit_id, number) ON DELETE CASCADE
) STRICT;

CREATE TRIGGER quality_audit_is_never_changed BEFORE UPDATE ON quality_audit
BEGIN SELECT RAISE(ABORT, 'an audit is never changed'); END;

CREATE TRIGGER quality_audit_item_is_never_changed BEFORE UPDATE ON quality_audit_item
BEGIN SELECT RAISE(ABORT, 'an item of an audit is never changed'); END;

CREATE TRIGGER audit_judgement_is_never_changed BEFORE UPDATE ON audit_judgement
BEGIN SELECT RAISE(ABORT, 'a judgement is never changed'); END;
