/**
 * Where shapes come from and what was done to them: kept up to date in one place, whichever edit it is.
 *
 * @typedef {import('./document.js').Annotation} Annotation
 * @typedef {import('./document.js').AnnotationDocument} AnnotationDocument
 * @typedef {import('./change.js').ChangeSet} ChangeSet
 * @typedef {{source: string, count: number}} Deletions
 */
import { updating } from './change.js';
import { sameAnnotation, sameShape } from './document.js';
import { boundsOf } from './shape.js';

/** A shape suggested because it was drawn on the image before. */
export const PREVIOUS_IMAGE = 'previous';

/** @param {Annotation | null | undefined} annotation a suggestion that nobody has decided about */
export function isSuggested(annotation) {
  return annotation?.origin?.state === 'suggested';
}

/**
 * A change with its consequences: a suggestion that is edited becomes an adjusted one, extreme points move along with
 * their box or go when it gets another size, and edits of the form are counted.
 * @param {ChangeSet} change
 * @returns {ChangeSet}
 */
export function noting(change) {
  return change.map((edit) => (edit.before && edit.after && !sameAnnotation(edit.before, edit.after)
    ? { ...edit, after: noted(edit.before, edit.after) } : edit));
}

/** @param {Annotation} before @param {Annotation} after @returns {Annotation} */
function noted(before, after) {
  const next = { ...after };
  if (before.origin && after.origin?.state === before.origin.state) next.origin = { ...before.origin, state: 'adjusted' };
  if (sameShape(before.shape, after.shape)) return next;
  if (after.effort) next.effort = { ...after.effort, adjustments: after.effort.adjustments + 1 };
  const points = before.extremePoints && carried(before.extremePoints, boundsOf(before.shape), boundsOf(after.shape));
  if (points) next.extremePoints = points;
  else delete next.extremePoints;
  return next;
}

/**
 * @param {import('./ring.js').RingPoint[]} points
 * @param {import('./box.js').Box} from
 * @param {import('./box.js').Box} to
 * @returns {import('./ring.js').RingPoint[] | null} null when the box has another size
 */
function carried(points, from, to) {
  if (from[2] !== to[2] || from[3] !== to[3]) return null;
  return points.map(([x, y]) => [x + to[0] - from[0], y + to[1] - from[1]]);
}

/**
 * A copy is a shape of its own: it keeps what was said of the object, not how the original came about.
 * @param {Annotation} annotation
 * @param {string} id
 * @param {import('./shape.js').Shape} shape
 * @returns {Annotation}
 */
export function copyOf({ labelId, flags, attributes }, id, shape) {
  return { id, labelId, shape, flags, ...(attributes ? { attributes } : {}) };
}

/**
 * Suggestions taken as they are.
 * @param {AnnotationDocument} document
 * @param {Iterable<string>} ids
 * @returns {ChangeSet}
 */
export function accepting(document, ids) {
  return updating(document, [...ids].flatMap((id) => {
    const annotation = document.byId.get(id);
    return annotation?.origin && isSuggested(annotation)
      ? [{ ...annotation, origin: { ...annotation.origin, state: /** @type {const} */ ('accepted') } }] : [];
  }));
}

/**
 * How many suggestions of each source the person took away, as the history tells.
 * @param {import('./history.js').History} history
 * @param {AnnotationDocument} document
 * @returns {Deletions[]} by source, in alphabetical order
 */
export function deletedSuggestions({ past }, document) {
  /** @type {Map<string, Set<string>>} */
  const offered = new Map();
  for (const change of past) {
    for (const { id, before, after } of change) {
      const source = (before ?? after)?.origin?.source;
      if (source && !document.byId.has(id)) offered.set(source, (offered.get(source) ?? new Set()).add(id));
    }
  }
  return [...offered].map(([source, ids]) => ({ source, count: ids.size })).sort((a, b) => (a.source < b.source ? -1 : 1));
}
