/** Where in the frame people disagree: a picture whose cells can be opened, its legend, and the same as a table. */
import { t } from '../../i18n/index.js';
import { csvButton } from '../../ui/csv-link.js';
import { h, svg } from '../../ui/dom.js';
import { decimal } from '../../ui/format.js';
import { rampLegend } from '../../ui/legend.js';
import { cellOf } from './parts.js';

/**
 * @param {object} options
 * @param {import('../../api/disagreement.js').Disagreement} options.disagreement
 * @param {string} options.src of the picture
 * @param {string} options.json where the numbers are
 * @param {string | null} options.chosen the cell that is open
 * @param {EventTarget} options.host tells of the part that was opened
 * @param {(cell: string) => void} options.onCell
 */
export function frameFigure({ disagreement, src, json, chosen, host, onCell }) {
  const { frame, legend } = disagreement;
  const said = h('output', { class: 'small number', 'data-testid': 'frame-value' }, t('disagreement.frameHelp'));
  const cursor = svg('rect', { width: 1, height: 1, class: 'frame-cursor', visibility: 'hidden' });
  const mark = svg('rect', { width: 1, height: 1, class: 'frame-chosen', visibility: 'hidden' });
  const map = h('div', { class: 'frame-map', role: 'application', tabindex: '0', 'aria-label': t('disagreement.frameAlt'),
    'aria-roledescription': t('disagreement.frameRole'), 'data-testid': 'frame-map', on: { keydown, click, pointermove, focus: point } },
  h('img', { src, alt: '', width: 512, height: 512, draggable: 'false', 'data-testid': 'frame-image' }),
  svg('svg', { viewBox: `0 0 ${frame.columns} ${frame.rows}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, mark, cursor));
  const hottest = frame.hotspots[0];
  let [column, row] = chosen ? cellOf(chosen) : hottest ? [hottest.column, hottest.row] : [0, 0];
  choose(chosen);
  host.addEventListener('part', (event) => { if (map.isConnected) choose(/** @type {CustomEvent} */ (event).detail.cell ?? null); });

  /** @param {string | null} cell */
  function choose(cell) {
    if (cell) move(mark, ...cellOf(cell));
    mark.setAttribute('visibility', cell ? 'visible' : 'hidden');
  }

  function point() {
    move(cursor, column, row);
    cursor.setAttribute('visibility', 'visible');
    said.textContent = t('disagreement.cell', { column: column + 1, row: row + 1, value: decimal(frame.values[row * frame.columns + column], 3) });
  }

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    const steps = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });
    const step = steps[event.key];
    if (step) {
      column = Math.max(0, Math.min(frame.columns - 1, column + step[0]));
      row = Math.max(0, Math.min(frame.rows - 1, row + step[1]));
      point();
    } else if (event.key === 'Enter' || event.key === ' ') onCell(`${column},${row}`);
    else return;
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  function pointermove(event) {
    const box = map.getBoundingClientRect();
    const at = (/** @type {number} */ share, /** @type {number} */ all) => Math.max(0, Math.min(all - 1, Math.floor(share * all)));
    column = at((event.clientX - box.left) / box.width, frame.columns);
    row = at((event.clientY - box.top) / box.height, frame.rows);
    point();
  }

  /** @param {PointerEvent} event */
  function click(event) {
    pointermove(event);
    onCell(`${column},${row}`);
  }

  return h('section', { class: 'card stack', 'aria-labelledby': 'frame-title' }, h('h2', { id: 'frame-title' }, t('disagreement.frame')),
    h('p', { class: 'small muted' }, t('disagreement.frameText')),
    h('div', { class: 'frame-body' }, h('figure', { class: 'stack-tight' }, map, said, rampLegend(legend.stops, t('disagreement.meanScale'))),
      places(frame, onCell)),
    h('div', { class: 'button-row' },
      h('a', { class: 'button small', href: src, download: 'disagreement.png' }, t('heatmap.png')),
      h('a', { class: 'button small', href: json, download: 'disagreement.json' }, t('heatmap.json')),
      csvButton('disagreement-frame', () => [['column', 'row', 'disagreement'],
        ...frame.values.map((value, place) => [place % frame.columns + 1, Math.floor(place / frame.columns) + 1, value])])));
}

/** @param {import('../../api/disagreement.js').Disagreement['frame']} frame @param {(cell: string) => void} onCell */
function places(frame, onCell) {
  const range = (/** @type {number[]} */ cells, /** @type {number} */ all) => t('disagreement.range',
    { low: Math.round((cells[0] * 100) / all), high: Math.round(((cells[1] + 1) * 100) / all) });
  if (frame.hotspots.length === 0) return h('p', { class: 'muted small' }, t('disagreement.nothing'));
  return h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('disagreement.places') },
    h('table', { class: 'table compact' }, h('caption', { class: 'visually-hidden' }, t('disagreement.places')),
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('disagreement.place')),
        ['across', 'down', 'peak', 'mean'].map((key) => h('th', { scope: 'col', class: 'number' }, t(`disagreement.column.${key}`))))),
      h('tbody', null, frame.hotspots.slice(0, 8).map((place) => h('tr', { 'data-testid': 'frame-place' },
        h('th', { scope: 'row' }, h('button', { type: 'button', class: 'link-button', on: { click: () => onCell(`${place.column},${place.row}`) } },
          t(`heatmap.region.${third(place.row, frame.rows)}.${third(place.column, frame.columns)}`))),
        h('td', { class: 'number' }, range(place.columns, frame.columns)), h('td', { class: 'number' }, range(place.rows, frame.rows)),
        h('td', { class: 'number' }, decimal(place.peak, 3)), h('td', { class: 'number' }, decimal(place.mean, 3)))))));
}

/** @param {number} cell @param {number} all */
function third(cell, all) {
  return Math.min(2, Math.floor((cell * 3) / all));
}

/** @param {any} rect @param {number} column @param {number} row */
function move(rect, column, row) {
  rect.setAttribute('x', column);
  rect.setAttribute('y', row);
}
