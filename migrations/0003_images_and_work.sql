-- Images, the slots that bound how many people answer each, turns, drafts and answers.

CREATE TABLE image (
    id               TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id       TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    name             TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 1000),
    position         INTEGER NOT NULL CHECK (position >= 1),
    width            INTEGER NOT NULL CHECK (width >= 1),
    height           INTEGER NOT NULL CHECK (height >= 1),
    format           TEXT NOT NULL,
    original_sha256  TEXT NOT NULL CHECK (length(original_sha256) = 64),
    tiles_sha256     TEXT NOT NULL CHECK (length(tiles_sha256) = 64),
    created_at       INTEGER NOT NULL,
    free_slots       INTEGER NOT NULL DEFAULT 0 CHECK (free_slots >= 0),
    UNIQUE (project_id, position),
    UNIQUE (project_id, original_sha256)
) STRICT;

CREATE INDEX image_name ON image (project_id, name);
CREATE INDEX image_original ON image (original_sha256);
CREATE INDEX image_tiles ON image (tiles_sha256);

-- The queue, in the order in which it is served: images nearest to having all their answers first.
CREATE INDEX image_queue ON image (project_id, free_slots, position, id) WHERE free_slots > 0;

-- Files that were sent and kept and are not images yet; each has the identifier that its image will have.
CREATE TABLE upload (
    id               TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id       TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    account_id       TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name             TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 1000),
    original_sha256  TEXT NOT NULL CHECK (length(original_sha256) = 64),
    state            TEXT NOT NULL CHECK (state IN ('queued', 'running', 'failed')),
    attempts         INTEGER NOT NULL CHECK (attempts >= 0),
    failure_code     TEXT CHECK ((state = 'failed') = (failure_code IS NOT NULL)),
    failure_message  TEXT CHECK ((state = 'failed') = (failure_message IS NOT NULL)),
    created_at       INTEGER NOT NULL,
    UNIQUE (project_id, original_sha256)
) STRICT;

CREATE INDEX upload_original ON upload (original_sha256);
CREATE INDEX upload_order ON upload (project_id, created_at, id);

CREATE TABLE assignment (
    id                TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id        TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    image_id          TEXT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    annotator_id      TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    state             TEXT NOT NULL CHECK (state IN ('leased', 'submitted', 'returned', 'expired', 'skipped')),
    lease_token       TEXT NOT NULL,
    lease_expires_at  INTEGER NOT NULL,
    created_at        INTEGER NOT NULL,
    skip_reason       TEXT,
    UNIQUE (image_id, annotator_id)
) STRICT;

CREATE INDEX assignment_annotator ON assignment (annotator_id, project_id, state);
CREATE INDEX assignment_lease ON assignment (project_id, state, lease_expires_at);

-- An image has as many slots as people are wanted; a turn must hold one to count, so the schema itself
-- refuses one answer too many: taking a slot is one UPDATE on a row whose assignment is still null.
CREATE TABLE slot (
    image_id       TEXT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    number         INTEGER NOT NULL CHECK (number >= 1),
    assignment_id  TEXT REFERENCES assignment (id) ON DELETE SET NULL,
    PRIMARY KEY (image_id, number)
) STRICT;

-- A turn holds one slot. Free slots stay out of the index: they are many, and found by their image.
CREATE UNIQUE INDEX slot_assignment ON slot (assignment_id) WHERE assignment_id IS NOT NULL;

-- Each image counts its free slots, so that the next image is found without looking at all slots.
CREATE TRIGGER slot_is_added AFTER INSERT ON slot WHEN NEW.assignment_id IS NULL
BEGIN UPDATE image SET free_slots = free_slots + 1 WHERE id = NEW.image_id; END;

CREATE TRIGGER slot_is_removed AFTER DELETE ON slot WHEN OLD.assignment_id IS NULL
BEGIN UPDATE image SET free_slots = free_slots - 1 WHERE id = OLD.image_id; END;

