-- How a project's work is handed out: limits of a turn, what follows from a skipped image, priorities.

CREATE TABLE work_plan (
    project_id   TEXT NOT NULL PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    queue_order  TEXT NOT NULL CHECK (queue_order IN ('finish', 'spread', 'shuffled')),
    settings     TEXT NOT NULL,
    revision     INTEGER NOT NULL CHECK (revision >= 1)
) STRICT;

-- A turn ends at due_at whatever its heartbeats say; nil for turns taken before there were limits.
ALTER TABLE assignment
ADD COLUMN due_at INTEGER;

ALTER TABLE assignment
ADD COLUMN extensions INTEGER NOT NULL DEFAULT 0 CHECK (extensions >= 0);

ALTER TABLE assignment
ADD COLUMN ended_at INTEGER;

-- Images of a higher priority are handed out first; one that is held waits for a reviewer and is handed to nobody.
ALTER TABLE image
ADD COLUMN priority INTEGER NOT NULL DEFAULT 0 CHECK (priority BETWEEN -100 AND 100);

ALTER TABLE image
ADD COLUMN is_held INTEGER NOT NULL DEFAULT 0 CHECK (is_held IN (0, 1));

-- So many answers beyond the maximum of the rules a reviewer has asked for.
ALTER TABLE image
ADD COLUMN extra_answers INTEGER NOT NULL DEFAULT 0 CHECK (extra_answers >= 0);

-- The queue, in each of the orders in which it is served.
DROP INDEX image_queue;

CREATE INDEX image_queue ON image (project_id, priority DESC, free_slots, position, id)
WHERE free_slots > 0;

CREATE INDEX image_queue_spread ON image (project_id, priority DESC, free_slots DESC, position, id)
WHERE free_slots > 0;

-- Identifiers are random, so their order is a shuffled one.
CREATE INDEX image_queue_shuffled ON image (project_id, priority DESC, id)
WHERE free_slots > 0;

-- Images that a reviewer has seen to and declared finished.
CREATE TABLE image_review (
    image_id    TEXT NOT NULL PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    project_id  TEXT NOT NULL,
    account_id  TEXT NOT NULL REFERENCES account (id),
    at          INTEGER NOT NULL
) STRICT;

-- Where images stand by the rules of replication of their project: derived from their consensus, and made again from it.
CREATE TABLE image_stage (
    image_id    TEXT NOT NULL PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    project_id  TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('open', 'finished', 'exhausted')),
    rule        INTEGER CHECK ((state = 'finished') = (rule IS NOT NULL)),
    answers     INTEGER NOT NULL CHECK (answers >= 0)
) STRICT;

CREATE INDEX image_stage_project ON image_stage (project_id, state, answers);

-- Money, in minor units of the project's currency. The price of a turn is promised when it is taken.
ALTER TABLE assignment
ADD COLUMN price INTEGER CHECK (price >= 0);

CREATE TABLE payout (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    author_id   TEXT NOT NULL REFERENCES account (id),
    at          INTEGER NOT NULL
) STRICT;

-- One row for each piece of work, so that nothing is paid twice; where it stands follows from the ledger below.
CREATE TABLE pay_work (
    id          TEXT NOT NULL PRIMARY KEY,
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    account_id  TEXT NOT NULL REFERENCES account (id),
    image_id    TEXT,
    kind        TEXT NOT NULL CHECK (kind IN ('answer', 'skip', 'secondPass', 'bonus')),
    amount      INTEGER NOT NULL CHECK (amount >= 0),
    currency    TEXT NOT NULL CHECK (length(currency) = 3),
    state       TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'rejected', 'paid')),
    feedback    TEXT NOT NULL,
    earned_at   INTEGER NOT NULL,
    payout_id   TEXT REFERENCES payout (id),
    CHECK ((state = 'paid') = (payout_id IS NOT NULL))
) STRICT;

CREATE INDEX pay_work_state ON pay_work (project_id, state, earned_at, id);
CREATE INDEX pay_work_account ON pay_work (account_id, project_id, earned_at DESC, id);
CREATE INDEX pay_work_payout ON pay_work (payout_id, account_id, earned_at, id) WHERE payout_id IS NOT NULL;

CREATE TABLE pay_entry (
    sequence    INTEGER NOT NULL PRIMARY KEY,
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    work_id     TEXT NOT NULL,
    account_id  TEXT NOT NULL,
    event       TEXT NOT NULL CHECK (event IN ('earned', 'approved', 'rejected', 'paid')),
    change      INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    author_id   TEXT,
    at          INTEGER NOT NULL
) STRICT;

CREATE INDEX pay_entry_project ON pay_entry (project_id, sequence);

CREATE TRIGGER pay_entry_is_never_changed BEFORE UPDATE ON pay_entry
BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;

-- What each project owes or has paid: the sum of the ledger's changes, so that a budget is kept without adding it up.
CREATE TABLE pay_total (
    project_id  TEXT NOT NULL PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    amount      INTEGER NOT NULL
) STRICT;

CREATE TRIGGER pay_entry_is_added AFTER INSERT ON pay_entry WHEN NEW.change <> 0
BEGIN
    INSERT INTO pay_total (project_id, amount) VALUES (NEW.project_id, NEW.change)
    ON CONFLICT (project_id) DO UPDATE SET amount = pay_total.amount + excluded.amount;
END;
