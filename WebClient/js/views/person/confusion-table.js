/** What a person calls the objects of each class. */
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { csvButton } from '../../ui/csv-link.js';
import { h } from '../../ui/dom.js';
import { count } from '../../ui/format.js';

/** Shades of a cell, by its share of the row. */
const LEVELS = 3;

/** @param {string} projectId @param {import('../../api/figures.js').SkillCard} card */
export function confusionTable(projectId, { id, labels, confusion }) {
  if (labels.length === 0) return null;
  const rows = [...labels.map((label) => ({ key: label.id, name: label.name })), { key: '', name: t('person.nothing') }];
  const columns = [...labels.map((label) => ({ key: label.id, name: label.name })), { key: '', name: t('person.missed') }];
  const counts = new Map(confusion.map((cell) => [`${cell.labelId ?? ''} ${cell.said ?? ''}`, cell.count]));
  const at = (/** @type {string} */ row, /** @type {string} */ column) => counts.get(`${row} ${column}`) ?? 0;
  return h('section', { class: 'card stack', 'aria-labelledby': 'person-confusion', 'data-testid': 'person-confusion' },
    h('h2', { id: 'person-confusion' }, t('person.confusion')), h('p', { class: 'small muted' }, t('person.confusionText')),
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-labelledby': 'person-confusion' }, h('table', { class: 'table compact together' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('person.consensusClass')), columns.map(({ name }) => h('th', { scope: 'col', class: 'number' }, name)))),
      h('tbody', null, rows.map((row) => {
        const total = columns.reduce((sum, column) => sum + at(row.key, column.key), 0);
        return h('tr', null, h('th', { scope: 'row' }, row.name), columns.map((column) => {
          const value = at(row.key, column.key);
          const level = value > 0 && total > 0 ? Math.ceil((value / total) * LEVELS) : null;
          return h('td', { class: ['number', row.key === column.key && row.key !== '' && 'itself'], dataset: { level } },
            row.key === '' && column.key === '' ? '' : value > 0 && column.key ? h('a', { href: hrefTo(['projects', projectId], { people: id, label: column.key }) }, count(value)) : count(value));
        }));
      })))),
    h('div', null, csvButton('confusion', () => [['consensus', ...columns.map(({ name }) => name)], ...rows.map((row) => [row.name, ...columns.map((column) => at(row.key, column.key))])])));
}
