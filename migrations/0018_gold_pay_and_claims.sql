-- Work that the server rejected because known answers paused its author names the pause, and is earned again when that ends.
ALTER TABLE pay_work
ADD COLUMN pause_id TEXT REFERENCES gold_pause (id) CHECK (pause_id IS NULL OR state = 'rejected');

CREATE INDEX pay_work_pause ON pay_work (account_id, project_id, earned_at, id) WHERE pause_id IS NOT NULL;

UPDATE gold_settings
SET settings = json_set(settings, '$.rejectsWork', json('false'));

-- People are told of that, too.
CREATE TABLE gold_notice_new (
    id             TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    project_id     TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    annotator_id   TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind           TEXT NOT NULL
        CHECK (kind IN ('dispute_decided', 'score_changed', 'pause_ended', 'pay_rejected', 'pay_restored')),
    assignment_id  TEXT REFERENCES assignment (id) ON DELETE CASCADE,
    detail         TEXT NOT NULL,
    created_at     INTEGER NOT NULL,
    seen_at        INTEGER
) STRICT;

INSERT INTO gold_notice_new (id, project_id, annotator_id, kind, assignment_id, detail, created_at, seen_at)
SELECT id, project_id, annotator_id, kind, assignment_id, detail, created_at, seen_at
FROM gold_notice;

DROP TABLE gold_notice;

ALTER TABLE gold_notice_new RENAME TO gold_notice;

CREATE INDEX gold_notice_annotator ON gold_notice (annotator_id, project_id, created_at, id);

-- What an ordinary claim writes where a gold claim writes its turn, one row for each person, so that both take as long.
CREATE TABLE gold_shadow (
    annotator_id   TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    project_id     TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    assignment_id  TEXT NOT NULL,
    created_at     INTEGER NOT NULL,
    PRIMARY KEY (annotator_id, project_id)
) STRICT;

CREATE INDEX gold_shadow_assignment ON gold_shadow (assignment_id);
CREATE INDEX gold_shadow_annotator ON gold_shadow (annotator_id, project_id, created_at);
CREATE INDEX gold_shadow_project ON gold_shadow (project_id, created_at);
