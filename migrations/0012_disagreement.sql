-- What each image adds to the disagreement of its project: derived with its consensus, and made again where it is missing.

CREATE TABLE disagreement (
    image_id    TEXT NOT NULL PRIMARY KEY REFERENCES consensus (image_id) ON DELETE CASCADE,
    project_id  TEXT NOT NULL,
    document    BLOB NOT NULL
) STRICT;

-- Its changes count as changes of the project's results.
CREATE TRIGGER disagreement_is_added AFTER INSERT ON disagreement
BEGIN UPDATE project SET results_revision = results_revision + 1 WHERE id = NEW.project_id; END;

CREATE TRIGGER disagreement_is_changed AFTER UPDATE ON disagreement
BEGIN UPDATE project SET results_revision = results_revision + 1 WHERE id = NEW.project_id; END;

CREATE TRIGGER disagreement_is_removed AFTER DELETE ON disagreement
BEGIN UPDATE project SET results_revision = results_revision + 1 WHERE id = OLD.project_id; END;
