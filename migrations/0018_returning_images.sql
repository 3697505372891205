-- Images that come back unmarked to people who answered them, and turns at images that first answers did not finish.

-- A person meets an image that comes back under another identifier, so a turn says under which they know its image, and
-- they have one turn for each. is_further: the image had as many answers as every image gets, and wanted more.
CREATE TABLE assignment_with_shown (
    id                TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id        TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    image_id          TEXT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    shown_as          TEXT NOT NULL CHECK (length(shown_as) = 32),
    annotator_id      TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    state             TEXT NOT NULL CHECK (state IN ('leased', 'submitted', 'returned', 'expired', 'skipped')),
    lease_token       TEXT NOT NULL,
    lease_expires_at  INTEGER NOT NULL,
    created_at        INTEGER NOT NULL,
    skip_reason       TEXT,
    due_at            INTEGER,
    extensions        INTEGER NOT NULL DEFAULT 0 CHECK (extensions >= 0),
    ended_at          INTEGER,
    price             INTEGER CHECK (price >= 0),
    is_further        INTEGER NOT NULL DEFAULT 0 CHECK (is_further IN (0, 1)),
    UNIQUE (shown_as, annotator_id)
) STRICT;

INSERT INTO assignment_with_shown
    (id, project_id, image_id, shown_as, annotator_id, state, lease_token, lease_expires_at, created_at, skip_reason, due_at,
     extensions, ended_at, price)
SELECT id, project_id, image_id, image_id, annotator_id, state, lease_token, lease_expires_at, created_at, skip_reason, due_at,
       extensions, ended_at, price
FROM assignment;

DROP TABLE assignment;

ALTER TABLE assignment_with_shown RENAME TO assignment;

CREATE INDEX assignment_annotator ON assignment (annotator_id, project_id, state);
CREATE INDEX assignment_lease ON assignment (project_id, state, lease_expires_at);
CREATE INDEX assignment_image ON assignment (image_id, annotator_id, state);
-- The kinds of a person's last tasks.
CREATE INDEX assignment_course ON assignment (annotator_id, project_id, created_at);

-- A repeated answer is kept and compared with the first; it counts for nothing else.
CREATE TABLE submission_with_shown (
    id                   TEXT NOT NULL PRIMARY KEY,
    assignment_id        TEXT UNIQUE REFERENCES assignment (id) ON DELETE CASCADE,
    project_id           TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    image_id             TEXT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    shown_as             TEXT NOT NULL CHECK (length(shown_as) = 32),
    annotator_id         TEXT NOT NULL REFERENCES account (id),
    status               TEXT NOT NULL CHECK (status IN ('accepted', 'late', 'trial', 'repeat')),
    active_milliseconds  INTEGER NOT NULL CHECK (active_milliseconds >= 0),
    digest               TEXT NOT NULL CHECK (length(digest) = 64),
    received_at          INTEGER NOT NULL,
    deleted_suggestions  TEXT,
    guideline_version    INTEGER,
    focus_changes        INTEGER,
    CHECK (status <> 'repeat' OR shown_as <> image_id),
    UNIQUE (shown_as, annotator_id)
) STRICT;

INSERT INTO submission_with_shown
    (id, assignment_id, project_id, image_id, shown_as, annotator_id, status, active_milliseconds, digest, received_at,
     deleted_suggestions, guideline_version, focus_changes)
SELECT id, assignment_id, project_id, image_id, image_id, annotator_id, status, active_milliseconds, digest, received_at,
       deleted_suggestions, guideline_version, focus_changes
FROM submission;

DROP TABLE submission;

ALTER TABLE submission_with_shown RENAME TO submission;

CREATE INDEX submission_annotator ON submission (annotator_id, project_id, received_at);
CREATE INDEX submission_project ON submission (project_id, status);
CREATE INDEX submission_image ON submission (image_id, annotator_id);
CREATE INDEX submission_repeat ON submission (project_id, annotator_id) WHERE status = 'repeat';

CREATE TRIGGER answer_is_added AFTER INSERT ON submission WHEN NEW.status = 'accepted'
BEGIN UPDATE project SET answers_revision = answers_revision + 1 WHERE id = NEW.project_id; END;

CREATE TRIGGER answer_is_removed AFTER DELETE ON submission WHEN OLD.status = 'accepted'
BEGIN UPDATE project SET answers_revision = answers_revision + 1 WHERE id = OLD.project_id; END;

CREATE TRIGGER submission_is_never_changed BEFORE UPDATE ON submission
BEGIN SELECT RAISE(ABORT, 'a submission is never changed'); END;

-- Each answer that counts, with the identifier under which its image would come back to the person, and a secret number that
-- decides whether and when. An image has come back once there is a turn that shows it under that identifier.
CREATE TABLE returning_image (
    id             TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    submission_id  TEXT NOT NULL UNIQUE REFERENCES submission (id) ON DELETE CASCADE,
    project_id     TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    image_id       TEXT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    annotator_id   TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    draw           INTEGER NOT NULL,
    answered_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX returning_image_draw ON returning_image (annotator_id, project_id, draw, answered_at, image_id, id);

INSERT INTO returning_image (id, submission_id, project_id, image_id, annotator_id, draw, answered_at)
SELECT lower(hex(randomblob(16))), id, project_id, image_id, annotator_id, random(), received_at
FROM submission
WHERE status = 'accepted' AND assignment_id IS NOT NULL;

-- Under which identifier the author of a question knows the image.
ALTER TABLE comment_thread
ADD COLUMN shown_as TEXT;

UPDATE comment_thread
SET shown_as = image_id;
