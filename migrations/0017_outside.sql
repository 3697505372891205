-- What people are asked to do, in versions; people who come by outside links; what stands out in how people work; and
-- second passes over shapes.

CREATE TABLE guideline (
    id                      TEXT NOT NULL PRIMARY KEY,
    project_id              TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    version                 INTEGER NOT NULL CHECK (version >= 1),
    instructions            TEXT NOT NULL,
    note                    TEXT NOT NULL,
    requires_qualification  INTEGER NOT NULL CHECK (requires_qualification IN (0, 1)),
    author_id               TEXT REFERENCES account (id) ON DELETE SET NULL,
    created_at              INTEGER NOT NULL,
    UNIQUE (project_id, version)
) STRICT;

-- An example outlives its image, though its picture does not.
CREATE TABLE guideline_example (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    image_id    TEXT NOT NULL,
    width       INTEGER NOT NULL CHECK (width >= 1),
    height      INTEGER NOT NULL CHECK (height >= 1),
    label_id    TEXT NOT NULL REFERENCES label_class (id),
    shape       TEXT NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('good', 'bad')),
    reason      TEXT NOT NULL CHECK (length(reason) >= 1)
) STRICT;

CREATE INDEX guideline_example_project ON guideline_example (project_id);
CREATE INDEX guideline_example_label ON guideline_example (label_id);

