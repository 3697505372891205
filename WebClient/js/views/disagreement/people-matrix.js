/** Between which people disagreement lives. */
import { t } from '../../i18n/index.js';
import { csvButton } from '../../ui/csv-link.js';
import { h } from '../../ui/dom.js';
import { count, decimal } from '../../ui/format.js';
import { cellButton } from './cell-button.js';

/**
 * @param {object} options
 * @param {import('../../api/disagreement.js').Disagreement} options.disagreement
 * @param {(part: import('../../api/disagreement.js').Part) => void} options.onPart
 */
export function peopleMatrix({ disagreement, onPart }) {
  const { people, pairs, legend } = disagreement;
  if (pairs.length === 0) return null;
  const both = new Map(pairs.flatMap((pair) => [[`${pair.a} ${pair.b}`, pair], [`${pair.b} ${pair.a}`, pair]]));
  const name = (/** @type {string} */ id) => people.find((one) => one.id === id)?.name ?? id;
  return h('section', { class: 'card stack', 'aria-labelledby': 'people-title' }, h('h2', { id: 'people-title' }, t('disagreement.people')),
    h('p', { class: 'small muted' }, t('disagreement.peopleText')),
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('app.table', { name: t('disagreement.people') }) }, h('table', { class: 'table compact heat-table' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('disagreement.person')), people.map((one) => h('th', { scope: 'col', class: 'number' }, one.name)))),
      h('tbody', null, people.map((a) => h('tr', null, h('th', { scope: 'row' }, a.name), people.map((b) => h('td', null, cell(a, b)))))))),
    h('div', null, csvButton('disagreement-people', () => [['person', 'and', 'images', 'disagreement', 'both_drew', 'only_one_drew', 'other_class'],
      ...pairs.map((pair) => [name(pair.a), name(pair.b), pair.images, pair.disagreement, pair.matched, pair.alone, pair.renamed])])));

  /** @param {{id: string, name: string}} a @param {{id: string, name: string}} b */
  function cell(a, b) {
    const pair = both.get(`${a.id} ${b.id}`);
    if (!pair) return h('span', { class: 'muted' }, t('common.none'));
    const value = decimal(pair.disagreement);
    return cellButton({ text: value, note: t('disagreement.imagesShort', { count: pair.images }), share: pair.disagreement, stops: legend.stops, testid: 'people-cell',
      label: t('disagreement.peopleCell', { first: a.name, second: b.name, value, count: count(pair.images) }),
      onOpen: pair.disagreement > 0 ? () => onPart({ people: `${pair.a},${pair.b}` }) : null });
  }
}
