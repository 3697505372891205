/** What one may do about a result: object to it, see what became of that, or, as the requester, decide. */
import { disputeResult, ruleDispute } from '../../api/gold.js';
import { t } from '../../i18n/index.js';
import { newId } from '../../outbox/new-id.js';
import { announce } from '../../ui/announce.js';
import { h } from '../../ui/dom.js';
import { field, formError, selectField, showError, submitForm, textField } from '../../ui/form.js';
import { dateTime } from '../../ui/format.js';
import { signedIn } from '../../ui/states.js';
import { mended } from './mend.js';

/**
 * @param {{projectId: string, result: import('../../api/gold.js').Result, rows: import('./explain.js').Row[], isMine: boolean, onChanged: () => void}} options
 */
export function disputePanel({ projectId, result, rows, isMine, onChanged }) {
  const { dispute } = result;
  if (!dispute) return isMine ? objection(result, onChanged) : null;
  return h('section', { class: 'card stack', 'aria-labelledby': 'dispute-title', 'data-testid': 'dispute' }, h('h2', { id: 'dispute-title' }, t('dispute.title')),
    h('p', null, dispute.reason), h('p', { class: 'small muted' }, dateTime(dispute.createdAt)),
    dispute.ruling ? h('div', { class: 'notice', 'data-testid': 'ruling' }, h('p', null, h('strong', null, t(`gold.ruling.${dispute.ruling}`))), dispute.reply && h('p', null, dispute.reply))
      : result.decidable ? decision({ projectId, result, rows, onChanged }) : h('p', { class: 'notice warn' }, t('dispute.waits')));
}

/** @param {import('../../api/gold.js').Result} result @param {() => void} onChanged */
function objection({ turn }, onChanged) {
  // The same identifier for every try: what was sent twice counts once.
  const id = newId();
  const form = h('form', { class: 'stack', novalidate: true, on: { submit: (/** @type {Event} */ event) => {
    event.preventDefault();
    return submitForm(form, async () => {
      await signedIn(() => disputeResult(turn.assignmentId, id, form.elements.namedItem('reason').value));
      announce(t('dispute.sent'));
      onChanged();
    });
  } } }, formError(), field({ label: t('dispute.reason'), help: t('dispute.reasonHelp'), name: 'reason',
    control: ({ id: control, describedBy }) => h('textarea', { id: control, name: 'reason', rows: 3, 'aria-describedby': describedBy }) }),
  h('div', null, h('button', { type: 'submit', class: 'button', 'data-testid': 'dispute-send' }, t('dispute.send'))));
  return h('details', { class: 'card fold' }, h('summary', { 'data-testid': 'dispute-open' }, t('dispute.open')), form);
}

/** @param {{projectId: string, result: import('../../api/gold.js').Result, rows: import('./explain.js').Row[], onChanged: () => void}} options */
function decision({ projectId, result, rows, onChanged }) {
  const wrong = rows.map((row, index) => ({ row, index })).filter(({ row }) => row.kind !== 'right');
  const choices = h('fieldset', { class: 'stack-tight' }, h('legend', null, t('dispute.fix')),
    wrong.map(({ row, index }) => h('label', { class: 'check' }, h('input', { type: 'checkbox', name: `row-${index}` }), ` ${index + 1}. `, t(`dispute.fix.${row.kind}`, { what: row.text }))),
    h('p', null, h('a', { class: 'button small', href: `#/projects/${projectId}/results/${result.turn.assignmentId}/draw`, 'data-testid': 'dispute-draw' }, t('dispute.draw'))));
  const form = h('form', { class: 'stack', novalidate: true, on: { submit } }, formError(),
    selectField({ label: t('dispute.ruling'), name: 'ruling', value: 'upheld', options: ['upheld', 'accepted', 'fixed', 'voided'].map((ruling) => [ruling, t(`dispute.ruling.${ruling}`)]),
      on: { change: offer } }),
    choices, textField({ label: t('dispute.reply'), name: 'reply', optional: true, value: '' }),
    h('div', null, h('button', { type: 'submit', class: 'button primary', 'data-testid': 'dispute-decide' }, t('dispute.decide'))));
  offer();

  function offer() {
    choices.hidden = form.elements.namedItem('ruling').value !== 'fixed';
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    return submitForm(form, async () => {
      const ruling = form.elements.namedItem('ruling').value;
      const chosen = new Set(wrong.filter(({ index }) => form.elements.namedItem(`row-${index}`).checked).map(({ index }) => index));
      if (ruling === 'fixed' && chosen.size === 0) return showError(form, null, t('dispute.fix.nothing'));
      const parts = ruling === 'fixed' ? mended(result, rows, chosen, newId) : undefined;
      await signedIn(() => ruleDispute(projectId, /** @type {any} */ (result.dispute).id, { ruling, reply: form.elements.namedItem('reply').value, parts }));
      announce(t('dispute.decided'));
      onChanged();
    });
  }

  return form;
}
