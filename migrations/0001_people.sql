-- People and the ways in which they prove who they are. Secrets are stored as their SHA-256 only.

CREATE TABLE account (
    id             TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    email          TEXT UNIQUE CHECK (email IS NULL OR length(email) BETWEEN 3 AND 254),
    name           TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    role           TEXT NOT NULL CHECK (role IN ('annotator', 'reviewer', 'requester', 'owner')),
    password_hash  TEXT,
    created_at     INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    token_hash       TEXT NOT NULL PRIMARY KEY CHECK (length(token_hash) = 64),
    account_id       TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at       INTEGER NOT NULL,
    idle_expires_at  INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL
) STRICT;

CREATE INDEX session_account ON session (account_id);

CREATE TABLE failed_attempt (
    attempt_key  TEXT NOT NULL,
    at           INTEGER NOT NULL
) STRICT;

CREATE INDEX failed_attempt_key ON failed_attempt (attempt_key, at);
CREATE INDEX failed_attempt_at ON failed_attempt (at);
