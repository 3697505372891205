-- Projects, their classes and members; links and tokens that may be bound to a project.

CREATE TABLE project (
    id                   TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    name                 TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
    summary              TEXT NOT NULL,
    instructions         TEXT NOT NULL,
    replication          INTEGER NOT NULL CHECK (replication BETWEEN 1 AND 100),
    consensus_method     TEXT NOT NULL,
    iou_threshold        REAL NOT NULL CHECK (iou_threshold > 0 AND iou_threshold <= 1),
    quorum               REAL NOT NULL CHECK (quorum > 0 AND quorum <= 1),
    minimum_side_pixels  REAL NOT NULL CHECK (minimum_side_pixels >= 0),
    revision             INTEGER NOT NULL CHECK (revision >= 1),
    last_image_position  INTEGER NOT NULL DEFAULT 0 CHECK (last_image_position >= 0),
    answers_revision     INTEGER NOT NULL DEFAULT 0,
    created_at           INTEGER NOT NULL
) STRICT;

CREATE TABLE label_class (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    color       TEXT NOT NULL CHECK (length(color) = 7),
    key         TEXT CHECK (key IS NULL OR length(key) = 1),
    summary     TEXT NOT NULL,
    position    INTEGER NOT NULL CHECK (position >= 0),
    is_retired  INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
    UNIQUE (project_id, name),
    UNIQUE (project_id, position)
) STRICT;

CREATE TABLE membership (
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    account_id  TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role        TEXT NOT NULL CHECK (role IN ('annotator', 'reviewer', 'requester')),
    PRIMARY KEY (project_id, account_id)
) STRICT;

CREATE INDEX membership_account ON membership (account_id);

CREATE TABLE one_time_link (
    token_hash  TEXT NOT NULL PRIMARY KEY CHECK (length(token_hash) = 64),
    kind        TEXT NOT NULL CHECK (kind IN ('owner', 'invite', 'signIn')),
    account_id  TEXT REFERENCES account (id) ON DELETE CASCADE,
    email       TEXT,
    project_id  TEXT REFERENCES project (id) ON DELETE CASCADE,
    role        TEXT CHECK (role IS NULL OR role IN ('annotator', 'reviewer', 'requester')),
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    used_at     INTEGER,
    CHECK (kind <> 'signIn' OR account_id IS NOT NULL),
    CHECK (kind <> 'invite' OR (project_id IS NOT NULL AND role IS NOT NULL))
) STRICT;

CREATE TABLE api_token (
    id            TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    token_hash    TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
    account_id    TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name          TEXT NOT NULL,
    scope         TEXT NOT NULL CHECK (scope IN ('read', 'write')),
    project_id    TEXT REFERENCES project (id) ON DELETE CASCADE,
    created_at    INTEGER NOT NULL,
    expires_at    INTEGER,
    last_used_at  INTEGER
) STRICT;

CREATE INDEX api_token_account ON api_token (account_id);
