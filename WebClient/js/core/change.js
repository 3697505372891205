/**
 * Change sets: what one gesture does to a document, with old and new value, so that it can be turned round.
 *
 * @typedef {import('./document.js').Annotation} Annotation
 * @typedef {import('./document.js').AnnotationDocument} AnnotationDocument
 * @typedef {{id: string, before: Annotation | null, after: Annotation | null, at: number}} Edit
 *   `before` null makes, `after` null removes; `at` is the place in the order, for making and removing.
 * @typedef {readonly Edit[]} ChangeSet Edits in the order they are applied.
 */
import { sameAnnotation } from './document.js';

/** @param {AnnotationDocument} document @param {readonly Annotation[]} annotations @returns {ChangeSet} */
export function creating(document, annotations) {
  return annotations.map((after, i) => ({ id: after.id, before: null, after, at: document.order.length + i }));
}

/**
 * New values for annotations that exist; those that stay the same make no edit.
 * @param {AnnotationDocument} document
 * @param {readonly Annotation[]} annotations
 * @returns {ChangeSet}
 */
export function updating(document, annotations) {
  return annotations.flatMap((after) => {
    const before = document.byId.get(after.id);
    return before && !sameAnnotation(before, after) ? [{ id: after.id, before, after, at: -1 }] : [];
  });
}

/** @param {AnnotationDocument} document @param {Iterable<string>} ids @returns {ChangeSet} */
export function removing(document, ids) {
  const wanted = new Set(ids);
  /** @type {Edit[]} */
  const edits = [];
  for (const [at, id] of document.order.entries()) {
    const before = document.byId.get(id);
    if (before && wanted.has(id)) edits.push({ id, before, after: null, at: at - edits.length });
  }
  return edits;
}

/**
 * Annotations that were made, changed or removed elsewhere; those that are the same here make no edit.
 * @param {AnnotationDocument} document
 * @param {readonly {id: string, annotation: Annotation | null}[]} news null: removed
 * @returns {ChangeSet}
 */
export function adopting(document, news) {
  const created = news.flatMap(({ id, annotation }) => (annotation && !document.byId.has(id) ? [annotation] : []));
  const changed = news.flatMap(({ annotation }) => (annotation ? [annotation] : []));
  const removed = news.flatMap(({ id, annotation }) => (annotation ? [] : [id]));
  return [...updating(document, changed), ...creating(document, created), ...removing(document, removed)];
}

/** @param {ChangeSet} change @returns {ChangeSet} */
export function invert(change) {
  return change.map(({ id, before, after, at }) => ({ id, before: after, after: before, at })).reverse();
}

/**
 * Two changes of values, one after the other, as one.
 * @param {ChangeSet} first
 * @param {ChangeSet} second
 * @returns {ChangeSet}
 */
export function composed(first, second) {
  const byId = new Map(first.map((edit) => [edit.id, edit]));
  for (const edit of second) {
    const earlier = byId.get(edit.id);
    byId.set(edit.id, earlier ? { ...edit, before: earlier.before, at: earlier.at } : edit);
  }
  return [...byId.values()];
}

/**
 * The document after a change.
 * @param {AnnotationDocument} document
 * @param {ChangeSet} change
 * @returns {AnnotationDocument}
 * @throws {RangeError} when the change does not belong to this document
 */
export function apply(document, change) {
  /** @type {Map<string, Annotation | null>} */
  const forms = new Map();
  const order = [...document.order];
  for (const edit of change) {
    const present = forms.has(edit.id) ? forms.get(edit.id) !== null : document.byId.has(edit.id);
    if (Boolean(edit.before) !== present) throw new RangeError(`change does not fit annotation ${edit.id}`);
    forms.set(edit.id, edit.after);
    if (!edit.before) order.splice(edit.at, 0, edit.id);
    else if (!edit.after) order.splice(order[edit.at] === edit.id ? edit.at : order.indexOf(edit.id), 1);
  }
  return { byId: document.byId.with(forms), order };
}
