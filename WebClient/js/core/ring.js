/**
 * Rings: closed chains of `[x, y]` points in image pixels, the last joined to the first without being repeated.
 *
 * @typedef {import('./box.js').ImagePoint} ImagePoint
 * @typedef {[number, number]} RingPoint
 * @typedef {RingPoint[]} Ring
 */

/**
 * Twice the signed area by the shoelace formula, halved; positive when the ring runs clockwise on screen.
 * @param {Ring} ring
 */
export function signedArea(ring) {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  }
  return sum / 2;
}

/** Even-odd containment. @param {Ring} ring @param {ImagePoint} point */
export function ringContains(ring, point) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if ((yi > point.y) !== (yj > point.y) && point.x < (xj - xi) * (point.y - yi) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/**
 * Distance of a point from a segment, image pixels.
 * @param {ImagePoint} point
 * @param {number[]} a
 * @param {number[]} b
 */
function distanceToSegment(point, a, b) {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - a[0]) * dx + (point.y - a[1]) * dy) / length));
  return Math.hypot(point.x - a[0] - along * dx, point.y - a[1] - along * dy);
}

/** Distance of a point from the ring's line, image pixels. @param {Ring} ring @param {ImagePoint} point */
export function distanceToRing(ring, point) {
  let nearest = Infinity;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    nearest = Math.min(nearest, distanceToSegment(point, ring[j], ring[i]));
  }
  return nearest;
}

/** Which side of the line a→b the point c is on. @param {number[]} a @param {number[]} b @param {number[]} c */
function side(a, b, c) {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

/**
 * Whether c, known to be on the line a→b, lies between them.
 * @param {number[]} a
 * @param {number[]} b
 * @param {number[]} c
 */
function between(a, b, c) {
  return Math.min(a[0], b[0]) <= c[0] && c[0] <= Math.max(a[0], b[0])
    && Math.min(a[1], b[1]) <= c[1] && c[1] <= Math.max(a[1], b[1]);
}

/**
 * Whether the closed segments a–b and c–d share a point.
 * @param {number[]} a
 * @param {number[]} b
 * @param {number[]} c
 * @param {number[]} d
 */
export function segmentsMeet(a, b, c, d) {
  const abc = side(a, b, c), abd = side(a, b, d), cda = side(c, d, a), cdb = side(c, d, b);
  if (abc !== abd && cda !== cdb) return true;
  return (abc === 0 && between(a, b, c)) || (abd === 0 && between(a, b, d))
    || (cda === 0 && between(c, d, a)) || (cdb === 0 && between(c, d, b));
}

/** Whether b→c runs back over a→b. @param {number[]} a @param {number[]} b @param {number[]} c */
function doublesBack(a, b, c) {
  return side(a, b, c) === 0 && (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1]) > 0;
}

/**
 * Whether the segment from the end of an open chain to a point would touch the chain. O(n).
 * @param {RingPoint[]} chain
 * @param {RingPoint} next
 * @param {{closing?: boolean}} [how] closing: the point is the chain's first one, which may be touched
 */
export function chainWouldCross(chain, next, how = {}) {
  const last = chain.length - 1;
  if (last < 1) return false;
  if (doublesBack(chain[last - 1], chain[last], next)) return true;
  if (how.closing && doublesBack(chain[last], chain[0], chain[1])) return true;
  for (let i = how.closing ? 1 : 0; i + 1 < last; i++) {
    if (segmentsMeet(chain[last], next, chain[i], chain[i + 1])) return true;
  }
  return false;
}

/**
 * Whether a ring touches itself anywhere but between neighbours. O(n²), fine for hand-drawn rings.
 * @param {Ring} ring
 */
export function ringCrossesItself(ring) {
  const n = ring.length;
  if (n < 3) return true;
  for (let i = 0; i < n; i++) {
    const a = ring[i], b = ring[(i + 1) % n];
    if (doublesBack(a, b, ring[(i + 2) % n])) return true;
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      if (segmentsMeet(a, b, ring[j], ring[(j + 1) % n])) return true;
    }
  }
  return false;
}

/** Whether two rings touch each other. @param {Ring} a @param {Ring} b */
export function ringsMeet(a, b) {
  for (let i = 0, j = a.length - 1; i < a.length; j = i++) {
    for (let k = 0, l = b.length - 1; k < b.length; l = k++) {
      if (segmentsMeet(a[j], a[i], b[l], b[k])) return true;
    }
  }
  return false;
}

/**
 * A chain thinned so that no dropped point was farther than the tolerance from what is left. The ends stay.
 *
 * Source: Ramer 1972; Douglas and Peucker 1973, doi:10.3138/FM57-6770-U75U-7727.
 * @param {RingPoint[]} chain
 * @param {number} tolerancePixels
 * @returns {RingPoint[]}
 */
export function simplifyChain(chain, tolerancePixels) {
  if (chain.length < 3) return chain;
  const first = chain[0], last = chain[chain.length - 1];
  let farthest = 0, at = 0;
  for (let i = 1; i < chain.length - 1; i++) {
    const distance = distanceToSegment({ x: chain[i][0], y: chain[i][1] }, first, last);
    if (distance > farthest) [farthest, at] = [distance, i];
  }
  if (farthest <= tolerancePixels) return [first, last];
  return [
    ...simplifyChain(chain.slice(0, at + 1), tolerancePixels).slice(0, -1),
    ...simplifyChain(chain.slice(at), tolerancePixels),
  ];
}
