/** What each person earned, with bonuses and payouts. */
import { giveBonus, paymentFile, payOut } from '../../api/pay.js';
import { t } from '../../i18n/index.js';
import { newId } from '../../outbox/new-id.js';
import { announce } from '../../ui/announce.js';
import { confirmDialog } from '../../ui/dialog.js';
import { fill, h } from '../../ui/dom.js';
import { formError, selectField, showError, submitForm, textField } from '../../ui/form.js';
import { minorUnits, money } from '../../ui/money.js';
import { messageFor } from '../../ui/problems.js';
import { signedIn } from '../../ui/states.js';

/** @param {{projectId: string, pay: import('../../api/pay.js').Summary, onChanged: () => Promise<void>}} options */
export function peopleTable({ projectId, pay, onChanged }) {
  const currency = pay.terms?.currency ?? 'EUR';
  if (pay.people.length === 0) return null;
  const said = h('p', { class: 'small', role: 'status' });
  const due = pay.people.reduce((sum, { approved }) => sum + approved.amount, 0);
  const columns = /** @type {const} */ (['pending', 'approved', 'rejected', 'paid', 'bonus']);

  async function sayPaid() {
    const isSure = await confirmDialog({ title: t('pay.payout.title'), text: t('pay.payout.text', { amount: money(due, currency) }), confirm: t('pay.payout.confirm'), cancel: t('common.cancel') });
    if (!isSure) return;
    try {
      const payout = await signedIn(() => payOut(projectId, newId()));
      await onChanged();
      announce(t('pay.payout.done', { amount: money(payout.total, currency) }));
    } catch (error) {
      fill(said, messageFor(error));
    }
  }

  return h('section', { class: 'card stack', 'aria-labelledby': 'earned-title' }, h('h2', { id: 'earned-title' }, t('pay.people.title')),
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('pay.people.title') }, h('table', { class: 'table' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('pay.column.person')), columns.map((key) => h('th', { scope: 'col', class: 'number' }, t(`pay.state.${key}`))))),
      h('tbody', null, pay.people.map((person) => h('tr', { 'data-testid': 'pay-person' }, h('th', { scope: 'row' }, person.name),
        columns.map((key) => h('td', { class: 'number' }, money(person[key].amount, currency), h('span', { class: 'small muted block' }, t('pay.pieces', { count: person[key].count }))))))))),
    h('div', { class: 'button-row' }, h('a', { class: 'button', href: paymentFile(projectId), download: 'pay.csv', 'data-testid': 'pay-csv' }, t('pay.payout.file')),
      h('button', { type: 'button', class: 'button', disabled: due === 0, 'data-testid': 'pay-out', on: { click: sayPaid } }, t('pay.payout.say'))),
    h('p', { class: 'small muted' }, t('pay.payout.help')), said,
    pay.terms && bonusForm({ projectId, currency, people: pay.people, onChanged }));
}

/** @param {{projectId: string, currency: string, people: import('../../api/pay.js').Person[], onChanged: () => Promise<void>}} options */
function bonusForm({ projectId, currency, people, onChanged }) {
  let id = newId();
  const form = h('form', { class: 'stack', novalidate: true, on: { submit } }, formError(),
    selectField({ label: t('pay.column.person'), name: 'accountId', options: people.map(({ accountId, name }) => [accountId, name]) }),
    textField({ label: t('pay.column.amount'), name: 'amount', inputmode: 'decimal', value: '' }),
    textField({ label: t('pay.bonus.reason'), name: 'reason', optional: true, maxlength: 2000, value: '' }),
    h('div', null, h('button', { type: 'submit', class: 'button', 'data-testid': 'pay-bonus' }, t('pay.bonus.give'))));

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    return submitForm(form, async () => {
      const value = (/** @type {string} */ name) => form.elements.namedItem(name).value;
      const amount = minorUnits(value('amount'), currency);
      if (amount === null) return showError(form, 'amount', t('pay.bonus.noAmount'));
      await signedIn(() => giveBonus(projectId, { id, accountId: value('accountId'), amount, reason: value('reason').trim() }));
      id = newId();
      announce(t('pay.bonus.done'));
      await onChanged();
    });
  }

  return h('details', { class: 'fold' }, h('summary', null, t('pay.bonus.title')), form);
}
