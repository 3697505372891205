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
 * An estimate on a scale from 0 to 1, with its interval as a line.
 *
 * @param {import('./format.js').Estimate | null | undefined} estimate
 */
export function estimateBar(estimate) {
  const known = typeof estimate?.value === 'number';
  const low = typeof estimate?.low === 'number' ? estimate.low : estimate?.value ?? 0;
  const high = typeof estimate?.high === 'number' ? estimate.high : estimate?.value ?? 0;
  return svg('svg', { class: 'estimate', viewBox: '0 0 100 12', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { x: 0, y: 3, width: 100, height: 6, class: 'bar-rest' }),
    known && svg('rect', { x: 0, y: 3, width: Number(estimate?.value) * 100, height: 6, class: 'bar-done' }),
    known && svg('line', { x1: low * 100, x2: high * 100, y1: 6, y2: 6, class: 'estimate-range' }),
    known && [low, high].map((end) => svg('line', { x1: end * 100, x2: end * 100, y1: 1, y2: 11, class: 'estimate-range' })));
}
