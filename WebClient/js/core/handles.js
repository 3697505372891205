/**
 * Where the handles of a selected shape sit; the painter and the select tool both ask here.
 *
 * @typedef {{kind: 'side', name: import('./box.js').HandleName, x: number, y: number}} SideHandle
 * @typedef {{kind: 'vertex' | 'midpoint', ring: number, index: number, x: number, y: number}} RingHandle
 * @typedef {SideHandle | RingHandle} Handle x and y in image pixels
 */
import { HANDLES } from './box.js';

/** Below this side, screen pixels, corner handles step outwards to leave the middle free. */
const SMALL_SIDE = 24;
/** How far they step, screen pixels. */
const STEP_OUT = 8;
/** Edge handles show from this side on, screen pixels. */
const EDGE_HANDLE_SIDE = 48;
/** Midpoints show on edges longer than this, screen pixels. */
const MIDPOINT_EDGE = 24;

/**
 * @param {import('./shape.js').Shape} shape
 * @param {number} scale screen pixels for an image pixel
 * @returns {Handle[]}
 */
export function handlesOf(shape, scale) {
  return 'box' in shape ? sideHandles(shape.box, scale) : ringHandles(shape.polygon, scale);
}

/** @param {import('./box.js').Box} box @param {number} scale @returns {Handle[]} */
function sideHandles([x, y, w, h], scale) {
  const stepX = w * scale < SMALL_SIDE ? STEP_OUT / scale : 0;
  const stepY = h * scale < SMALL_SIDE ? STEP_OUT / scale : 0;
  return /** @type {[import('./box.js').HandleName, number[]][]} */ (Object.entries(HANDLES))
    .filter(([, [dx, dy]]) => (dx !== 0 || w * scale >= EDGE_HANDLE_SIDE)
      && (dy !== 0 || h * scale >= EDGE_HANDLE_SIDE))
    .map(([name, [dx, dy]]) => ({
      kind: 'side', name,
      x: x + w * (dx + 1) / 2 + dx * stepX,
      y: y + h * (dy + 1) / 2 + dy * stepY,
    }));
}

/** @param {import('./ring.js').Ring[]} polygon @param {number} scale @returns {Handle[]} */
function ringHandles(polygon, scale) {
  /** @type {Handle[]} */
  const vertices = [];
  /** @type {Handle[]} */
  const midpoints = [];
  for (const [ring, points] of polygon.entries()) {
    for (const [index, [x, y]] of points.entries()) {
      vertices.push({ kind: 'vertex', ring, index, x, y });
      const [nextX, nextY] = points[(index + 1) % points.length];
      if (Math.hypot(nextX - x, nextY - y) * scale < MIDPOINT_EDGE) continue;
      midpoints.push({ kind: 'midpoint', ring, index, x: (x + nextX) / 2, y: (y + nextY) / 2 });
    }
  }
  return [...vertices, ...midpoints];
}

/**
 * The handle nearest to a point and within reach; vertices win over midpoints.
 * @param {import('./shape.js').Shape} shape
 * @param {import('./box.js').ImagePoint} point
 * @param {number} scale
 * @param {number} reachPixels screen pixels
 * @returns {Handle | null}
 */
export function handleAt(shape, point, scale, reachPixels) {
  let best = null;
  let bestDistance = Infinity;
  for (const handle of handlesOf(shape, scale)) {
    const distance = Math.hypot(handle.x - point.x, handle.y - point.y) * scale;
    if (distance > reachPixels) continue;
    const weighed = handle.kind === 'midpoint' ? distance + reachPixels : distance;
    if (weighed < bestDistance) [best, bestDistance] = [handle, weighed];
  }
  return best;
}
