-- Whether probabilities of existence are corrected by what is known, and when results that are derived from answers change.

ALTER TABLE project
ADD COLUMN recalibration TEXT NOT NULL DEFAULT 'none' CHECK (recalibration IN ('none', 'logistic'));

ALTER TABLE consensus
ADD COLUMN recalibration TEXT NOT NULL DEFAULT 'none';

ALTER TABLE consensus_fit
ADD COLUMN recalibration TEXT NOT NULL DEFAULT 'none';

ALTER TABLE quality_audit
ADD COLUMN recalibration TEXT NOT NULL DEFAULT 'none';

-- Each project counts the changes of its consensus and of what was said of it, so that figures made before are
-- recognised as old.
ALTER TABLE project
ADD COLUMN results_revision INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER consensus_is_added AFTER INSERT ON consensus
BEGIN
    UPDATE project SET results_revision = results_revision + 1
    WHERE id = (SELECT project_id FROM image WHERE id = NEW.image_id);
END;

CREATE TRIGGER consensus_is_changed AFTER UPDATE ON consensus
BEGIN
    UPDATE project SET results_revision = results_revision + 1
    WHERE id = (SELECT project_id FROM image WHERE id = NEW.image_id);
END;

CREATE TRIGGER consensus_is_removed AFTER DELETE ON consensus
BEGIN
    UPDATE project SET results_revision = results_revision + 1
    WHERE id = (SELECT project_id FROM image WHERE id = OLD.image_id);
END;

CREATE TRIGGER judgement_is_added AFTER INSERT ON audit_judgement
BEGIN
    UPDATE project SET results_revision = results_revision + 1
    WHERE id = (SELECT project_id FROM quality_audit WHERE id = NEW.audit_id);
END;
