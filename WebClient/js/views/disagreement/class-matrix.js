/** Which classes people take for one another on the same object. */
import { t } from '../../i18n/index.js';
import { csvButton } from '../../ui/csv-link.js';
import { h } from '../../ui/dom.js';
import { count, percent } from '../../ui/format.js';
import { cellButton } from './cell-button.js';

/**
 * Pairs of votes by class, the same either way, and each as a share of its row.
 *
 * @param {{first: string, second: string, votes: number}[]} confusion @param {string[]} labels
 * @returns {{votes: number, share: number}[][]} a row and a column for each label
 */
export function confusionRows(confusion, labels) {
  const both = new Map(confusion.flatMap(({ first, second, votes }) => [[`${first} ${second}`, votes], [`${second} ${first}`, votes]]));
  return labels.map((a) => {
    const row = labels.map((b) => both.get(`${a} ${b}`) ?? 0);
    const sum = row.reduce((total, votes) => total + votes, 0);
    return row.map((votes) => ({ votes, share: sum > 0 ? votes / sum : 0 }));
  });
}

/**
 * @param {object} options
 * @param {import('../../api/disagreement.js').Disagreement} options.disagreement
 * @param {(part: import('../../api/disagreement.js').Part) => void} options.onPart
 */
export function classMatrix({ disagreement, onPart }) {
  const { labels, confusion, legend } = disagreement;
  const rows = confusionRows(confusion, labels.map(({ labelId }) => labelId));
  const used = labels.map((_, place) => place).filter((place) => rows[place].some(({ votes }) => votes > 0));
  if (used.length === 0) return null;
  return h('section', { class: 'card stack', 'aria-labelledby': 'confusion-title' }, h('h2', { id: 'confusion-title' }, t('disagreement.confusion')),
    h('p', { class: 'small muted' }, t('disagreement.confusionText')),
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('app.table', { name: t('disagreement.confusion') }) }, h('table', { class: 'table compact heat-table' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('balance.column.class')), used.map((b) => h('th', { scope: 'col', class: 'number' }, labels[b].label)))),
      h('tbody', null, used.map((a) => h('tr', null, h('th', { scope: 'row' }, h('span', { class: 'dot', style: { background: labels[a].color } }), labels[a].label),
        used.map((b) => h('td', null, cell(a, b)))))))),
    h('div', null, csvButton('disagreement-classes', () => [['class', ...used.map((b) => labels[b].label)],
      ...used.map((a) => [labels[a].label, ...used.map((b) => rows[a][b].votes)])])));

  /** @param {number} a @param {number} b */
  function cell(a, b) {
    const { votes, share } = rows[a][b];
    if (votes === 0) return h('span', { class: 'muted' }, t('common.none'));
    const [first, second] = [labels[a], labels[b]];
    return cellButton({ text: percent(share), note: count(votes), share, stops: legend.stops, testid: a === b ? 'agreed-cell' : 'confusion-cell',
      label: t('disagreement.confusionCell', { first: first.label, second: second.label, share: percent(share), count: count(votes) }),
      onOpen: () => onPart({ classes: [first.labelId, second.labelId].sort().join(',') }) });
  }
}
