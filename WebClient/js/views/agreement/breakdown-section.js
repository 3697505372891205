/** Krippendorff's alpha for class and for place, of all objects, by class and by size. */
import { imageChips } from '../../charts/figure.js';
import { getBreakdown } from '../../api/figures.js';
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { csvButton } from '../../ui/csv-link.js';
import { h } from '../../ui/dom.js';
import { count } from '../../ui/format.js';
import { loadInto } from '../../ui/states.js';
import { estimateCell } from './estimate-cell.js';

/** @typedef {{name: string, color?: string, href?: string, figures: import('../../api/figures.js').AlphaRow}} Row */
/** The first images that are told of each row. */
const SHOWN = 5;

/** @param {string} projectId */
export function breakdownSection(projectId) {
  const place = h('div', { class: 'stack' });
  loadInto(place, () => getBreakdown(projectId), (found) => draw(projectId, found), { quiet: true });
  return h('section', { class: 'card stack', 'aria-labelledby': 'breakdown-title', 'data-testid': 'breakdown' },
    h('h2', { id: 'breakdown-title' }, t('figures.alpha')), h('p', { class: 'small muted' }, t('figures.alphaText')), place);
}

/** @param {string} projectId @param {import('../../api/figures.js').Breakdown} found */
function draw(projectId, found) {
  /** @type {Row[]} */
  const rows = [{ name: t('figures.all'), figures: found.all },
    ...found.labels.map(({ labelId, label, color, figures }) => ({ name: label, color, figures, href: hrefTo(['projects', projectId], { label: labelId }) })),
    ...found.sizes.map(({ size, figures }) => ({ name: t(`figures.size.${size}`), figures }))];
  const columns = ['part', 'objects', 'images', 'classAlpha', 'placeAlpha', 'meanIou', 'worst'];
  return [
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-labelledby': 'breakdown-title' }, h('table', { class: 'table compact' },
      h('thead', null, h('tr', null, columns.map((column) => h('th', { scope: 'col', class: column === 'part' || column === 'worst' ? null : 'number' }, t(`figures.column.${column}`))))),
      h('tbody', null, rows.map((row) => line(projectId, row, found.few))))),
    h('p', { class: 'small muted' }, t('figures.fewText', { few: found.few })),
    h('div', null, csvButton('alpha', () => file(rows)))];
}

/** @param {string} projectId @param {Row} row @param {number} few */
function line(projectId, { name, color, href, figures }, few) {
  return h('tr', { 'data-testid': 'alpha-row' },
    h('th', { scope: 'row' }, color && h('span', { class: 'dot', style: { background: color } }), name),
    h('td', { class: 'number' }, count(figures.objects)),
    h('td', { class: 'number' }, href && figures.images > 0 ? h('a', { href }, count(figures.images)) : count(figures.images)),
    estimateCell(figures.classAlpha, { few }), estimateCell(figures.placeAlpha, { few }), estimateCell(figures.meanIou, { few }),
    h('td', null, imageChips(figures.examples.slice(0, SHOWN).map((id) => ({ href: `#/projects/${projectId}/images/${id}` })))));
}

/** @param {Row[]} rows */
function file(rows) {
  const keys = /** @type {const} */ (['classAlpha', 'placeAlpha', 'meanIou']);
  return [['part', 'objects', 'images', ...['class_alpha', 'place_alpha', 'mean_iou'].flatMap((key) => [key, `${key}_low`, `${key}_high`, `${key}_n`])],
    ...rows.map(({ name, figures }) => [name, figures.objects, figures.images,
      ...keys.flatMap((key) => [figures[key].value, figures[key].low, figures[key].high, figures[key].n])])];
}
