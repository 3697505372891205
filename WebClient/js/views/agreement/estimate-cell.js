/** A figure with its interval and n in a table, greyed where it stands on little. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { decimal, intervalLines } from '../../ui/format.js';

/**
 * @param {import('../../api/figures.js').Estimate | null | undefined} estimate
 * @param {{few: number, href?: string | null, digits?: number, unit?: import('../../ui/format.js').Unit, className?: string}} options `few`: below this n it is greyed
 */
export function estimateCell(estimate, { few, href, digits = 2, unit = 'plain', className }) {
  const isFaint = (estimate?.n ?? 0) < few;
  const known = typeof estimate?.value === 'number';
  const value = decimal(estimate?.value, digits);
  return h('td', { class: ['number', isFaint && 'faint', className], title: isFaint ? t('figures.few', { few }) : null },
    href && known ? h('a', { href }, value) : h('b', null, value),
    known ? intervalLines(estimate, unit).map((line) => h('span', { class: 'small muted block' }, line))
      : estimate?.reason && h('span', { class: 'small muted block reason' }, estimate.reason));
}
