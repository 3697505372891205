/** What is spent and committed, beside the budget. */
import { t } from '../../i18n/index.js';
import { bar } from '../../ui/bar.js';
import { h } from '../../ui/dom.js';
import { money } from '../../ui/money.js';

/** @param {import('../../api/pay.js').Summary} pay */
export function budgetCard(pay) {
  const { terms } = pay;
  if (!terms) return h('section', { class: 'card stack' }, h('h2', null, t('pay.budget.title')), h('p', { class: 'muted' }, t('pay.budget.none')));
  const show = (/** @type {number} */ amount) => money(amount, terms.currency);
  const budget = terms.budget ?? null;
  const whole = Math.max(1, budget ?? pay.total);
  const text = budget === null
    ? t('pay.budget.open', { spent: show(pay.spent.total), committed: show(pay.committed.total) })
    : t('pay.budget.of', { spent: show(pay.spent.total), committed: show(pay.committed.total), budget: show(budget), left: show(Math.max(0, budget - pay.total)) });
  return h('section', { class: 'card stack', 'aria-labelledby': 'budget-title', 'data-testid': 'budget' }, h('h2', { id: 'budget-title' }, t('pay.budget.title')),
    pay.budgetSpent && h('p', { class: 'notice bad', role: 'status' }, t('pay.budget.spent')),
    bar([{ share: pay.spent.total / whole, kind: pay.budgetSpent ? 'bad' : 'done' }, { share: pay.committed.total / whole, kind: 'open' }], text),
    h('p', null, text),
    h('p', { class: 'small muted' }, t('pay.budget.fees', { pay: show(pay.spent.amount), fees: show(pay.spent.fees) })));
}
