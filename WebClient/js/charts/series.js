/** Values in order of time, as bars or as points with their intervals. */
import { svg } from '../ui/dom.js';
import { picture } from './figure.js';
import { labelled, linear, ticksTo } from './scale.js';

const SIZE = { width: 640, height: 220 };
const PLACE = { left: 46, right: 632, top: 12, bottom: 192 };
const LABELS = 7;
const HEAD = 5; // units

/**
 * @typedef {{name: string, value: number | null, low?: number | null, high?: number | null, faint?: boolean}} Point
 *   `faint`: it stands on little
 */

/**
 * @param {object} options
 * @param {string} options.title
 * @param {Point[]} options.points in order of time
 * @param {'bars' | 'line'} options.kind
 * @param {(value: number) => string} options.words for the axis and the description
 * @param {number} [options.most] where the axis ends; by the values when left out
 * @param {boolean} [options.whole] whether the values are counts, and so the axis has whole marks alone
 * @returns {any} null when there is nothing to draw
 */
export function seriesChart({ title, points, kind, words, most, whole = false }) {
  const known = points.filter(({ value }) => typeof value === 'number');
  if (known.length === 0) return null;
  const geometry = seriesGeometry(points, most, whole);
  const description = points.map(({ name, value }) => `${name}: ${value === null ? '–' : words(value)}`).join('; ');
  return picture({ ...SIZE, title, description, kind: `chart-${kind}` },
    geometry.ticks.map(({ value, y }) => svg('g', null, svg('line', { x1: PLACE.left, x2: PLACE.right, y1: y, y2: y, class: 'chart-grid' }),
      svg('text', { x: PLACE.left - 6, y: y + 4, 'text-anchor': 'end' }, words(value)))),
    kind === 'bars' ? geometry.columns.map(bar) : [svg('path', { d: geometry.path, class: 'chart-path' }), geometry.columns.map(mark)],
    labelled(points.length, LABELS).map((index) => svg('text', { x: geometry.columns[index].middle, y: SIZE.height - 8, 'text-anchor': 'middle' }, points[index].name)));
}

/**
 * Where the parts lie. Pure.
 *
 * @param {Point[]} points
 * @param {number} [most]
 * @param {boolean} [whole]
 */
export function seriesGeometry(points, most, whole = false) {
  const highest = Math.max(0, ...points.map(({ value, high }) => Math.max(value ?? 0, high ?? 0)));
  const ticks = ticksTo(most ?? highest);
  const y = linear([0, most ?? ticks[ticks.length - 1]], [PLACE.bottom, PLACE.top]);
  const step = (PLACE.right - PLACE.left) / Math.max(1, points.length);
  const columns = points.map((point, index) => ({
    ...point, middle: PLACE.left + (index + 0.5) * step, width: Math.min(48, step * 0.72), base: PLACE.bottom,
    top: typeof point.value === 'number' ? y(point.value) : null,
    range: typeof point.low === 'number' && typeof point.high === 'number' ? [y(point.low), y(point.high)] : null,
  }));
  let path = '';
  let isOpen = false;
  for (const { middle, top } of columns) {
    if (top === null) isOpen = false;
    else {
      path += `${isOpen ? 'L' : 'M'}${middle} ${top}`;
      isOpen = true;
    }
  }
  return { columns, path, ticks: ticks.filter((value) => !whole || Number.isInteger(value)).map((value) => ({ value, y: y(value) })) };
}

/** @param {any} column */
function bar({ middle, width, base, top, faint }) {
  return top === null ? null : svg('rect', { x: middle - width / 2, y: top, width, height: Math.max(0, base - top), class: `chart-bar${faint ? ' faint' : ''}` });
}

/** @param {any} column */
function mark({ middle, top, range, faint }) {
  if (top === null) return null;
  return svg('g', { class: faint ? 'faint' : null },
    range && svg('path', { class: 'chart-range', d: `M${middle - HEAD} ${range[0]}H${middle + HEAD}M${middle} ${range[0]}V${range[1]}M${middle - HEAD} ${range[1]}H${middle + HEAD}` }),
    svg('circle', { cx: middle, cy: top, r: 4, class: 'chart-mark' }));
}
