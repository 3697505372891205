/** How far each two people agree on this image, and what each handed in. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { count, dateTime, decimal, duration, percent } from '../../ui/format.js';

/** @param {{pairs: any[], layers: any[]}} options */
export function pairsPanel({ pairs, layers }) {
  const letters = new Map(layers.map((layer) => [layer.annotator.id, layer.annotator.letter]));
  const letter = (/** @type {string} */ id) => letters.get(id) ?? '?';
  if (pairs.length === 0) return null;
  return h('section', { class: 'review-section', 'aria-labelledby': 'pairs-title' },
    h('h2', { id: 'pairs-title' }, t('review.pairs')),
    table(t('review.pairs'), ['pair', 'agreement', 'iou', 'matched', 'only'], pairs.map((pair) => [`${letter(pair.a)} – ${letter(pair.b)}`,
      percent(pair.agreement), decimal(pair.meanIou), count(pair.matched), `${count(pair.onlyA)} / ${count(pair.onlyB)}`])),
    h('p', { class: 'small muted' }, t('review.pairsNote')));
}

/** @param {{layers: any[]}} options */
export function peoplePanel({ layers }) {
  const handed = layers.filter((layer) => layer.kind === 'submission');
  if (handed.length === 0) return null;
  return h('section', { class: 'review-section', 'aria-labelledby': 'handed-title' },
    h('h2', { id: 'handed-title' }, t('review.handedIn')),
    table(t('review.handedIn'), ['person', 'shapes', 'time', 'when'], handed.map((layer) => [`${layer.annotator.letter} ${layer.annotator.name}`,
      count(layer.annotations.length), duration(layer.activeMilliseconds), dateTime(layer.submittedAt)])));
}

/** @param {string} caption @param {string[]} columns @param {string[][]} rows */
function table(caption, columns, rows) {
  return h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('app.table', { name: caption }) }, h('table', { class: 'table compact' },
    h('thead', null, h('tr', null, columns.map((key, index) => h('th', { scope: 'col', class: index > 0 ? 'number' : null }, t(`review.column.${key}`))))),
    h('tbody', null, rows.map(([name, ...cells]) => h('tr', null, h('th', { scope: 'row' }, name), cells.map((text) => h('td', { class: 'number' }, text)))))));
}
