/**
 * The annotations of one image, as an immutable value: by id, and in an order.
 *
 * @typedef {{occluded: boolean, truncated: boolean, crowd: boolean, unsure: boolean}} Flags
 * @typedef {{id: string, labelId: string, shape: import('./shape.js').Shape, flags: Flags}} Annotation
 * @typedef {{byId: ReadonlyMap<string, Annotation>, order: readonly string[]}} AnnotationDocument
 */

/** @type {readonly (keyof Flags)[]} */
export const FLAGS = Object.freeze(['occluded', 'truncated', 'crowd', 'unsure']);

/** @type {Readonly<Flags>} */
export const NO_FLAGS = Object.freeze({ occluded: false, truncated: false, crowd: false, unsure: false });

/** @param {Iterable<Annotation>} annotations @returns {AnnotationDocument} */
export function documentOf(annotations) {
  const byId = new Map();
  for (const annotation of annotations) byId.set(annotation.id, annotation);
  return { byId, order: [...byId.keys()] };
}

/** @param {AnnotationDocument} document @returns {Annotation[]} */
export function annotationsOf(document) {
  return document.order.map((id) => /** @type {Annotation} */ (document.byId.get(id)));
}

/**
 * Whether two annotations say the same.
 * @param {Annotation | null | undefined} a
 * @param {Annotation | null | undefined} b
 */
export function sameAnnotation(a, b) {
  if (a === b) return true;
  if (!a || !b) return false;
  return a.id === b.id && a.labelId === b.labelId && FLAGS.every((flag) => a.flags[flag] === b.flags[flag])
    && JSON.stringify(a.shape) === JSON.stringify(b.shape);
}
