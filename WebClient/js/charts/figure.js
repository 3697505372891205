/** A chart with its title, its numbers as a table and as a file; the table's numbers lead to images. */
import { t } from '../i18n/index.js';
import { csvButton } from '../ui/csv-link.js';
import { h, svg } from '../ui/dom.js';

let serial = 0;

/**
 * @typedef {{text: string, value?: string | number | null, href?: string | null, images?: {id: string, href: string}[]}} Cell
 *   `value`: what the file holds, the text when left out
 */

/**
 * @param {object} options
 * @param {string} options.name for the file and for tests
 * @param {string} options.title
 * @param {string} [options.text] what is shown
 * @param {any} options.drawing an SVG element, or null where there is nothing to draw
 * @param {string[]} options.columns
 * @param {Cell[][]} options.rows the first cell names the row
 * @param {any} [options.extra] below the drawing
 * @param {string} [options.level] of the heading
 */
export function chartFigure({ name, title, text, drawing, columns, rows, extra, level = 'h2' }) {
  const id = `chart-${++serial}`;
  return h('section', { class: 'card stack chart', 'aria-labelledby': id, 'data-testid': `chart-${name}` },
    h(level, { id }, title), text && h('p', { class: 'small muted' }, text),
    drawing ? h('div', { class: 'chart-wrap', tabindex: '0', role: 'region', 'aria-labelledby': id }, drawing) : h('p', { class: 'muted' }, t('chart.empty')),
    extra,
    rows.length > 0 && h('details', { class: 'fold' }, h('summary', { 'data-testid': `table-${name}` }, t('chart.table')),
      h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('app.table', { name: title }) }, h('table', { class: 'table compact' },
        h('thead', null, h('tr', null, columns.map((column, index) => h('th', { scope: 'col', class: index > 0 ? 'number' : null }, column)))),
        h('tbody', null, rows.map(([head, ...cells]) => h('tr', null, h('th', { scope: 'row' }, content(head)),
          cells.map((cell) => h('td', { class: 'number' }, content(cell))))))))),
    rows.length > 0 && h('div', null, csvButton(name, () => [columns, ...rows.map((row) => row.map(fileValue))])));
}

/** @param {Cell} cell @returns {string | number | null} */
function fileValue({ text, value }) {
  return value === undefined ? text : value;
}

/** @param {Cell} cell */
function content({ text, href, images }) {
  if (images?.length) return [text, ' ', imageChips(images)];
  return href ? h('a', { href }, text) : text;
}

/** The first images of some, each by its number. @param {{href: string}[]} images */
export function imageChips(images) {
  return h('span', { class: 'image-chips' }, images.map(({ href }, index) => h('a', { class: 'chip', href,
    'aria-label': t('chart.image', { number: index + 1 }) }, index + 1)));
}

/**
 * The frame of a drawing: a picture with a name and a description for those who do not see it.
 *
 * @param {{width: number, height: number, title: string, description: string, kind: string}} options
 * @param {...any} children
 */
export function picture({ width, height, title, description, kind }, ...children) {
  const id = `picture-${++serial}`;
  return svg('svg', { class: `chart-picture ${kind}`, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-text` },
    svg('title', { id: `${id}-title` }, title), svg('desc', { id: `${id}-text` }, description), children);
}
