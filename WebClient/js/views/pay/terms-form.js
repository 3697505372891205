/** What is paid, with the bill before anybody begins. */
import { estimatePay } from '../../api/pay.js';
import { updateWorkPlan } from '../../api/work.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { fill, h } from '../../ui/dom.js';
import { formError, selectField, showError, submitForm, textField } from '../../ui/form.js';
import { count } from '../../ui/format.js';
import { digitsOf, minorUnits, money, plainAmount } from '../../ui/money.js';
import { signedIn } from '../../ui/states.js';

/**
 * @param {{project: import('../../api/projects.js').Project, plan: import('../../api/work.js').WorkPlan, onSaved: () => Promise<void>}} options
 */
export function termsForm({ project, plan, onSaved }) {
  const terms = plan.pay ?? { currency: 'EUR', price: 0, secondPassPrice: 0, feeBasisPoints: 0, budget: null, autoApproveHours: 72 };
  const said = h('span', { class: 'muted small', role: 'status' });
  const bill = h('div', { role: 'status' });
  const amount = (/** @type {string} */ name, /** @type {number | null | undefined} */ value, /** @type {boolean} */ optional = false) => textField({
    label: t(`pay.terms.${name}`), help: t(`pay.terms.${name}Help`), name: `pay.${name}`, inputmode: 'decimal', optional,
    value: value === null || value === undefined ? '' : plainAmount(value, terms.currency) });
  const form = h('form', { class: 'card stack', novalidate: true, on: { submit } }, h('h2', null, t('pay.terms.title')), formError(),
    selectField({ label: t('pay.terms.way'), name: 'way', value: plan.pay ? 'paid' : 'free', options: [['free', t('pay.terms.free')], ['paid', t('pay.terms.paid')]], on: { change: offer } }));
  const details = h('div', { class: 'stack' },
    textField({ label: t('pay.terms.currency'), help: t('pay.terms.currencyHelp'), name: 'pay.currency', value: terms.currency, maxlength: 3 }),
    amount('price', terms.price), amount('secondPassPrice', terms.secondPassPrice ?? 0),
    textField({ label: t('pay.terms.fees'), help: t('pay.terms.feesHelp'), name: 'pay.feeBasisPoints', type: 'number', min: 0, max: 1000, step: 'any', value: String((terms.feeBasisPoints ?? 0) / 100) }),
    amount('budget', terms.budget, true),
    textField({ label: t('pay.terms.autoApprove'), help: t('pay.terms.autoApproveHelp'), name: 'pay.autoApproveHours', type: 'number', min: 0, max: 8760, optional: true,
      value: terms.autoApproveHours === null || terms.autoApproveHours === undefined ? '' : String(terms.autoApproveHours) }),
    h('fieldset', { class: 'stack estimate-box' }, h('legend', null, t('pay.estimate.title')),
      textField({ label: t('pay.estimate.images'), name: 'images', type: 'number', min: 0, value: '', optional: true, help: t('pay.estimate.imagesHelp') }),
      textField({ label: t('pay.estimate.replication'), name: 'replication', type: 'number', min: 1, max: 100, value: '', optional: true, help: t('pay.estimate.replicationHelp') }),
      h('div', null, h('button', { type: 'button', class: 'button', 'data-testid': 'pay-estimate', on: { click: estimate } }, t('pay.estimate.run'))), bill));
  form.append(details, h('div', { class: 'button-row' }, h('button', { type: 'submit', class: 'button primary', 'data-testid': 'pay-save' }, t('work.plan.save')), said));
  offer();

  const value = (/** @type {string} */ name) => form.elements.namedItem(name).value.trim();

  function offer() {
    details.hidden = form.elements.namedItem('way').value !== 'paid';
  }

  /** @returns {import('../../api/pay.js').Terms | null} null where an amount cannot be read; then the form says so */
  function read() {
    const currency = value('pay.currency').toUpperCase();
    /** @type {Record<string, number | null>} */
    const amounts = {};
    for (const name of ['price', 'secondPassPrice', 'budget']) {
      const units = minorUnits(value(`pay.${name}`), currency);
      if (units === null && (name !== 'budget' || value('pay.budget') !== '')) {
        showError(form, `pay.${name}`, t('pay.terms.noAmount', { digits: digitsOf(currency) }));
        return null;
      }
      amounts[name] = units;
    }
    const hours = value('pay.autoApproveHours');
    return { currency, price: amounts.price ?? 0, secondPassPrice: amounts.secondPassPrice ?? 0, budget: amounts.budget,
      feeBasisPoints: Math.round(Number(value('pay.feeBasisPoints')) * 100), autoApproveHours: hours === '' ? null : Number(hours) };
  }

  function estimate() {
    return submitForm(form, async () => {
      const wanted = read();
      if (!wanted) return;
      const number = (/** @type {string} */ name) => (value(name) === '' ? undefined : Number(value(name)));
      fill(bill, billText(await signedIn(() => estimatePay(project.id, { pay: wanted, images: number('images'), replication: number('replication') })), wanted));
    });
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    said.textContent = '';
    return submitForm(form, async () => {
      const wanted = form.elements.namedItem('way').value === 'paid' ? read() : 'none';
      if (!wanted) return;
      Object.assign(plan, await signedIn(() => updateWorkPlan(project.id, plan.revision, { pay: wanted })));
      said.textContent = t('work.plan.saved');
      announce(t('work.plan.saved'));
      await onSaved();
    });
  }

  return form;
}

/** @param {{images: number, least: any, most: any, fitsBudget: boolean}} estimate @param {import('../../api/pay.js').Terms} terms */
function billText({ images, least, most, fitsBudget }, { currency }) {
  const line = (/** @type {string} */ name, /** @type {(bill: any) => number} */ of) => h('div', { class: 'bill-line' }, h('dt', null, t(`pay.estimate.${name}`)),
    h('dd', { class: 'number' }, of(least) === of(most) ? money(of(most), currency) : t('pay.estimate.range', { low: money(of(least), currency), high: money(of(most), currency) })));
  const answers = least.answers === most.answers ? t('pay.answers', { count: most.answers })
    : t('pay.answersRange', { answers: t('pay.estimate.range', { low: count(least.answers), high: count(most.answers) }) });
  return [h('p', { class: 'small' }, t('pay.estimate.for', { images: t('pay.images', { count: images }), answers })),
    h('dl', { class: 'bill', 'data-testid': 'bill' }, line('pay', (bill) => bill.pay), line('fees', (bill) => bill.fees), line('total', (bill) => bill.total)),
    !fitsBudget && h('p', { class: 'notice bad' }, t('pay.estimate.tooMuch'))];
}