CREATE TABLE guideline_example_use (
    guideline_id  TEXT NOT NULL REFERENCES guideline (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL CHECK (position >= 0),
    example_id    TEXT NOT NULL REFERENCES guideline_example (id) ON DELETE CASCADE,
    PRIMARY KEY (guideline_id, position)
) STRICT;

CREATE INDEX guideline_example_use_example ON guideline_example_use (example_id);

CREATE TRIGGER guideline_example_is_never_changed BEFORE UPDATE ON guideline_example
BEGIN SELECT RAISE(ABORT, 'an example is never changed'); END;

-- The last version that a person was shown.
CREATE TABLE guideline_reading (
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    account_id  TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    version     INTEGER NOT NULL CHECK (version >= 1),
    read_at     INTEGER NOT NULL,
    PRIMARY KEY (project_id, account_id)
) STRICT;

CREATE INDEX guideline_reading_account ON guideline_reading (account_id);

-- What projects ask for already is the first version.
INSERT INTO guideline (id, project_id, version, instructions, note, requires_qualification, author_id, created_at)
SELECT id, id, 1, instructions, '', 0, NULL, created_at FROM project;

-- The version under which an answer was made; NULL for imported ones and those from before there were versions.
ALTER TABLE submission ADD COLUMN guideline_version INTEGER;

-- Links by which people without an account draw: what is signed is in the link, what can be taken back is here.
CREATE TABLE outside_link (
    id               TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id       TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    name             TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    kind             TEXT NOT NULL CHECK (kind IN ('personal', 'anonymous', 'turk', 'prolific')),
    images           INTEGER NOT NULL CHECK (images >= 1),
    capacity         INTEGER NOT NULL CHECK (capacity >= 1),
    completion_code  TEXT,
    completion_url   TEXT,
    expires_at       INTEGER NOT NULL,
    revoked_at       INTEGER,
    author_id        TEXT REFERENCES account (id) ON DELETE SET NULL,
    created_at       INTEGER NOT NULL
) STRICT;

CREATE INDEX outside_link_project ON outside_link (project_id, created_at, id);

-- The origins that may frame the pages of a project and to which its people are sent back.
CREATE TABLE outside_host (
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    origin      TEXT NOT NULL CHECK (length(origin) BETWEEN 1 AND 300),
    PRIMARY KEY (project_id, origin)
) STRICT;

-- One worker is one annotator of the project, whichever link they came by.
CREATE TABLE outside_worker (
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL,
    worker      TEXT NOT NULL CHECK (length(worker) BETWEEN 1 AND 200),
    account_id  TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    link_id     TEXT NOT NULL REFERENCES outside_link (id) ON DELETE CASCADE,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (project_id, kind, worker)
) STRICT;

CREATE INDEX outside_worker_link ON outside_worker (link_id);
CREATE INDEX outside_worker_account ON outside_worker (account_id);

-- A person's stay at a link: one assignment of a marketplace, or one session of a study.
CREATE TABLE outside_visit (
    id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    link_id      TEXT NOT NULL REFERENCES outside_link (id) ON DELETE CASCADE,
    account_id   TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    outside_key  TEXT NOT NULL,
    study_key    TEXT NOT NULL,
    submit_to    TEXT,
    created_at   INTEGER NOT NULL,
    UNIQUE (link_id, account_id, outside_key)
) STRICT;

CREATE INDEX outside_visit_account ON outside_visit (account_id);

CREATE TABLE outside_answer (
    submission_id  TEXT NOT NULL PRIMARY KEY REFERENCES submission (id) ON DELETE CASCADE,
    visit_id       TEXT NOT NULL REFERENCES outside_visit (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX outside_answer_visit ON outside_answer (visit_id);

-- How often a person turned to something else while they drew; NULL where nobody counted.
ALTER TABLE submission ADD COLUMN focus_changes INTEGER;

CREATE TABLE behaviour_setting (
    project_id         TEXT NOT NULL PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    seconds_per_image  REAL NOT NULL CHECK (seconds_per_image >= 0)
) STRICT;

-- What somebody entitled thought of something that stood out. Nothing follows from it by itself.
CREATE TABLE behaviour_judgement (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    flag        TEXT NOT NULL,
    turn        INTEGER NOT NULL CHECK (turn >= 1),
    person_id   TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    verdict     TEXT NOT NULL CHECK (verdict IN ('dismissed', 'acted', 'withdrawn')),
    images      INTEGER NOT NULL CHECK (images >= 0),
    note        TEXT NOT NULL,
    judge_id    TEXT NOT NULL REFERENCES account (id),
    created_at  INTEGER NOT NULL,
    UNIQUE (project_id, flag, turn)
) STRICT;

CREATE INDEX behaviour_judgement_person ON behaviour_judgement (person_id, project_id);

CREATE TRIGGER behaviour_judgement_is_never_changed BEFORE UPDATE ON behaviour_judgement
BEGIN SELECT RAISE(ABORT, 'a judgement is never changed'); END;

-- A second group judges shapes of the first.
CREATE TABLE second_pass_setting (
    project_id  TEXT NOT NULL PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    source      TEXT NOT NULL CHECK (source IN ('consensus', 'first')),
    judges      INTEGER NOT NULL CHECK (judges BETWEEN 1 AND 20)
) STRICT;

CREATE TABLE second_pass_turn (
    image_id     TEXT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    judge_id     TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    project_id   TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    taken_at     INTEGER NOT NULL,
    finished_at  INTEGER,
    PRIMARY KEY (image_id, judge_id)
) STRICT;

CREATE INDEX second_pass_turn_judge ON second_pass_turn (judge_id, project_id, finished_at);
CREATE INDEX second_pass_turn_project ON second_pass_turn (project_id);

CREATE TABLE second_pass_verdict (
    id            TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    project_id    TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    image_id      TEXT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    judge_id      TEXT NOT NULL REFERENCES account (id),
    item          TEXT NOT NULL,
    verdict       TEXT NOT NULL CHECK (verdict IN ('good', 'bad', 'corrected', 'unsure')),
    reason        TEXT CHECK ((verdict = 'bad') = (reason IS NOT NULL)),
    label_id      TEXT,
    shape         TEXT,
    milliseconds  INTEGER NOT NULL CHECK (milliseconds >= 0),
    drawers       TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    UNIQUE (image_id, judge_id, item)
) STRICT;

CREATE INDEX second_pass_verdict_project ON second_pass_verdict (project_id);

CREATE TRIGGER second_pass_verdict_is_never_changed BEFORE UPDATE ON second_pass_verdict
BEGIN SELECT RAISE(ABORT, 'a verdict is never changed'); END;
