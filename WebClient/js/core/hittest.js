/** Which shapes a press means. */
import { areaOf, boundsOf, shapeHit } from './shape.js';
import { boxCovers } from './box.js';

/**
 * The shapes under a point, the smallest first.
 * @param {import('./box.js').ImagePoint} point
 * @param {import('./document.js').AnnotationDocument} document
 * @param {import('./spatial-index.js').SpatialIndex} index
 * @param {number} tolerancePixels image pixels
 * @param {ReadonlySet<string>} hidden shapes that cannot be hit
 * @returns {string[]}
 */
export function shapesAt(point, document, index, tolerancePixels, hidden) {
  const side = 2 * tolerancePixels;
  return index.query([point.x - tolerancePixels, point.y - tolerancePixels, side, side])
    .flatMap((id) => {
      const annotation = hidden.has(id) ? undefined : document.byId.get(id);
      return annotation && shapeHit(annotation.shape, point, tolerancePixels)
        ? [{ id, area: areaOf(annotation.shape) }] : [];
    })
    .sort((a, b) => a.area - b.area || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

/**
 * The shapes wholly inside a region.
 * @param {import('./box.js').Box} region
 * @param {import('./document.js').AnnotationDocument} document
 * @param {import('./spatial-index.js').SpatialIndex} index
 * @param {ReadonlySet<string>} hidden
 * @returns {string[]}
 */
export function shapesWithin(region, document, index, hidden) {
  return index.query(region).filter((id) => {
    const annotation = hidden.has(id) ? undefined : document.byId.get(id);
    return annotation !== undefined && boxCovers(region, boundsOf(annotation.shape));
  });
}
