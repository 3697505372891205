/** Changing one's own password. */
import { ApiError } from '../api/client.js';
import { changePassword } from '../api/session.js';
import { t } from '../i18n/index.js';
import { fill, h } from '../ui/dom.js';
import { formError, showError, submitForm, textField } from '../ui/form.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function passwordView(container, context) {
  context.setTitle(t('password.title'));
  const done = h('p', { class: 'notice', role: 'status', hidden: true }, t('password.done'));
  const form = h('form', { class: 'stack card narrow', on: { submit } },
    formError(),
    h('input', { type: 'email', class: 'visually-hidden', autocomplete: 'username', value: context.account.email, tabindex: '-1',
      'aria-hidden': 'true', readonly: true }),
    textField({ label: t('password.current'), name: 'current', type: 'password', autocomplete: 'current-password' }),
    textField({ label: t('password.new'), help: t('link.passwordHelp'), name: 'new', type: 'password', autocomplete: 'new-password' }),
    h('div', null, h('button', { type: 'submit', class: 'button primary' }, t('password.save'))));
  fill(container, h('div', { class: 'stack' }, h('h1', null, t('password.title')), done, form));

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    done.hidden = true;
    const next = form.elements.new.value;
    return submitForm(form, async () => {
      if (next.length < 8 || next.length > 128) {
        showError(form, 'new', t('link.passwordLength'));
        return;
      }
      try {
        await changePassword(form.elements.current.value, next);
      } catch (error) {
        if (!(error instanceof ApiError && [401, 403].includes(error.status))) throw error;
        showError(form, 'current', t('password.wrong'));
        return;
      }
      form.reset();
      done.hidden = false;
    });
  }
}
