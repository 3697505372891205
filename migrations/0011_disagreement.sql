-- What each image adds to the disagreement of its project: derived with its consensus, and made again where it is missing.

CREATE TABLE disagreement (
    image_id    TEXT NOT NULL PRIMARY KEY REFERENCES consensus (image_id) ON DELETE CASCADE,
    project_id  TEXT NOT NULL,
    document    BLOB NOT NULL
) STRICT;

-- Each project counts the changes, so that sums taken before are recognised as old.
ALTER TABLE project
ADD COLUMN disagreement_revision INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER disagreement_is_added AFTER INSERT ON disagreement
BEGIN UPDATE project SET disagreement_revision = disagreement_revision + 1 WHERE id = NEW.project_id; END;

CREATE TRIGGER disagreement_is_changed AFTER UPDATE ON disagreement
BEGIN UPDATE project SET disagreement_revision = disagreement_revision + 1 WHERE id = NEW.project_id; END;

CREATE TRIGGER disagreement_is_removed AFTER DELETE ON disagreement
BEGIN UPDATE project SET disagreement_revision = disagreement_revision + 1 WHERE id = OLD.project_id; END;
