-- Which parts of an image were looked at in full size, for each answer that says so.

CREATE TABLE screened_area (
    submission_id  TEXT NOT NULL PRIMARY KEY REFERENCES submission (id) ON DELETE CASCADE,
    cell           INTEGER NOT NULL CHECK (cell > 0),
    counts         TEXT NOT NULL
) STRICT;
