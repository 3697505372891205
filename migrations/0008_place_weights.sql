-- How much each person counts for where an object is, by quorum.

ALTER TABLE project
ADD COLUMN place_weights TEXT NOT NULL DEFAULT 'none' CHECK (place_weights IN ('none', 'skill'));

ALTER TABLE consensus
ADD COLUMN place_weights TEXT NOT NULL DEFAULT 'none';

ALTER TABLE consensus_fit
ADD COLUMN place_weights TEXT NOT NULL DEFAULT 'none';
