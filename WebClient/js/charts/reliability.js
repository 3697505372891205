/** Given probability against found share, beside the line on which both are the same. */
import { svg } from '../ui/dom.js';
import { percent } from '../ui/format.js';
import { picture } from './figure.js';
import { linear } from './scale.js';

const SIZE = { width: 436, height: 400 };
const PLACE = { left: 52, right: 404, top: 14, bottom: 348 };
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const LARGEST = 11; // radius of the point of most candidates, in units
const SMALLEST = 3;

/** @typedef {{count: number, predicted: number | null, observed: {value: number | null, low?: number | null, high?: number | null}}} Bin */

/**
 * @param {{title: string, description: string, across: string, up: string, series: {bins: Bin[], kind: 'before' | 'after'}[]}} options
 */
export function reliabilityChart({ title, description, across, up, series }) {
  const x = linear([0, 1], [PLACE.left, PLACE.right]);
  const y = linear([0, 1], [PLACE.bottom, PLACE.top]);
  return picture({ ...SIZE, title, description, kind: 'chart-reliability' },
    TICKS.map((value) => svg('g', null, svg('line', { x1: PLACE.left, x2: PLACE.right, y1: y(value), y2: y(value), class: 'chart-grid' }),
      svg('text', { x: PLACE.left - 6, y: y(value) + 4, 'text-anchor': 'end' }, percent(value)),
      svg('text', { x: x(value), y: PLACE.bottom + 18, 'text-anchor': 'middle' }, percent(value)))),
    svg('text', { x: (PLACE.left + PLACE.right) / 2, y: SIZE.height - 8, 'text-anchor': 'middle' }, across),
    svg('text', { transform: `translate(12 ${(PLACE.top + PLACE.bottom) / 2}) rotate(-90)`, 'text-anchor': 'middle' }, up),
    svg('line', { x1: x(0), y1: y(0), x2: x(1), y2: y(1), class: 'chart-identity' }),
    series.map(({ bins, kind }) => svg('g', { class: `reliability-${kind}` }, reliabilityPoints(bins).map((point) => svg('g', null,
      svg('line', { x1: x(point.predicted), x2: x(point.predicted), y1: y(point.low), y2: y(point.high), class: 'chart-range' }),
      kind === 'before' ? svg('circle', { cx: x(point.predicted), cy: y(point.value), r: point.radius, class: 'chart-mark' })
        : svg('rect', { x: x(point.predicted) - point.radius, y: y(point.value) - point.radius, width: 2 * point.radius, height: 2 * point.radius,
          class: 'chart-mark' }))))));
}

/**
 * The bins that hold something, with the size of their points: by the root of the count. Pure.
 * @param {Bin[]} bins
 */
export function reliabilityPoints(bins) {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return bins.filter(({ count, predicted, observed }) => count > 0 && typeof predicted === 'number' && typeof observed.value === 'number')
    .map(({ count, predicted, observed }) => ({ predicted: /** @type {number} */ (predicted), value: /** @type {number} */ (observed.value),
      low: observed.low ?? /** @type {number} */ (observed.value), high: observed.high ?? /** @type {number} */ (observed.value),
      radius: SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(count / most) }));
}
