/**
 * The annotations of one image, as an immutable value: by id, and in an order.
 *
 * @typedef {{occluded: boolean, truncated: boolean, crowd: boolean, unsure: boolean}} Flags
 * @typedef {Record<string, string | number | boolean>} Attributes what was answered, by attribute id
 * @typedef {{source: string, state: 'suggested' | 'accepted' | 'adjusted'}} Origin
 *   where a suggested shape came from and what became of it; a shape drawn by hand has none
 * @typedef {{method: string, presses: number, keys: number, adjustments: number, activeMilliseconds: number}} Effort
 *   how it was made: `presses` of the pointer and `keys` since the shape before, `adjustments` of its form afterwards
 * @typedef {object} Annotation
 * @property {string} id
 * @property {string} labelId
 * @property {import('./shape.js').Shape} shape
 * @property {Flags} flags
 * @property {Attributes} [attributes]
 * @property {import('./ring.js').RingPoint[]} [extremePoints] top, left, bottom, right, where the box was drawn by them
 * @property {Origin} [origin]
 * @property {Effort} [effort]
 * @typedef {{byId: LayeredMap<string, Annotation>, order: readonly string[]}} AnnotationDocument
 */
import { LayeredMap } from './layered-map.js';

/** @type {readonly (keyof Flags)[]} */
export const FLAGS = Object.freeze(['occluded', 'truncated', 'crowd', 'unsure']);

/** @type {Readonly<Flags>} */
export const NO_FLAGS = Object.freeze({ occluded: false, truncated: false, crowd: false, unsure: false });

/** @param {Iterable<Annotation>} annotations @returns {AnnotationDocument} */
export function documentOf(annotations) {
  const byId = new Map();
  for (const annotation of annotations) byId.set(annotation.id, annotation);
  return { byId: new LayeredMap(byId), order: [...byId.keys()] };
}

/** @param {AnnotationDocument} document @returns {Annotation[]} */
export function annotationsOf(document) {
  return document.order.map((id) => /** @type {Annotation} */ (document.byId.get(id)));
}

/**
 * Whether two annotations say the same, however they were made.
 * @param {Annotation | null | undefined} a
 * @param {Annotation | null | undefined} b
 */
export function sameAnnotation(a, b) {
  if (a === b) return true;
  if (!a || !b) return false;
  return a.id === b.id && a.labelId === b.labelId && FLAGS.every((flag) => a.flags[flag] === b.flags[flag])
    && sameShape(a.shape, b.shape) && sameAttributes(a.attributes, b.attributes)
    && a.origin?.source === b.origin?.source && a.origin?.state === b.origin?.state
    && JSON.stringify(a.extremePoints ?? []) === JSON.stringify(b.extremePoints ?? []);
}

/** @param {import('./shape.js').Shape} a @param {import('./shape.js').Shape} b */
export function sameShape(a, b) {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** @param {Attributes} [a] @param {Attributes} [b] */
function sameAttributes(a = {}, b = {}) {
  const ids = Object.keys(a);
  return ids.length === Object.keys(b).length && ids.every((id) => Object.hasOwn(b, id) && a[id] === b[id]);
}
