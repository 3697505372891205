/**
 * Exact areas of overlap of polygons with holes, by a sweep over the heights at which anything changes.
 *
 * Between two such heights all edges are straight and none cross, so the shared width is linear: its value in the
 * middle times the height is the area.
 *
 * @typedef {import('./ring.js').Ring} Ring
 * @typedef {{x0: number, y0: number, x1: number, y1: number}} Edge y0 < y1
 */

/**
 * Intersection over union, 0…1; 1 when both are empty.
 * @param {Ring[]} a
 * @param {Ring[]} b
 */
export function iouOfPolygons(a, b) {
  const both = overlapArea(a, b);
  const all = overlapArea(a, a) + overlapArea(b, b) - both;
  return all > 0 ? both / all : 1;
}

/**
 * The area in both polygons, square image pixels. Points inside an odd number of a polygon's rings are inside it.
 *
 * O(h · e) for h heights and e edges that cross one height.
 * @param {Ring[]} a
 * @param {Ring[]} b
 */
export function overlapArea(a, b) {
  const edgesOfA = edgesOf(a), edgesOfB = edgesOf(b);
  const heights = heightsOf([...edgesOfA, ...edgesOfB]);
  const sweepA = sweep(edgesOfA), sweepB = sweep(edgesOfB);
  let area = 0;
  for (let i = 0; i + 1 < heights.length; i++) {
    const low = heights[i], high = heights[i + 1];
    const middle = (low + high) / 2;
    area += (high - low) * sharedWidth(sweepA(middle), sweepB(middle));
  }
  return area;
}

/** @param {Ring[]} rings @returns {Edge[]} by their upper end */
function edgesOf(rings) {
  const edges = rings.flatMap((ring) => ring.map(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length];
    return y <= nextY ? { x0: x, y0: y, x1: nextX, y1: nextY } : { x0: nextX, y0: nextY, x1: x, y1: y };
  }));
  return edges.filter(({ y0, y1 }) => y0 < y1).sort((p, q) => p.y0 - q.y0);
}

/** The heights of all ends and crossings, ascending. @param {Edge[]} edges */
function heightsOf(edges) {
  const sorted = edges.sort((p, q) => p.y0 - q.y0);
  const heights = new Set(sorted.flatMap(({ y0, y1 }) => [y0, y1]));
  for (let i = 0; i < sorted.length; i++) {
    for (let j = i + 1; j < sorted.length && sorted[j].y0 < sorted[i].y1; j++) {
      const y = crossingHeight(sorted[i], sorted[j]);
      if (y !== null) heights.add(y);
    }
  }
  return [...heights].sort((p, q) => p - q);
}

/** @param {Edge} p @param {Edge} q @returns {number | null} */
function crossingHeight(p, q) {
  if (Math.max(p.x0, p.x1) < Math.min(q.x0, q.x1) || Math.max(q.x0, q.x1) < Math.min(p.x0, p.x1)) return null;
  const low = Math.max(p.y0, q.y0), high = Math.min(p.y1, q.y1);
  const before = xAt(p, low) - xAt(q, low), after = xAt(p, high) - xAt(q, high);
  return before * after < 0 ? low + (high - low) * before / (before - after) : null;
}

/** @param {Edge} edge @param {number} y */
function xAt({ x0, y0, x1, y1 }, y) {
  return x0 + (x1 - x0) * (y - y0) / (y1 - y0);
}

/** Asked at ascending heights, gives where a polygon's edges are, from left to right. @param {Edge[]} edges */
function sweep(edges) {
  let next = 0;
  /** @type {Edge[]} */
  let active = [];
  return (/** @type {number} */ y) => {
    active = active.filter((edge) => edge.y1 > y);
    for (; next < edges.length && edges[next].y0 < y; next++) if (edges[next].y1 > y) active.push(edges[next]);
    return active.map((edge) => xAt(edge, y)).sort((p, q) => p - q);
  };
}

/** The length in both, of pairs of ends. @param {number[]} a @param {number[]} b */
function sharedWidth(a, b) {
  let width = 0;
  for (let i = 0, j = 0; i + 1 < a.length && j + 1 < b.length;) {
    width += Math.max(0, Math.min(a[i + 1], b[j + 1]) - Math.max(a[i], b[j]));
    if (a[i + 1] < b[j + 1]) i += 2;
    else j += 2;
  }
  return width;
}
