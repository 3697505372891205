-- People who fail known answers, as far as the rules of replication of their projects know: those who are paused, and those
-- whose score lies below the threshold. While is_followed is 0, images they answered have yet to be judged anew.

CREATE TABLE gold_failure (
    project_id    TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    annotator_id  TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    has_failed    INTEGER NOT NULL CHECK (has_failed IN (0, 1)),
    is_followed   INTEGER NOT NULL CHECK (is_followed IN (0, 1)),
    PRIMARY KEY (project_id, annotator_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX gold_failure_waiting ON gold_failure (project_id, annotator_id) WHERE is_followed = 0;

-- Who is paused when this is put in; scores follow with the next answer to gold.
INSERT INTO gold_failure (project_id, annotator_id, has_failed, is_followed)
SELECT project_id, annotator_id, 1, 0
FROM gold_pause
WHERE ended_at IS NULL;
