/** One's own record of work. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { count, dateTime, decimal } from '../../ui/format.js';

/** @param {{figures: import('../../api/behaviour.js').Figures, notes: {text: string, at: string}[]}} record @returns {any} null before the first answer */
export function ownRecord({ figures, notes }) {
  if (figures.answers === 0) return null;
  const entries = /** @type {const} */ (['secondsPerImage', 'operationsPerShape', 'focusChangesPerImage']).filter((key) => typeof figures[key].value === 'number');
  return h('section', { class: 'card stack-tight', 'aria-labelledby': 'record-title', 'data-testid': 'own-record' }, h('h2', { id: 'record-title' }, t('behaviour.own')),
    h('p', { class: 'small muted' }, t('behaviour.ownText')),
    h('dl', { class: 'record-list' }, h('div', null, h('dt', null, t('behaviour.column.answers')), h('dd', null, count(figures.answers))),
      entries.map((key) => h('div', null, h('dt', null, t(`behaviour.chart.${key}`)), h('dd', null, decimal(/** @type {number} */ (figures[key].value), 1),
        typeof figures[key].low === 'number' && h('span', { class: 'small muted' }, ` (${decimal(figures[key].low, 1)} – ${decimal(figures[key].high ?? 0, 1)}, n = ${count(figures[key].n)})`))))),
    notes.map((note) => h('p', { class: 'notice' }, h('span', { class: 'small muted block' }, dateTime(note.at)), note.text)));
}
