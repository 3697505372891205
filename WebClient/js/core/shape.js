/**
 * Shapes: a box or a polygon with holes, as they travel in JSON.
 *
 * @typedef {import('./box.js').Box} Box
 * @typedef {import('./box.js').ImagePoint} ImagePoint
 * @typedef {import('./box.js').ImageSize} ImageSize
 * @typedef {import('./ring.js').Ring} Ring
 * @typedef {{box: Box} | {polygon: Ring[]}} Shape The first ring is the outline, the rest are holes.
 */
import { boxAround, boxContains, clampDisplacement, isLargeEnough, quantize } from './box.js';
import { distanceToRing, ringContains, ringCrossesItself, ringsMeet, signedArea } from './ring.js';

/** @param {Shape} shape @returns {Box} */
export function boundsOf(shape) {
  return 'box' in shape ? shape.box : boxAround(shape.polygon[0]);
}

/** Area in square image pixels, holes taken off. @param {Shape} shape */
export function areaOf(shape) {
  if ('box' in shape) return shape.box[2] * shape.box[3];
  return shape.polygon.reduce((sum, ring, i) => sum + (i === 0 ? 1 : -1) * Math.abs(signedArea(ring)), 0);
}

/**
 * Whether a press at a point means this shape: inside it, or on its line.
 * @param {Shape} shape
 * @param {ImagePoint} point
 * @param {number} tolerancePixels how far from the line still counts, image pixels
 */
export function shapeHit(shape, point, tolerancePixels) {
  if ('box' in shape) return boxContains(shape.box, point, tolerancePixels);
  const [outline, ...holes] = shape.polygon;
  if (ringContains(outline, point) && !holes.some((hole) => ringContains(hole, point))) return true;
  return shape.polygon.some((ring) => distanceToRing(ring, point) <= tolerancePixels);
}

/** @param {Shape} shape @param {number} dx @param {number} dy @returns {Shape} */
export function translate(shape, dx, dy) {
  if ('box' in shape) {
    const [x, y, w, h] = shape.box;
    return { box: [x + dx, y + dy, w, h] };
  }
  return { polygon: shape.polygon.map((ring) => ring.map(([x, y]) => [x + dx, y + dy])) };
}

/**
 * A shape moved, kept whole inside the image.
 * @param {Shape} shape
 * @param {number} dx image pixels
 * @param {number} dy image pixels
 * @param {ImageSize} image
 */
export function translateInside(shape, dx, dy, image) {
  const allowed = clampDisplacement(boundsOf(shape), dx, dy, image);
  return translate(shape, allowed.dx, allowed.dy);
}

/**
 * What is wrong with a shape, as a key of the message catalogue; null when it may be kept.
 * @param {Shape} shape
 * @param {ImageSize} image
 * @param {number} minimumSidePixels
 * @returns {null | 'tooSmall' | 'crossing' | 'outside' | 'holeOutside'}
 */
export function faultOf(shape, image, minimumSidePixels) {
  const bounds = boundsOf(shape);
  if (!bounds.every(Number.isFinite)) return 'outside';
  if (bounds[0] < 0 || bounds[1] < 0) return 'outside';
  if (bounds[0] + bounds[2] > image.width || bounds[1] + bounds[3] > image.height) return 'outside';
  if (!isLargeEnough(bounds, minimumSidePixels)) return 'tooSmall';
  return 'polygon' in shape ? faultOfRings(shape.polygon) : null;
}

/** @param {Ring[]} rings @returns {null | 'crossing' | 'holeOutside'} */
function faultOfRings(rings) {
  if (rings.some(ringCrossesItself)) return 'crossing';
  const [outline, ...holes] = rings;
  for (const [i, hole] of holes.entries()) {
    if (ringsMeet(outline, hole) || !ringContains(outline, { x: hole[0][0], y: hole[0][1] })) return 'holeOutside';
    for (const other of holes.slice(0, i)) {
      if (ringsMeet(other, hole)) return 'crossing';
      if (ringContains(other, { x: hole[0][0], y: hole[0][1] })) return 'holeOutside';
      if (ringContains(hole, { x: other[0][0], y: other[0][1] })) return 'holeOutside';
    }
  }
  return null;
}

/**
 * A polygon with some vertices moved by the same way.
 * @param {Ring[]} polygon
 * @param {readonly {ring: number, index: number}[]} vertices
 * @param {number} dx image pixels
 * @param {number} dy image pixels
 * @returns {Ring[]}
 */
export function moveVertices(polygon, vertices, dx, dy) {
  const wanted = new Set(vertices.map(({ ring, index }) => `${ring}/${index}`));
  return polygon.map((points, ring) => points.map(([x, y], index) => (
    wanted.has(`${ring}/${index}`) ? [quantize(x + dx), quantize(y + dy)] : [x, y])));
}

/** The rings of a shape; a box is a ring of its corners, clockwise from the top left. @param {Shape} shape @returns {Ring[]} */
export function ringsOf(shape) {
  if ('polygon' in shape) return shape.polygon;
  const [x, y, w, h] = shape.box;
  return [[[x, y], [x + w, y], [x + w, y + h], [x, y + h]]];
}

/**
 * A polygon with a vertex put in after the one at `index`.
 * @param {Ring[]} polygon
 * @param {number} ring
 * @param {number} index
 * @param {ImagePoint} at
 * @returns {Ring[]}
 */
export function insertVertex(polygon, ring, index, at) {
  return withRing(polygon, ring, [
    ...polygon[ring].slice(0, index + 1), [quantize(at.x), quantize(at.y)], ...polygon[ring].slice(index + 1),
  ]);
}

/**
 * A polygon without some vertices; a hole that would keep fewer than three goes altogether, an outline refuses (null).
 * @param {Ring[]} polygon
 * @param {readonly {ring: number, index: number}[]} vertices
 * @returns {Ring[] | null}
 */
export function removeVertices(polygon, vertices) {
  const gone = new Set(vertices.map(({ ring, index }) => `${ring}/${index}`));
  const rings = polygon.map((points, ring) => points.filter((_, index) => !gone.has(`${ring}/${index}`)));
  return rings[0].length < 3 ? null : rings.filter((ring) => ring.length >= 3);
}

/** @param {Ring[]} polygon @param {number} at @param {any} ring @returns {Ring[]} */
function withRing(polygon, at, ring) {
  return polygon.map((old, i) => (i === at ? ring : old));
}
