/** Shares as bars, drawn as SVG; the numbers always stand beside them. */
import { svg } from './dom.js';

/**
 * A bar with parts.
 *
 * @param {{share: number, kind: string}[]} parts shares 0…1 from the start; kind names the colour
 * @param {string} label what a screen reader says
 */
export function bar(parts, label) {
  let from = 0;
  const pieces = parts.map(({ share, kind }) => {
    const width = Math.max(0, Math.min(share, 1 - from)) * 100;
    const piece = svg('rect', { x: from * 100, y: 0, width, height: 8, class: `bar-${kind}` });
    from += width / 100;
    return piece;
  });
  return svg('svg', { class: 'bar', viewBox: '0 0 100 8', preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    svg('rect', { x: 0, y: 0, width: 100, height: 8, class: 'bar-rest' }), pieces);
}

/**
 * @typedef {{from?: number, to?: number, kind?: string}} Scale what the bar's ends stand for, 0 and 1 when left out, and the colour
 */

/**
 * An estimate on a scale, with its interval as a line; what lies beyond the scale is cut off and has no end mark.
 *
 * @param {import('./format.js').Estimate | null | undefined} estimate
 * @param {Scale} [scale]
 */
export function estimateBar(estimate, scale = {}) {
  const { zero, piece, range, ends } = estimateGeometry(estimate, scale);
  return svg('svg', { class: 'estimate', viewBox: '0 0 100 12', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { x: 0, y: 3, width: 100, height: 6, class: 'bar-rest' }),
    piece && svg('rect', { ...piece, y: 3, height: 6, class: `bar-${scale.kind ?? 'done'}` }),
    zero > 0 && svg('line', { x1: zero, x2: zero, y1: 0, y2: 12, class: 'bar-zero' }),
    range && svg('line', { x1: range[0], x2: range[1], y1: 6, y2: 6, class: 'estimate-range' }),
    ends.map((end) => svg('line', { x1: end, x2: end, y1: 1, y2: 11, class: 'estimate-range' })));
}

/**
 * Where the parts of an estimate's bar lie, 0…100 from its start. Pure.
 *
 * @param {import('./format.js').Estimate | null | undefined} estimate
 * @param {Scale} [scale]
 * @returns {{zero: number, piece: {x: number, width: number} | null, range: [number, number] | null, ends: number[]}}
 */
export function estimateGeometry(estimate, { from = 0, to = 1 } = {}) {
  const at = (/** @type {number} */ value) => Math.max(0, Math.min(100, ((value - from) / (to - from)) * 100));
  const zero = at(0);
  const value = estimate?.value;
  if (typeof value !== 'number') return { zero, piece: null, range: null, ends: [] };
  const low = typeof estimate?.low === 'number' ? estimate.low : value;
  const high = typeof estimate?.high === 'number' ? estimate.high : value;
  const end = at(value);
  return { zero, piece: { x: Math.min(zero, end), width: Math.abs(end - zero) }, range: [at(low), at(high)],
    ends: [low, high].filter((each) => each >= from && each <= to).map(at) };
}

/**
 * A value to the right of the middle when it is positive, to the left when it is negative.
 *
 * @param {number} value
 * @param {number} bound what half the bar stands for; more is cut off
 */
export function divergingBar(value, bound) {
  const { x, width } = divergingPiece(value, bound);
  return svg('svg', { class: 'diverging', viewBox: '0 0 100 12', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { x: 0, y: 3, width: 100, height: 6, class: 'bar-rest' }),
    svg('rect', { x, y: 1, width, height: 10, class: value < 0 ? 'bar-bad' : 'bar-done' }),
    svg('line', { x1: 50, x2: 50, y1: 0, y2: 12, class: 'bar-zero' }));
}

/** Where the piece lies, 0…100. Pure. @param {number} value @param {number} bound */
export function divergingPiece(value, bound) {
  const width = Math.min(Math.abs(value) / bound, 1) * 50;
  return { x: value < 0 ? 50 - width : 50, width };
}
