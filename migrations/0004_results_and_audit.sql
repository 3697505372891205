-- What is derived from the answers, and the trail of who did what.

CREATE TABLE consensus (
    image_id       TEXT NOT NULL PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    method         TEXT NOT NULL,
    iou_threshold  REAL NOT NULL,
    quorum         REAL NOT NULL,
    annotators     INTEGER NOT NULL CHECK (annotators >= 1),
    objects        INTEGER NOT NULL CHECK (objects >= 0),
    conflicts      INTEGER NOT NULL CHECK (conflicts >= 0),
    agreement      REAL,
    disagreement   REAL NOT NULL,
    risk           REAL,
    fit            TEXT,
    document       TEXT NOT NULL,
    computed_at    INTEGER NOT NULL
) STRICT;

-- The last fit of a project's consensus to all its answers at once, and what it learned about the people.
CREATE TABLE consensus_fit (
    project_id        TEXT NOT NULL PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    digest            TEXT NOT NULL CHECK (length(digest) = 64),
    method            TEXT NOT NULL,
    iou_threshold     REAL NOT NULL,
    quorum            REAL NOT NULL,
    images            INTEGER NOT NULL CHECK (images >= 0),
    answers           INTEGER NOT NULL CHECK (answers >= 0),
    answers_revision  INTEGER NOT NULL,
    document          TEXT NOT NULL,
    computed_at       INTEGER NOT NULL
) STRICT;

CREATE TABLE export_number (
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    key         TEXT NOT NULL,
    number      INTEGER NOT NULL CHECK (number >= 1),
    PRIMARY KEY (project_id, key),
    UNIQUE (project_id, number)
) STRICT;

CREATE TABLE audit_event (
    sequence    INTEGER NOT NULL PRIMARY KEY,
    actor_id    TEXT,
    action      TEXT NOT NULL,
    project_id  TEXT,
    subject     TEXT NOT NULL,
    at          INTEGER NOT NULL
) STRICT;

CREATE INDEX audit_event_project ON audit_event (project_id, sequence);

-- The trail only grows.
CREATE TRIGGER audit_event_is_never_changed BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;

CREATE TRIGGER audit_event_is_never_removed BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;

-- Answers are immutable.
CREATE TRIGGER submission_is_never_changed BEFORE UPDATE ON submission
BEGIN SELECT RAISE(ABORT, 'a submission is never changed'); END;

CREATE TRIGGER annotation_is_never_changed BEFORE UPDATE ON annotation
BEGIN SELECT RAISE(ABORT, 'an annotation is never changed'); END;
