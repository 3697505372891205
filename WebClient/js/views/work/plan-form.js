/** The form for how work is handed out. */
import { updateWorkPlan } from '../../api/work.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { h } from '../../ui/dom.js';
import { formError, selectField, submitForm, textField } from '../../ui/form.js';
import { signedIn } from '../../ui/states.js';

const SKIPS = ['others', 'reviewer', 'counted'];
const ORDERS = ['finish', 'spread', 'shuffled'];

/** @param {{projectId: string, plan: import('../../api/work.js').WorkPlan, mayEdit: boolean}} options */
export function planForm({ projectId, plan, mayEdit }) {
  const said = h('span', { class: 'muted small', role: 'status' });
  const number = (/** @type {string} */ name, /** @type {number} */ value, /** @type {number} */ min, /** @type {number} */ max) => textField({
    label: t(`work.plan.${name}`), help: t(`work.plan.${name}Help`), name, type: 'number', min, max, value: String(value), disabled: !mayEdit });
  const share = (/** @type {string} */ name, /** @type {number} */ value, /** @type {number} */ max) => textField({
    label: t(`work.plan.${name}`), help: t(`work.plan.${name}Help`), name, type: 'number', min: 0, max, step: 'any',
    value: String(Math.round(value * 1e4) / 100), disabled: !mayEdit });
  const form = h('form', { class: 'card stack', novalidate: true, on: { submit } }, h('h2', null, t('work.plan.title')), formError(),
    number('turnMinutes', plan.turnMinutes, 1, 10080), number('extensions', plan.extensions, 0, 100),
    selectField({ label: t('work.plan.skipPolicy'), name: 'skipPolicy', value: plan.skipPolicy, disabled: !mayEdit,
      options: SKIPS.map((key) => [key, t(`work.plan.skip.${key}`)]) }),
    number('imagesPerPerson', plan.imagesPerPerson, 0, 1000000),
    selectField({ label: t('work.plan.order'), help: t('work.plan.orderHelp'), name: 'order', value: plan.order, disabled: !mayEdit,
      options: ORDERS.map((key) => [key, t(`work.plan.order.${key}`)]) }),
    share('repeatRate', plan.repeatRate, 20), number('repeatAfterHours', plan.repeatAfterHours, 0, 8760), share('furtherShare', plan.furtherShare, 100),
    mayEdit && h('div', { class: 'button-row' }, h('button', { type: 'submit', class: 'button primary', 'data-testid': 'plan-save' }, t('work.plan.save')), said));

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    said.textContent = '';
    return submitForm(form, async () => {
      const value = (/** @type {string} */ name) => form.elements.namedItem(name).value;
      const changed = await signedIn(() => updateWorkPlan(projectId, plan.revision, {
        turnMinutes: Number(value('turnMinutes')), extensions: Number(value('extensions')), skipPolicy: value('skipPolicy'),
        imagesPerPerson: Number(value('imagesPerPerson')), order: value('order'),
        repeatRate: Number(value('repeatRate')) / 100, repeatAfterHours: Number(value('repeatAfterHours')), furtherShare: Number(value('furtherShare')) / 100,
      }));
      Object.assign(plan, changed);
      said.textContent = t('work.plan.saved');
      announce(t('work.plan.saved'));
    });
  }

  return form;
}
