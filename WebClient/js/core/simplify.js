/** Polygons with fewer vertices that are still sound. */
import { quantize } from './box.js';
import { iouOfPolygons } from './overlap.js';
import { simplifyChain } from './ring.js';
import { faultOf } from './shape.js';

/** So often the tolerance is made smaller when a thinned polygon would cross itself. */
const TRIES = 8;

/**
 * A ring thinned so that no dropped vertex was farther than the tolerance from what is left; at least three stay.
 * @param {import('./ring.js').Ring} ring
 * @param {number} tolerancePixels image pixels
 * @returns {import('./ring.js').Ring}
 */
export function simplifyRing(ring, tolerancePixels) {
  if (ring.length <= 3 || tolerancePixels <= 0) return ring;
  let far = 0, farthest = -1;
  for (const [i, [x, y]] of ring.entries()) {
    const distance = Math.hypot(x - ring[0][0], y - ring[0][1]);
    if (distance > farthest) [far, farthest] = [i, distance];
  }
  const there = simplifyChain(ring.slice(0, far + 1), tolerancePixels);
  const back = simplifyChain([...ring.slice(far), ring[0]], tolerancePixels);
  const thinned = [...there.slice(0, -1), ...back.slice(0, -1)];
  return thinned.length >= 3 ? thinned : simplifyRing(ring, tolerancePixels / 2);
}

/**
 * A polygon thinned as far as the tolerance allows and it stays sound; with less tolerance where it would cross itself.
 * @param {import('./ring.js').Ring[]} polygon
 * @param {number} tolerancePixels image pixels
 * @param {import('./box.js').ImageSize} image
 * @param {number} minimumSidePixels
 * @returns {{polygon: import('./ring.js').Ring[], before: number, after: number, iou: number}} counts of vertices
 */
export function simplified(polygon, tolerancePixels, image, minimumSidePixels) {
  const before = verticesOf(polygon);
  for (let tolerance = tolerancePixels, tries = 0; tries < TRIES; tolerance /= 2, tries++) {
    const thinned = polygon.map((ring) => simplifyRing(ring, tolerance).map(([x, y]) => (
      /** @type {import('./ring.js').RingPoint} */ ([quantize(x), quantize(y)]))));
    if (faultOf({ polygon: thinned }, image, minimumSidePixels) !== null) continue;
    return { polygon: thinned, before, after: verticesOf(thinned), iou: iouOfPolygons(polygon, thinned) };
  }
  return { polygon, before, after: before, iou: 1 };
}

/** @param {import('./ring.js').Ring[]} polygon */
function verticesOf(polygon) {
  return polygon.reduce((sum, ring) => sum + ring.length, 0);
}
