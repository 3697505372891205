-- Known answers that people meet in their work, and what came of it.

CREATE TABLE gold_settings (
    project_id  TEXT NOT NULL PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    settings    TEXT NOT NULL,
    seed        INTEGER NOT NULL,
    revision    INTEGER NOT NULL CHECK (revision >= 1)
) STRICT;

CREATE TABLE gold_item (
    id                 TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id         TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    image_id           TEXT NOT NULL UNIQUE REFERENCES image (id) ON DELETE CASCADE,
    purpose            TEXT NOT NULL CHECK (purpose IN ('stream', 'exam', 'practice')),
    state              TEXT NOT NULL CHECK (state IN ('active', 'suspect', 'voided')),
    reason             TEXT NOT NULL,
    answers            TEXT NOT NULL,
    maximum_exposures  INTEGER CHECK (maximum_exposures >= 1),
    exposures          INTEGER NOT NULL CHECK (exposures >= 0),
    trusted_at         INTEGER,
    author_id          TEXT NOT NULL REFERENCES account (id),
    created_at         INTEGER NOT NULL,
    revision           INTEGER NOT NULL CHECK (revision >= 1)
) STRICT;

CREATE INDEX gold_item_project ON gold_item (project_id, created_at, id);

-- The pool, in the order in which it is given out: items that few people met first.
CREATE INDEX gold_item_pool ON gold_item (project_id, purpose, state, exposures, id);

CREATE TABLE gold_exam (
    id            TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id    TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    annotator_id  TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    number        INTEGER NOT NULL CHECK (number >= 1),
    rules         TEXT NOT NULL,
    started_at    INTEGER NOT NULL,
    finished_at   INTEGER,
    outcome       TEXT,
    UNIQUE (annotator_id, project_id, number),
    CHECK ((finished_at IS NULL) = (outcome IS NULL))
) STRICT;

CREATE INDEX gold_exam_project ON gold_exam (project_id, started_at);

CREATE TABLE gold_turn (
    assignment_id  TEXT NOT NULL PRIMARY KEY REFERENCES assignment (id) ON DELETE CASCADE,
    item_id        TEXT NOT NULL REFERENCES gold_item (id) ON DELETE CASCADE,
    project_id     TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    annotator_id   TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    purpose        TEXT NOT NULL CHECK (purpose IN ('stream', 'exam', 'practice')),
    created_at     INTEGER NOT NULL,
    exam_id        TEXT REFERENCES gold_exam (id) ON DELETE CASCADE,
    result         TEXT,
    score          REAL CHECK ((score IS NULL) = (result IS NULL)),
    CHECK ((purpose = 'exam') = (exam_id IS NOT NULL)),
    UNIQUE (item_id, annotator_id)
) STRICT;

CREATE INDEX gold_turn_annotator ON gold_turn (annotator_id, project_id, created_at);
CREATE INDEX gold_turn_project ON gold_turn (project_id, created_at);
CREATE INDEX gold_turn_unscored ON gold_turn (assignment_id) WHERE result IS NULL;

CREATE TABLE gold_dispute (
    id             TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    project_id     TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    item_id        TEXT NOT NULL REFERENCES gold_item (id) ON DELETE CASCADE,
    assignment_id  TEXT NOT NULL UNIQUE REFERENCES assignment (id) ON DELETE CASCADE,
    annotator_id   TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    reason         TEXT NOT NULL,
    created_at     INTEGER NOT NULL,
    ruling         TEXT CHECK (ruling IN ('upheld', 'fixed', 'accepted', 'voided')),
    reply          TEXT NOT NULL,
    decided_by     TEXT REFERENCES account (id),
    decided_at     INTEGER,
    CHECK ((ruling IS NULL) = (decided_at IS NULL))
) STRICT;

CREATE INDEX gold_dispute_project ON gold_dispute (project_id, created_at, id);

CREATE TABLE gold_notice (
    id             TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id     TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    annotator_id   TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind           TEXT NOT NULL CHECK (kind IN ('dispute_decided', 'score_changed', 'pause_ended')),
    assignment_id  TEXT REFERENCES assignment (id) ON DELETE CASCADE,
    detail         TEXT NOT NULL,
    created_at     INTEGER NOT NULL,
    seen_at        INTEGER
) STRICT;

CREATE INDEX gold_notice_annotator ON gold_notice (annotator_id, project_id, created_at, id);

CREATE TABLE gold_pause (
    id            TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id    TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    annotator_id  TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    reason        TEXT NOT NULL,
    author_id     TEXT REFERENCES account (id),
    started_at    INTEGER NOT NULL,
    ended_at      INTEGER,
    ended_by      TEXT REFERENCES account (id),
    CHECK (ended_by IS NULL OR ended_at IS NOT NULL)
) STRICT;

-- Nobody is paused twice at a time.
CREATE UNIQUE INDEX gold_pause_lasting ON gold_pause (annotator_id, project_id) WHERE ended_at IS NULL;
CREATE INDEX gold_pause_project ON gold_pause (project_id, started_at);

CREATE TRIGGER known_is_removed AFTER DELETE ON reference_layer WHEN OLD.kind IN ('gold', 'truth')
BEGIN
    UPDATE project SET answers_revision = answers_revision + 1
    WHERE id = (SELECT project_id FROM image WHERE id = OLD.image_id);
END;
