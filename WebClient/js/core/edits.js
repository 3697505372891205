/**
 * The edits that come from keys and panels: a document and a wish in, a change set out.
 *
 * @typedef {import('./document.js').Annotation} Annotation
 * @typedef {import('./document.js').AnnotationDocument} AnnotationDocument
 * @typedef {import('./box.js').ImageSize} ImageSize
 * @typedef {import('./change.js').ChangeSet} ChangeSet
 */
import { boxAround, clampDisplacement, quantize } from './box.js';
import { creating, updating } from './change.js';
import { PREVIOUS_IMAGE, copyOf } from './provenance.js';
import { boundsOf, moveVertices, translate, translateInside } from './shape.js';

/** How far a duplicate sits from its original, image pixels. */
const DUPLICATE_OFFSET = 8;

/** @param {AnnotationDocument} document @param {Iterable<string>} ids @returns {Annotation[]} */
export function pick(document, ids) {
  const wanted = new Set([...ids].filter((id) => document.byId.has(id)));
  const ordered = wanted.size > 1 ? document.order.filter((id) => wanted.has(id)) : [...wanted];
  return ordered.map((id) => /** @type {Annotation} */ (document.byId.get(id)));
}

/**
 * Annotations moved together, the group kept inside the image.
 * @param {readonly Annotation[]} annotations
 * @param {number} dx image pixels
 * @param {number} dy image pixels
 * @param {ImageSize} image
 * @returns {Annotation[]}
 */
export function moved(annotations, dx, dy, image) {
  if (annotations.length === 0) return [];
  const around = boxAround(annotations.flatMap(({ shape }) => {
    const [x, y, w, h] = boundsOf(shape);
    return [[x, y], [x + w, y + h]];
  }));
  const allowed = clampDisplacement(around, dx, dy, image);
  return annotations.map((a) => ({ ...a, shape: translate(a.shape, allowed.dx, allowed.dy) }));
}

/**
 * @param {AnnotationDocument} document
 * @param {Iterable<string>} ids
 * @param {string} labelId
 * @returns {ChangeSet}
 */
export function relabelling(document, ids, labelId) {
  return updating(document, pick(document, ids).map((a) => ({ ...a, labelId })));
}

/**
 * Sets a flag on all, or takes it from all when all have it.
 * @param {AnnotationDocument} document
 * @param {Iterable<string>} ids
 * @param {keyof import('./document.js').Flags} flag
 * @returns {ChangeSet}
 */
export function flagging(document, ids, flag) {
  const picked = pick(document, ids);
  const value = !picked.every((a) => a.flags[flag]);
  return updating(document, picked.map((a) => ({ ...a, flags: { ...a.flags, [flag]: value } })));
}

/**
 * Copies at the same place, or a little aside.
 * @param {AnnotationDocument} document
 * @param {readonly Annotation[]} annotations
 * @param {ImageSize} image
 * @param {() => string} newId
 * @returns {ChangeSet}
 */
export function duplicating(document, annotations, image, newId) {
  return creating(document, annotations.map((a) => {
    const [x, y, w, h] = boundsOf(a.shape);
    const dx = x + w + DUPLICATE_OFFSET > image.width ? -DUPLICATE_OFFSET : DUPLICATE_OFFSET;
    const dy = y + h + DUPLICATE_OFFSET > image.height ? -DUPLICATE_OFFSET : DUPLICATE_OFFSET;
    return copyOf(a, newId(), translateInside(a.shape, dx, dy, image));
  }));
}

/**
 * Copied annotations put where they were, moved in if this image is smaller; those that cannot fit are left out.
 * @param {AnnotationDocument} document
 * @param {readonly Annotation[]} annotations
 * @param {ImageSize} image
 * @param {ReadonlySet<string>} labelIds labels that exist here
 * @param {() => string} newId
 * @returns {ChangeSet}
 */
