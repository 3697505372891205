-- Questions that annotators pin to a place of an image, and what was answered. Between their author and the reviewers.

CREATE TABLE comment_thread (
    id             TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    project_id     TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    image_id       TEXT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    author_id      TEXT NOT NULL REFERENCES account (id),
    x              REAL NOT NULL,
    y              REAL NOT NULL,
    annotation_id  TEXT,
    state          TEXT NOT NULL CHECK (state IN ('open', 'answered', 'resolved')),
    created_at     INTEGER NOT NULL
) STRICT;

CREATE INDEX comment_thread_image ON comment_thread (image_id, created_at, id);
CREATE INDEX comment_thread_project ON comment_thread (project_id, created_at, id);
CREATE INDEX comment_thread_state ON comment_thread (project_id, state, created_at, id);
CREATE INDEX comment_thread_author ON comment_thread (author_id, project_id, created_at, id);

CREATE TABLE comment (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    thread_id   TEXT NOT NULL REFERENCES comment_thread (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL CHECK (number >= 1),
    author_id   TEXT NOT NULL REFERENCES account (id),
    text        TEXT NOT NULL CHECK (length(text) >= 1),
    created_at  INTEGER NOT NULL,
    UNIQUE (thread_id, number)
) STRICT;

-- What was said stays said.
CREATE TRIGGER comment_is_never_changed BEFORE UPDATE ON comment
BEGIN SELECT RAISE(ABORT, 'a comment is never changed'); END;