CREATE TRIGGER slot_is_taken AFTER UPDATE OF assignment_id ON slot
WHEN OLD.assignment_id IS NULL AND NEW.assignment_id IS NOT NULL
BEGIN UPDATE image SET free_slots = free_slots - 1 WHERE id = NEW.image_id; END;

CREATE TRIGGER slot_is_freed AFTER UPDATE OF assignment_id ON slot
WHEN OLD.assignment_id IS NOT NULL AND NEW.assignment_id IS NULL
BEGIN UPDATE image SET free_slots = free_slots + 1 WHERE id = NEW.image_id; END;

CREATE TABLE operation (
    id             TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    assignment_id  TEXT NOT NULL REFERENCES assignment (id) ON DELETE CASCADE,
    sequence       INTEGER NOT NULL CHECK (sequence >= 1),
    kind           TEXT NOT NULL CHECK (kind IN ('put', 'remove')),
    annotation_id  TEXT NOT NULL,
    annotation     TEXT CHECK ((kind = 'put') = (annotation IS NOT NULL)),
    received_at    INTEGER NOT NULL,
    UNIQUE (assignment_id, sequence)
) STRICT;

CREATE TABLE submission (
    id                   TEXT NOT NULL PRIMARY KEY,
    assignment_id        TEXT UNIQUE REFERENCES assignment (id) ON DELETE CASCADE,
    project_id           TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    image_id             TEXT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    annotator_id         TEXT NOT NULL REFERENCES account (id),
    status               TEXT NOT NULL CHECK (status IN ('accepted', 'late', 'trial')),
    active_milliseconds  INTEGER NOT NULL CHECK (active_milliseconds >= 0),
    digest               TEXT NOT NULL CHECK (length(digest) = 64),
    received_at          INTEGER NOT NULL,
    UNIQUE (image_id, annotator_id)
) STRICT;

CREATE INDEX submission_annotator ON submission (annotator_id, project_id, received_at);
CREATE INDEX submission_project ON submission (project_id, status);

CREATE TABLE annotation (
    submission_id  TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    position       INTEGER NOT NULL CHECK (position >= 0),
    id             TEXT NOT NULL,
    label_id       TEXT NOT NULL REFERENCES label_class (id),
    x              REAL NOT NULL,
    y              REAL NOT NULL,
    width          REAL NOT NULL CHECK (width > 0),
    height         REAL NOT NULL CHECK (height > 0),
    rings          TEXT,
    flags          INTEGER NOT NULL CHECK (flags >= 0),
    PRIMARY KEY (submission_id, position),
    UNIQUE (submission_id, id)
) STRICT;

CREATE INDEX annotation_label ON annotation (label_id);

CREATE TABLE reference_layer (
    id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    image_id     TEXT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL CHECK (kind IN ('gold', 'truth', 'prediction')),
    source       TEXT NOT NULL,
    annotations  TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    UNIQUE (image_id, kind, source)
) STRICT;

-- Each project counts the changes of what a consensus is made from, so that one made before is recognised as old.
CREATE TRIGGER answer_is_added AFTER INSERT ON submission WHEN NEW.status = 'accepted'
BEGIN UPDATE project SET answers_revision = answers_revision + 1 WHERE id = NEW.project_id; END;

CREATE TRIGGER answer_is_removed AFTER DELETE ON submission WHEN OLD.status = 'accepted'
BEGIN UPDATE project SET answers_revision = answers_revision + 1 WHERE id = OLD.project_id; END;

CREATE TRIGGER known_is_added AFTER INSERT ON reference_layer WHEN NEW.kind IN ('gold', 'truth')
BEGIN
    UPDATE project SET answers_revision = answers_revision + 1
    WHERE id = (SELECT project_id FROM image WHERE id = NEW.image_id);
END;

CREATE TRIGGER known_is_changed AFTER UPDATE ON reference_layer WHEN NEW.kind IN ('gold', 'truth')
BEGIN
    UPDATE project SET answers_revision = answers_revision + 1
    WHERE id = (SELECT project_id FROM image WHERE id = NEW.image_id);
END;
