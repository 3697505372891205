/** Where in the pictures people disagree, all images laid over one another. */
import { getLegend, getProjectHeatmap, projectHeatmapAddress } from '../../api/agreement.js';
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { decimal } from '../../ui/format.js';
import { rampLegend } from '../../ui/legend.js';
import { loadInto } from '../../ui/states.js';

const PLACES_SHOWN = 5;

/** @param {HTMLElement} host @param {string} projectId */
export function heatmapFigure(host, projectId) {
  return loadInto(host, async () => ({ map: await getProjectHeatmap(projectId), stops: await getLegend() }), ({ map, stops }) => {
    if (map.images === 0) return h('p', { class: 'muted small' }, t('heatmap.none'));
    return h('figure', { class: 'project-heatmap' },
      h('figcaption', null, h('h3', null, t('heatmap.title')), h('p', { class: 'small muted' }, t('heatmap.projectText', { count: map.images }))),
      h('div', { class: 'project-heatmap-body' },
        h('img', { src: `${projectHeatmapAddress(projectId)}?images=${map.images}`, alt: t('heatmap.projectAlt'), width: 256, height: 256,
          'data-testid': 'heatmap-image', class: 'heat-picture' }),
        h('div', { class: 'stack-tight' }, rampLegend(scaledTo(stops, map.maximum), t('heatmap.scale')), hottest(map),
          h('p', null, h('a', { href: `#/projects/${projectId}/disagreement` }, t('disagreement.more'))))));
  }, { quiet: true });
}

/**
 * The colour ramp over the picture's own scale: means over many images are small, so it ends at the largest.
 * @param {{value: number, color: string}[]} stops
 * @param {number} maximum
 */
export function scaledTo(stops, maximum) {
  return stops.map((stop) => ({ ...stop, value: stop.value * maximum }));
}

/**
 * The same in words: the places with the most disagreement.
 * @param {{columns: number, rows: number, values: number[]}} map
 */
function hottest({ columns, rows, values }) {
  const places = regions(columns, rows, values).slice(0, PLACES_SHOWN);
  if (places.length === 0) return null;
  return h('table', { class: 'table compact' }, h('caption', { class: 'small' }, t('heatmap.places')),
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('heatmap.place')), h('th', { scope: 'col', class: 'number' }, t('heatmap.mean')))),
    h('tbody', null, places.map(({ row, column, mean }) => h('tr', null,
      h('th', { scope: 'row' }, t(`heatmap.region.${row}.${column}`)), h('td', { class: 'number' }, decimal(mean))))));
}

/**
 * Means over thirds of the picture, most disagreement first.
 * @param {number} columns
 * @param {number} rows
 * @param {number[]} values
 */
export function regions(columns, rows, values) {
  const cells = Array.from({ length: 9 }, (_, index) => ({ row: Math.floor(index / 3), column: index % 3, sum: 0, n: 0 }));
  for (const [index, value] of values.entries()) {
    const row = Math.min(2, Math.floor((Math.floor(index / columns) * 3) / rows));
    const column = Math.min(2, Math.floor(((index % columns) * 3) / columns));
    const cell = cells[row * 3 + column];
    cell.sum += value;
    cell.n += 1;
  }
  return cells.map(({ row, column, sum, n }) => ({ row, column, mean: n > 0 ? sum / n : 0 }))
    .filter(({ mean }) => mean > 0).sort((a, b) => b.mean - a.mean);
}
