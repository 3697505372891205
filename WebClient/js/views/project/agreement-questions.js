/** The questions that agreement is measured by: found, named, placed, and the first and last in one. */
import { t } from '../../i18n/index.js';
import { estimateBar } from '../../ui/bar.js';
import { h } from '../../ui/dom.js';
import { decimal, interval, percent } from '../../ui/format.js';

/**
 * @typedef {import('../../ui/format.js').Estimate} Estimate
 * @typedef {{id: string, observed?: Estimate | null, expected?: number | null, coefficient?: Estimate | null, note?: string | null}} Question
 *   `observed` and `expected`: agreement 0…1 as it is and by chance; `coefficient`: corrected for chance, at most 1
 */

const ORDER = ['found', 'named', 'placed', 'overall'];
/** The ends of a coefficient's bar: 0 is chance, and less than this below it is all the same. */
export const COEFFICIENT_SCALE = { from: -0.2, to: 1 };

/** @param {Question[] | null | undefined} questions @returns {any} null when there is nothing to tell */
export function questionsFigure(questions) {
  const known = knownQuestions(questions);
  if (known.length === 0) return null;
  return h('div', { class: 'stack-tight', 'data-testid': 'agreement-questions' }, h('h3', null, t('questions.title')),
    h('p', { class: 'small muted' }, t('questions.lead'), ' ',
      t('questions.scale', { low: decimal(COEFFICIENT_SCALE.from, 1), high: COEFFICIENT_SCALE.to })),
    h('ul', { class: 'question-list' }, known.map((question) => h('li', { class: 'question', dataset: { question: question.id } }, one(question)))));
}

/**
 * Those that are known here and say something, in the order they are read in.
 * @param {Question[] | null | undefined} questions
 */
export function knownQuestions(questions) {
  const all = Array.isArray(questions) ? questions : [];
  return ORDER.flatMap((id) => all.filter((question) => question?.id === id).slice(0, 1))
    .filter(({ observed, coefficient, note }) => observed || coefficient || note);
}

/** @param {Question} question */
function one({ id, observed, expected, coefficient, note }) {
  const reason = why(coefficient) ?? (typeof observed?.value === 'number' ? null : why(observed));
  return [h('h4', null, t(`questions.${id}`)), h('p', { class: 'small' }, t(`questions.${id}.text`)),
    h('div', { class: 'question-figure' },
      h('p', { class: 'question-value number' }, h('span', { class: 'visually-hidden' }, `${t('questions.coefficient')} `), decimal(coefficient?.value)),
      h('div', null, estimateBar(coefficient, COEFFICIENT_SCALE), h('p', { class: 'small muted number' }, interval(coefficient, 'plain')))),
    h('dl', { class: 'question-parts small number' },
      h('div', null, h('dt', null, t('questions.observed')), h('dd', null, h('b', null, percent(observed?.value))),
        h('dd', { class: 'muted' }, interval(observed))),
      h('div', null, h('dt', null, t('questions.expected')), h('dd', null, h('b', null, percent(expected))))),
    reason && h('p', { class: 'small muted' }, reason),
    note && h('p', { class: 'small question-note' }, note)];
}

/** @param {Estimate | null | undefined} estimate */
function why(estimate) {
  return estimate?.reason || null;
}
