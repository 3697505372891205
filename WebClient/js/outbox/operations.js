/**
 * Operations: what the server is told of a change, and what they make of a draft.
 *
 * A shape's revision is the last operation on it. `base` names the revision that an edit was made from, null for a shape
 * that was not there: the server refuses an edit of an older revision as stale, and then the two are merged here.
 *
 * @typedef {import('../core/document.js').Annotation} Annotation
 * @typedef {{id: string, kind: 'put', annotation: Annotation, base: string | null, at: string}
 *   | {id: string, kind: 'remove', annotationId: string, base: string | null, at: string}} Operation `at` RFC 3339, UTC
 * @typedef {{operation: Operation, before: Annotation | null}} Item an operation and the form of the shape it was made from
 */

/** The shape an operation is about. @param {Operation} operation */
export function shapeOf(operation) {
  return operation.kind === 'put' ? operation.annotation.id : operation.annotationId;
}

/** The form of the shape after an operation; null: removed. @param {Operation} operation */
export function formAfter(operation) {
  return operation.kind === 'put' ? operation.annotation : null;
}

/**
 * The operation that makes a shape this.
 * @param {{id: string, shape: string, form: Annotation | null, base: string | null, at: string}} wish
 * @returns {Operation}
 */
export function operationTo({ id, shape, form, base, at }) {
  return form ? { id, kind: 'put', annotation: form, base, at } : { id, kind: 'remove', annotationId: shape, base, at };
}

/**
 * The operations of one gesture; `heads` then names them as the shapes' revisions.
 * @param {import('../core/change.js').ChangeSet} change
 * @param {Map<string, string | null>} heads the last operation on each shape
 * @param {() => string} newId
 * @param {string} at RFC 3339
 * @returns {Item[]}
 */
export function operationsFor(change, heads, newId, at) {
  return change.map((edit) => {
    const operation = operationTo({ id: newId(), shape: edit.id, form: edit.after, base: heads.get(edit.id) ?? null, at });
    heads.set(edit.id, operation.id);
    return { operation, before: edit.before };
  });
}

/**
 * A draft with operations on top.
 * @param {readonly Annotation[]} annotations
 * @param {readonly Operation[]} operations
 * @returns {Annotation[]}
 */
export function withOperations(annotations, operations) {
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]));
  for (const operation of operations) {
    const form = formAfter(operation);
    if (form) byId.set(form.id, form);
    else byId.delete(shapeOf(operation));
  }
  return [...byId.values()];
}

/**
 * Shapes that were drawn here, that the server refused, and that nobody has removed since: their last form. They are
 * missing from the server's draft and must not be missing from the picture.
 * @param {readonly Annotation[]} annotations the draft with what is unsent
 * @param {readonly {operation: Operation}[]} refusals
 * @param {readonly import('../core/history.js').JournalEntry[]} journal
 * @returns {Annotation[]}
 */
export function refusedShapes(annotations, refusals, journal) {
  const present = new Set(annotations.map((annotation) => annotation.id));
  /** @type {Map<string, Annotation | null>} */
  const last = new Map();
  for (const { change } of journal) for (const { id, after } of change) last.set(id, after);
  const ids = new Set(refusals.flatMap(({ operation }) => (operation.kind === 'put' ? [operation.annotation.id] : [])));
  return [...ids].flatMap((id) => {
    const annotation = present.has(id) ? null : last.get(id);
    return annotation ? [annotation] : [];
  });
}
