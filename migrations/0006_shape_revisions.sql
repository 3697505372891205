-- The last operation on a shape is the shape's revision; it is asked for with every edit.

CREATE INDEX operation_shape ON operation (assignment_id, annotation_id, sequence);
