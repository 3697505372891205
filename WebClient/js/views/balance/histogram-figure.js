/** Counts by bins as bars, with the same numbers as a table and a file. */
import { t } from '../../i18n/index.js';
import { csvButton } from '../../ui/csv-link.js';
import { h, svg } from '../../ui/dom.js';
import { count, decimal } from '../../ui/format.js';
import { binNames, histogramGeometry, SIZE } from './histogram-geometry.js';

/**
 * @param {object} options
 * @param {string} options.name for the file
 * @param {string} options.title
 * @param {string} options.text what the bins measure
 * @param {number[]} options.edges
 * @param {number} options.digits of the edges
 * @param {{label: string, counts: number[]}[]} options.rows one for each class
 */
export function histogramFigure({ name, title, text, edges, digits, rows }) {
  const all = edges.concat(0).map((_, bin) => rows.reduce((sum, { counts }) => sum + counts[bin], 0));
  const names = binNames(edges.map((edge) => decimal(edge, digits)), { below: (value) => t('balance.below', { value }),
    from: (value) => t('balance.from', { value }), between: (low, high) => t('balance.between', { low, high }) });
  const id = `balance-${name}`;
  return h('section', { class: 'card stack', 'aria-labelledby': id },
    h('h2', { id }, title), h('p', { class: 'small muted' }, text),
    h('div', { class: 'histogram-wrap', tabindex: '0', role: 'region', 'aria-labelledby': id }, chart(title, names, all)),
    h('details', { class: 'fold' }, h('summary', null, h('h3', null, t('balance.distribution'))),
      h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-labelledby': id }, h('table', { class: 'table compact' },
        h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('balance.column.class')), names.map((bin) => h('th', { scope: 'col', class: 'number' }, bin)))),
        h('tbody', null, [{ label: t('balance.all'), counts: all }, ...rows].map(({ label, counts }) => h('tr', null, h('th', { scope: 'row' }, label),
          counts.map((value) => h('td', { class: 'number' }, count(value))))))))),
    h('div', null, csvButton(name, () => [['class', ...names], ...rows.map(({ label, counts }) => [label, ...counts])])));
}

/** @param {string} title @param {string[]} names @param {number[]} counts */
function chart(title, names, counts) {
  const values = names.map((name, index) => t('balance.bar', { name, value: count(counts[index]) })).join(', ');
  const { bars, base } = histogramGeometry(counts);
  return svg('svg', { class: 'histogram', viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: 'img', 'aria-label': t('balance.chart', { title, values }) },
    bars.map(({ x, y, width, height, middle }, index) => svg('g', null,
      svg('rect', { x, y, width, height, class: 'bar-done' }),
      counts[index] > 0 && svg('text', { x: middle, y: y - 4, 'text-anchor': 'middle', class: 'value' }, count(counts[index])),
      svg('text', { x: middle, y: base + 14, 'text-anchor': 'middle' }, names[index]))),
    svg('line', { x1: 0, x2: SIZE.width, y1: base, y2: base }));
}
