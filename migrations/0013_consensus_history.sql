-- The runs of a project's consensus. The text of an image is kept once, however many runs hold it.

ALTER TABLE consensus
ADD COLUMN digest TEXT;

CREATE TABLE consensus_run (
    project_id        TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    number            INTEGER NOT NULL CHECK (number >= 1),
    kind              TEXT NOT NULL CHECK (kind IN ('fit', 'settings', 'rollback')),
    source            INTEGER CHECK (source < number),
    method            TEXT NOT NULL,
    iou_threshold     REAL NOT NULL,
    quorum            REAL NOT NULL,
    place_weights     TEXT NOT NULL,
    recalibration     TEXT NOT NULL,
    fit               TEXT,
    answers_revision  INTEGER NOT NULL,
    images            INTEGER NOT NULL CHECK (images >= 0),
    answers           INTEGER NOT NULL CHECK (answers >= 0),
    objects           INTEGER NOT NULL CHECK (objects >= 0),
    conflicts         INTEGER NOT NULL CHECK (conflicts >= 0),
    digest            TEXT NOT NULL CHECK (length(digest) = 64),
    author_id         TEXT REFERENCES account (id),
    name              TEXT,
    kept_for          TEXT CHECK (kept_for IN ('export', 'audit', 'rollback')),
    is_leaving        INTEGER NOT NULL DEFAULT 0 CHECK (is_leaving IN (0, 1)),
    created_at        INTEGER NOT NULL,
    PRIMARY KEY (project_id, number),
    CHECK ((kind = 'rollback') = (source IS NOT NULL))
) STRICT;

-- The fit behind a run, with all that is needed to put it back in force.
CREATE TABLE consensus_run_fit (
    project_id        TEXT NOT NULL,
    run               INTEGER NOT NULL,
    digest            TEXT NOT NULL CHECK (length(digest) = 64),
    method            TEXT NOT NULL,
    iou_threshold     REAL NOT NULL,
    quorum            REAL NOT NULL,
    place_weights     TEXT NOT NULL,
    recalibration     TEXT NOT NULL,
    images            INTEGER NOT NULL,
    answers           INTEGER NOT NULL,
    answers_revision  INTEGER NOT NULL,
    document          TEXT NOT NULL,
    computed_at       INTEGER NOT NULL,
    PRIMARY KEY (project_id, run),
    FOREIGN KEY (project_id, run) REFERENCES consensus_run (project_id, number) ON DELETE CASCADE
) STRICT;

-- A consensus that an image once had, named by the SHA-256 of its document.
CREATE TABLE consensus_version (
    image_id      TEXT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    digest        TEXT NOT NULL CHECK (length(digest) = 64),
    annotators    INTEGER NOT NULL,
    objects       INTEGER NOT NULL,
    conflicts     INTEGER NOT NULL,
    agreement     REAL,
    disagreement  REAL NOT NULL,
    risk          REAL,
    is_fitted     INTEGER NOT NULL CHECK (is_fitted IN (0, 1)),
    document      TEXT NOT NULL,
    computed_at   INTEGER NOT NULL,
    PRIMARY KEY (image_id, digest)
) STRICT;

-- Which version an image has in the runs from one on up to, but without, another.
CREATE TABLE consensus_run_image (
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    image_id    TEXT NOT NULL,
    digest      TEXT NOT NULL,
    from_run    INTEGER NOT NULL,
    until_run   INTEGER CHECK (until_run > from_run),
    PRIMARY KEY (image_id, from_run),
    FOREIGN KEY (image_id, digest) REFERENCES consensus_version (image_id, digest) ON DELETE CASCADE
) STRICT;

CREATE INDEX consensus_run_image_until ON consensus_run_image (project_id, until_run, from_run);

-- The run that a project stands at until somebody lets it go on.
CREATE TABLE consensus_pin (
    project_id  TEXT NOT NULL PRIMARY KEY,
    run         INTEGER NOT NULL,
    FOREIGN KEY (project_id, run) REFERENCES consensus_run (project_id, number) ON DELETE CASCADE
) STRICT;
