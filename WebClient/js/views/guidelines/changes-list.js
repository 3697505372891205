/** What became of the guidelines: notes, lines and examples. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { exampleCards } from './example-card.js';

/** Unchanged lines kept around a change. */
const NEAR = 1;
const MARKS = { same: ' ', added: '+', removed: '−' };

/**
 * @param {import('../../api/guidelines.js').Changes} changes
 * @param {{id: string, name: string, color: string}[]} labels
 */
export function changesList({ lines, added, removed, notes, requiresQualification }, labels) {
  const kept = nearChanges(lines, NEAR);
  return h('div', { class: 'stack changes' },
    requiresQualification && h('p', { class: 'notice warn' }, t('guidelines.qualifyAgain')),
    notes.map((note) => h('p', { class: 'changes-note' }, note)),
    kept.length > 0 && h('div', { class: 'changes-lines', role: 'list', 'aria-label': t('guidelines.lines'), tabindex: '0' },
      kept.map((line) => (line === null ? h('p', { class: 'changes-gap', role: 'listitem' }, '…')
        : h('p', { class: `change-${line.change}`, role: 'listitem' }, h('span', { 'aria-hidden': 'true', class: 'change-mark' }, MARKS[line.change]),
          line.change !== 'same' && h('span', { class: 'visually-hidden' }, `${t(`guidelines.${line.change}`)}: `), line.text || ' ')))),
    added.length > 0 && [h('h3', null, t('guidelines.newExamples')), exampleCards(added, labels)],
    removed.length > 0 && [h('h3', null, t('guidelines.oldExamples')), exampleCards(removed, labels)],
    kept.length === 0 && added.length === 0 && removed.length === 0 && notes.length === 0 && h('p', { class: 'muted' }, t('guidelines.nothingNew')));
}

/**
 * The changed lines with those next to them; null where lines were left out. The empty line after the last does not count. Pure.
 *
 * @template {{change: string, text?: string}} L
 * @param {L[]} all
 * @param {number} near
 * @returns {(L | null)[]}
 */
export function nearChanges(all, near) {
  const lines = all.at(-1)?.change === 'same' && all.at(-1)?.text === '' ? all.slice(0, -1) : all;
  const wanted = new Set();
  lines.forEach(({ change }, index) => {
    if (change === 'same') return;
    for (let at = Math.max(0, index - near); at <= Math.min(lines.length - 1, index + near); at++) wanted.add(at);
  });
  /** @type {(L | null)[]} */
  const result = [];
  let last = -1;
  for (const at of [...wanted].sort((a, b) => a - b)) {
    if (at > last + 1) result.push(null);
    result.push(lines[at]);
    last = at;
  }
  if (wanted.size > 0 && last < lines.length - 1) result.push(null);
  return result;
}
