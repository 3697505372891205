/**
 * Operations: what the server is told of a change, and what they make of a draft.
 *
 * @typedef {import('../core/document.js').Annotation} Annotation
 * @typedef {{id: string, kind: 'put', annotation: Annotation, at: string}
 *   | {id: string, kind: 'remove', annotationId: string, at: string}} Operation `at` RFC 3339, UTC
 */

/**
 * @param {import('../core/change.js').ChangeSet} change
 * @param {() => string} newId
 * @param {string} at RFC 3339
 * @returns {Operation[]}
 */
export function operationsFor(change, newId, at) {
  return change.map((edit) => (edit.after
    ? { id: newId(), kind: 'put', annotation: edit.after, at }
    : { id: newId(), kind: 'remove', annotationId: edit.id, at }));
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
    if (operation.kind === 'put') byId.set(operation.annotation.id, operation.annotation);
    else byId.delete(operation.annotationId);
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
  const ids = new Set(refusals.flatMap(({ operation }) => (
    operation.kind === 'put' ? [operation.annotation.id] : [])));
  return [...ids].flatMap((id) => {
    const annotation = present.has(id) ? null : last.get(id);
    return annotation ? [annotation] : [];
  });
}
