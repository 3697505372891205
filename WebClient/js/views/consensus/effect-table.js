/** What a comparison shows by class: numbers, and a bar of what stays, changes, comes and goes. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { count } from '../../ui/format.js';

const KINDS = /** @type {const} */ (['added', 'removed', 'moved', 'relabelled', 'confidence']);

/** @param {import('../../api/consensus-runs.js').Comparison} comparison */
export function effectTable(comparison) {
  const longest = Math.max(1, ...comparison.labels.map(({ tally }) => lengthOf(tally)));
  const columns = ['before', 'after', ...KINDS];
  const row = (/** @type {any} */ name, /** @type {import('../../api/consensus-runs.js').Tally} */ tally, /** @type {boolean} */ all) => h('tr', all ? { class: 'effect-all' } : { 'data-testid': 'effect-row' },
    h('th', { scope: 'row' }, name), h('td', { class: 'effect-cell' }, !all && bar(tally, longest)),
    columns.map((column) => h('td', { class: 'number' }, count(/** @type {any} */ (tally)[column]))));
  return h('div', { class: 'stack-tight' },
    h('ul', { class: 'effect-legend small', 'aria-hidden': 'true' }, ['same', 'changed', 'removed', 'added'].map((part) => h('li', null,
      h('span', { class: `effect-part effect-${part}` }), t(`runs.part.${part}`)))),
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('runs.byClass') }, h('table', { class: 'table compact' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('runs.class')), h('th', { scope: 'col' }, t('runs.effect')),
        columns.map((column) => h('th', { scope: 'col', class: 'number' }, t(`runs.column.${column}`))))),
      h('tbody', null, comparison.labels.map(({ label, color, tally }) => row([h('span', { class: 'dot', style: { background: color } }), label], tally, false)),
        row(t('runs.allClasses'), comparison.total, true)))),
    h('p', { class: 'small muted' }, t('runs.effectNote')));
}

/**
 * The parts of a bar: what stays as it was, what stays changed in place or class, what goes, what comes. Pure.
 *
 * @param {import('../../api/consensus-runs.js').Tally} tally
 * @returns {{same: number, changed: number, removed: number, added: number}} objects
 */
export function partsOf(tally) {
  const stay = Math.max(0, tally.before - tally.removed);
  const changed = Math.min(stay, Math.max(tally.moved, tally.relabelled));
  return { same: stay - changed, changed, removed: tally.removed, added: tally.added };
}

/** @param {import('../../api/consensus-runs.js').Tally} tally */
function lengthOf(tally) {
  return Object.values(partsOf(tally)).reduce((sum, part) => sum + part, 0);
}

/** @param {import('../../api/consensus-runs.js').Tally} tally @param {number} longest */
function bar(tally, longest) {
  return h('div', { class: 'effect-bar', 'aria-hidden': 'true' }, Object.entries(partsOf(tally)).filter(([, part]) => part > 0).map(([name, part]) =>
    h('span', { class: `effect-part effect-${name}`, style: { 'inline-size': `${(100 * part) / longest}%` } })));
}
