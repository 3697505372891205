-- What classes ask about their objects, and what is known of a shape beside its class, form and flags.

ALTER TABLE label_class ADD COLUMN attributes TEXT NOT NULL DEFAULT '[]';

ALTER TABLE annotation ADD COLUMN details TEXT;

ALTER TABLE submission ADD COLUMN deleted_suggestions TEXT;
