/** The terms of an object's log odds: people and what else speaks for it or against it, each with a bar, and their sum. */
import { t } from '../../i18n/index.js';
import { divergingBar } from '../../ui/bar.js';
import { h } from '../../ui/dom.js';
import { decimal, percent, signed } from '../../ui/format.js';
import { boundOf, logitOf, oddsFactor, otherTerms, personRows, probabilityOf } from './evidence.js';
import { sureness } from './verdict-text.js';

/**
 * @param {any} object
 * @param {any[]} layers
 * @param {(labelId: string) => {name: string}} labelOf
 */
export function whyEvidence(object, layers, labelOf) {
  const { evidence } = object;
  const rows = personRows(object, layers);
  const several = differ(object.votes);
  if (!evidence) {
    return h('div', { class: 'stack-tight' }, h('h3', null, t('why.people')),
      h('ul', { class: 'why-list' }, rows.map((row) => line({ name: nameOf(row), text: partText(row, several, labelOf), value: null, bound: 1 }))));
  }
  const bound = boundOf(evidence);
  const logit = logitOf(evidence);
  return h('div', { class: 'stack-tight' }, h('h3', null, t('why.evidence')),
    h('ul', { class: 'why-list' },
      line({ name: t('why.term.prior'), text: t('why.term.prior.text', { share: percent(probabilityOf(evidence.prior)) }), value: evidence.prior, bound }),
      rows.map((row) => line({ name: nameOf(row), text: partText(row, several, labelOf), value: row.logOdds, bound })),
      otherTerms(evidence).map(({ id, value }) => line({ name: t(`why.term.${id}`), value, bound,
        text: id === 'limit' || id === 'recalibration' ? t(`why.term.${id}.text`) : t(`why.term.${id}.${value < 0 ? 'against' : 'for'}`) })),
      h('li', { class: 'why-sum', 'data-testid': 'why-sum' }, h('b', { class: 'why-name' }, t('why.sum')),
        h('b', { class: 'number' }, t('why.sumIs', { share: sureness(probabilityOf(logit)) })), h('b', { class: 'why-value number' }, signed(logit)))),
    h('p', { class: 'small muted' }, t('why.note'), several && [' ', t('why.noteClass')]));
}

/** @param {{name: any, text: any, value: number | null, bound: number}} parts */
function line({ name, text, value, bound }) {
  return h('li', { class: value === null ? 'why-bare' : null }, h('span', { class: 'why-name' }, name),
    value !== null && divergingBar(value, bound), value !== null && h('span', { class: 'why-value number' }, signed(value)),
    h('span', { class: 'why-text small muted' }, text));
}

/** @param {import('./evidence.js').PersonRow} row */
function nameOf({ letter, name }) {
  return [h('b', null, `${letter} `), name ?? t('why.somebody')];
}

/**
 * What a person did and how much it counts.
 * @param {import('./evidence.js').PersonRow} row
 * @param {boolean} several whether the votes name more than one class
 * @param {(labelId: string) => {name: string}} labelOf
 */
function partText({ part, logOdds, vote }, several, labelOf) {
  const drew = part === 'drew' && several && vote ? t('why.part.drewAs', { label: labelOf(vote.labelId).name }) : t(`why.part.${part}`);
  const odds = logOdds === null || part === 'neutral' ? null : oddsFactor(logOdds);
  return [drew, odds && t(`why.odds.${odds.speaks}`, { factor: odds.factor ?? t('why.many') }),
    typeof vote?.weight === 'number' && logOdds !== null && t('why.part.place', { share: percent(vote.weight) }),
    several && typeof vote?.classWeight === 'number' && logOdds !== null && t('why.part.class', { share: percent(vote.classWeight) }),
    typeof vote?.iou === 'number' && t('why.part.iou', { value: decimal(vote.iou) })].filter(Boolean).join(' · ');
}

/** @param {any[] | undefined} votes */
function differ(votes) {
  return new Set((votes ?? []).map(({ labelId }) => labelId)).size > 1;
}
