/**
 * The borders of other shapes: snapping to them, and following them.
 *
 * @typedef {import('./box.js').ImagePoint} ImagePoint
 * @typedef {import('./ring.js').RingPoint} RingPoint
 * @typedef {{id: string, ring: number, index: number, along: number}} Anchor
 *   a place on the border of a shape: `along` of the way (0…1, less than 1) from vertex `index` to the next one
 */
import { quantize } from './box.js';
import { ringsOf } from './shape.js';

/**
 * The place on other shapes' borders that is nearest to a point and within reach; vertices go before edges.
 * @param {ImagePoint} point
 * @param {import('./document.js').AnnotationDocument} document
 * @param {import('./spatial-index.js').SpatialIndex} index
 * @param {number} reachPixels image pixels
 * @param {ReadonlySet<string>} omitted shapes that do not attract
 * @param {string} [preferred] the shape that is meant where several have their border at the same place
 * @returns {{at: RingPoint, anchor: Anchor} | null}
 */
export function snapAt(point, document, index, reachPixels, omitted, preferred) {
  const region = /** @type {import('./box.js').Box} */ (
    [point.x - reachPixels, point.y - reachPixels, 2 * reachPixels, 2 * reachPixels]);
  let vertex = null, edge = null;
  let nearestVertex = reachPixels, nearestEdge = reachPixels;
  const ids = index.query(region).sort((a, b) => Number(b === preferred) - Number(a === preferred));
  for (const id of ids) {
    const annotation = omitted.has(id) ? undefined : document.byId.get(id);
    if (!annotation) continue;
    for (const [ring, points] of ringsOf(annotation.shape).entries()) {
      for (const [i, a] of points.entries()) {
        const distance = Math.hypot(a[0] - point.x, a[1] - point.y);
        if (distance < nearestVertex) [vertex, nearestVertex] = [{ at: a, anchor: { id, ring, index: i, along: 0 } }, distance];
        const near = nearestOnEdge(point, a, points[(i + 1) % points.length]);
        if (near.distance < nearestEdge && near.along > 0 && near.along < 1) {
          [edge, nearestEdge] = [{ at: near.at, anchor: { id, ring, index: i, along: near.along } }, near.distance];
        }
      }
    }
  }
  return vertex ?? edge;
}

/** @param {ImagePoint} point @param {RingPoint} a @param {RingPoint} b */
function nearestOnEdge(point, a, b) {
  const dx = b[0] - a[0], dy = b[1] - a[1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - a[0]) * dx + (point.y - a[1]) * dy) / length));
  const at = /** @type {RingPoint} */ ([quantize(a[0] + along * dx), quantize(a[1] + along * dy)]);
  return { at, along, distance: Math.hypot(at[0] - point.x, at[1] - point.y) };
}

/**
 * The vertices passed on the way along a border from one place to another, neither end among them; null when the two
 * are not on the same ring.
 * @param {import('./document.js').AnnotationDocument} document
 * @param {Anchor} from
 * @param {Anchor} to
 * @param {boolean} longWay the longer way round
 * @returns {RingPoint[] | null}
 */
export function wayAlong(document, from, to, longWay) {
  const annotation = from.id === to.id && from.ring === to.ring ? document.byId.get(from.id) : undefined;
  const ring = annotation && ringsOf(annotation.shape)[from.ring];
  if (!ring) return null;
  if (from.index === to.index && from.along === to.along) return [];
  const forward = passed(ring, from, to);
  const backward = passed(ring, to, from).reverse();
  const start = pointOf(ring, from), end = pointOf(ring, to);
  const isForwardShorter = lengthOf([start, ...forward, end]) <= lengthOf([start, ...backward, end]);
  return isForwardShorter === longWay ? backward : forward;
}

/** Vertices strictly between two places, in the ring's own direction. @param {RingPoint[]} ring @param {Anchor} from @param {Anchor} to */
function passed(ring, from, to) {
  const n = ring.length;
  const start = from.index + from.along, end = to.index + to.along;
  const last = end > start ? end : end + n;
  const points = [];
  for (let i = Math.floor(start) + 1; i < last; i++) points.push(ring[i % n]);
  return points;
}

/** @param {RingPoint[]} ring @param {Anchor} anchor @returns {RingPoint} */
function pointOf(ring, { index, along }) {
  const a = ring[index], b = ring[(index + 1) % ring.length];
  return [a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])];
}

/** @param {RingPoint[]} points */
function lengthOf(points) {
  return points.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - points[i][0], y - points[i][1]), 0);
}

/**
 * The vertices of other polygons that lie exactly where some vertices of this one do.
 * @param {import('./document.js').AnnotationDocument} document
 * @param {import('./spatial-index.js').SpatialIndex} index
 * @param {RingPoint[]} points
 * @param {ReadonlySet<string>} omitted
 * @returns {Map<string, {ring: number, index: number}[]>} by annotation id
 */
export function sharedVertices(document, index, points, omitted) {
  /** @type {Map<string, {ring: number, index: number}[]>} */
  const found = new Map();
  const places = new Set(points.map(String));
  const ids = new Set(points.flatMap(([x, y]) => index.query([x, y, 0, 0])));
  for (const id of ids) {
    const shape = omitted.has(id) ? undefined : document.byId.get(id)?.shape;
    if (!shape || !('polygon' in shape)) continue;
    const shared = shape.polygon.flatMap((ring, number) => ring.flatMap((point, i) => (
      places.has(String(point)) ? [{ ring: number, index: i }] : [])));
    if (shared.length > 0) found.set(id, shared);
  }
  return found;
}
