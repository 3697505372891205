/**
 * The shapes at rest, as the painter needs them. Lives where the painter lives: in a worker, or on the page.
 *
 * @typedef {import('../core/document.js').Annotation} Annotation
 * @typedef {{labelId: string, shape: import('../core/shape.js').Shape, bounds: import('../core/box.js').Box, color: string,
 *   dash: number[], tag: string}} SceneShape
 * @typedef {{id: string, after: Annotation | null}} SceneEdit
 * @typedef {ReadonlyMap<string, {name: string, color: string}>} SceneLabels
 */
import { boundsOf } from '../core/shape.js';
import { createSpatialIndex } from '../core/spatial-index.js';
import { UNKNOWN_COLOR, dashOf, lettersOf } from './style.js';

/** @param {import('../core/box.js').ImageSize} image @param {SceneLabels} labels */
export function createShapesScene(image, labels) {
  const index = createSpatialIndex(image);
  /** @type {Map<string, SceneShape>} */
  const shapes = new Map();

  /** @param {Annotation} annotation */
  function put(annotation) {
    const { id, labelId, shape } = annotation;
    const label = labels.get(labelId);
    const bounds = boundsOf(shape);
    const letters = lettersOf(annotation);
    index.insert(id, bounds);
    shapes.set(id, {
      labelId, shape, bounds, color: label?.color ?? UNKNOWN_COLOR, dash: dashOf(annotation),
      tag: `${label?.name ?? '?'}${letters ? ` · ${letters}` : ''}`,
    });
  }

  return {
    /** @param {readonly SceneEdit[]} edits */
    edit(edits) {
      for (const { id, after } of edits) {
        if (after) put(after);
        else {
          index.remove(id);
          shapes.delete(id);
        }
      }
    },
    /** Ids of what touches a region. @param {import('../core/box.js').Box} region image pixels */
    inRegion: (region) => index.query(region),
    /** @param {string} id */
    get: (id) => shapes.get(id),
  };
}

/** @typedef {ReturnType<typeof createShapesScene>} ShapesScene */
