/** How many errors the consensus of an image is expected to have, by kind. */
import { t } from '../../i18n/index.js';
import { bar } from '../../ui/bar.js';
import { h } from '../../ui/dom.js';
import { decimal, list } from '../../ui/format.js';

/** @typedef {{total: number, missed: number, spurious: number, misplaced: number, misclassed: number}} Risk */

const KINDS = /** @type {const} */ (['missed', 'spurious', 'misplaced', 'misclassed']);
/** So many digits of a fit's name are told. */
const NAME_SHOWN = 8;

/**
 * The kinds that are known, most expected errors first, equals in their order.
 * @param {Partial<Risk> | null | undefined} risk
 * @returns {{kind: typeof KINDS[number], value: number}[]}
 */
export function riskParts(risk) {
  return KINDS.flatMap((kind) => (typeof risk?.[kind] === 'number' ? [{ kind, value: /** @type {number} */ (risk[kind]) }] : []))
    .sort((a, b) => b.value - a.value);
}

/** All the kinds in one line of words. @param {Partial<Risk> | null | undefined} risk */
export function riskWords(risk) {
  return list(riskParts(risk).map(({ kind, value }) => t('risk.part', { value: decimal(value), kind: t(`risk.of.${kind}`) })));
}

/** @param {any} consensus @returns {any} null where the method does not estimate errors */
export function riskPanel(consensus) {
  const risk = consensus?.risk;
  const parts = riskParts(risk);
  if (typeof risk?.total !== 'number' || parts.length === 0) return null;
  const most = Math.max(...parts.map(({ value }) => value), Number.MIN_VALUE);
  return h('section', { class: 'review-section', 'aria-labelledby': 'risk-title', 'data-testid': 'risk' },
    h('h2', { id: 'risk-title' }, t('risk.name'), ' ', h('span', { class: 'number' }, decimal(risk.total))),
    h('p', { class: 'small muted' }, t('risk.lead'), ' ', provenance(consensus)),
    h('ul', { class: 'risk-list small' }, parts.map(({ kind, value }) => h('li', null, h('span', null, t(`risk.${kind}`)),
      bar([{ share: value / most, kind: 'bad' }], `${t(`risk.${kind}`)} ${decimal(value)}`), h('span', { class: 'why-value number' }, decimal(value))))),
    nextAnswer(consensus.next));
}

/**
 * Whether one more answer is worth it, and whose.
 * @param {{decision: string, people: {name: string, errors?: number | null}[]} | null | undefined} next
 */
export function nextAnswer(next) {
  if (!next || !['enough', 'nobody', 'ask'].includes(next.decision)) return null;
  return h('div', { class: 'stack-tight small', 'data-testid': 'next-answer' }, h('p', null, t(`risk.next.${next.decision}`)),
    next.people?.length > 0 && h('ol', null, next.people.map(({ name, errors }) =>
      h('li', null, name, ' ', h('span', { class: 'muted number' }, t('risk.next.worth', { errors: decimal(errors) }))))));
}

/** @param {any} consensus */
function provenance({ fit }) {
  return fit ? t('risk.method.bayes', { id: String(fit).slice(0, NAME_SHOWN) }) : t('risk.method.unfitted');
}