export function pasting(document, annotations, image, labelIds, newId) {
  return creating(document, annotations.flatMap((a) => {
    const [x, y, w, h] = boundsOf(a.shape);
    if (w > image.width || h > image.height || !labelIds.has(a.labelId)) return [];
    const dx = Math.min(0, image.width - x - w);
    const dy = Math.min(0, image.height - y - h);
    return [copyOf(a, newId(), translate(a.shape, quantize(dx), quantize(dy)))];
  }));
}

/**
 * What was drawn on the image before, put here as suggestions.
 * @param {AnnotationDocument} document
 * @param {readonly Annotation[]} annotations
 * @param {ImageSize} image
 * @param {ReadonlySet<string>} labelIds labels that exist here
 * @param {() => string} newId
 * @returns {ChangeSet}
 */
export function suggesting(document, annotations, image, labelIds, newId) {
  const origin = { source: PREVIOUS_IMAGE, state: /** @type {const} */ ('suggested') };
  return pasting(document, annotations, image, labelIds, newId).map((edit) => (
    { ...edit, after: edit.after && { ...edit.after, origin } }));
}

/**
 * A box set by numbers, clamped to the image and to the minimum side.
 * @param {AnnotationDocument} document
 * @param {string} id
 * @param {import('./box.js').Box} box as typed
 * @param {ImageSize} image
 * @param {number} minimumSidePixels
 * @returns {ChangeSet}
 */
export function settingBox(document, id, box, image, minimumSidePixels) {
  const annotation = document.byId.get(id);
  if (!annotation || !box.every(Number.isFinite)) return [];
  const width = quantize(Math.min(Math.max(box[2], minimumSidePixels), image.width));
  const height = quantize(Math.min(Math.max(box[3], minimumSidePixels), image.height));
  const x = quantize(Math.min(Math.max(box[0], 0), image.width - width));
  const y = quantize(Math.min(Math.max(box[1], 0), image.height - height));
  return updating(document, [{ ...annotation, shape: { box: [x, y, width, height] } }]);
}

/**
 * The edges of a box moved by so much, in image pixels; each stops at the image's border and before the one opposite.
 * @typedef {{left: number, top: number, right: number, bottom: number}} EdgeShift
 *
 * @param {Annotation} annotation
 * @param {EdgeShift} shift
 * @param {ImageSize} image
 * @param {number} minimumSidePixels
 * @returns {Annotation}
 */
export function edgesShifted(annotation, { left, top, right, bottom }, image, minimumSidePixels) {
  if (!('box' in annotation.shape)) return annotation;
  const [x, y, w, h] = annotation.shape.box;
  const near = (/** @type {number} */ from, /** @type {number} */ by, /** @type {number} */ length) =>
    quantize(Math.max(0, Math.min(from + by, from + length - minimumSidePixels)));
  const far = (/** @type {number} */ from, /** @type {number} */ length, /** @type {number} */ by, /** @type {number} */ limit) =>
    quantize(Math.min(limit, Math.max(from + length + by, from + minimumSidePixels)));
  const x0 = near(x, left, w), y0 = near(y, top, h);
  const x1 = far(x0, x + w - x0, right, image.width), y1 = far(y0, y + h - y0, bottom, image.height);
  return { ...annotation, shape: { box: [x0, y0, x1 - x0, y1 - y0] } };
}

/**
 * Some vertices of a polygon moved together, kept inside the image.
 * @param {Annotation} annotation
 * @param {readonly {ring: number, index: number}[]} vertices
 * @param {number} dx image pixels
 * @param {number} dy image pixels
 * @param {ImageSize} image
 * @returns {Annotation}
 */
export function verticesShifted(annotation, vertices, dx, dy, image) {
  if (!('polygon' in annotation.shape)) return annotation;
  const { polygon } = annotation.shape;
  const points = vertices.flatMap(({ ring, index }) => (polygon[ring]?.[index] ? [polygon[ring][index]] : []));
  if (points.length === 0) return annotation;
  const allowed = clampDisplacement(boxAround(points), dx, dy, image);
  return { ...annotation, shape: { polygon: moveVertices(polygon, vertices, allowed.dx, allowed.dy) } };
}
