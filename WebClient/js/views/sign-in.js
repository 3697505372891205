/** The sign-in page. */
import { ApiError } from '../api/client.js';
import { signIn } from '../api/session.js';
import { t } from '../i18n/index.js';
import { safeNext } from '../router.js';
import { fill, h } from '../ui/dom.js';
import { formError, showError, submitForm, textField } from '../ui/form.js';
import { entrance } from '../ui/entrance.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function signInView(container, context) {
  context.setTitle(t('signIn.title'));
  const form = h('form', { class: 'stack', on: { submit } },
    formError(),
    textField({ label: t('signIn.email'), name: 'email', type: 'email', autocomplete: 'username', 'data-testid': 'sign-in-email' }),
    textField({ label: t('signIn.password'), name: 'password', type: 'password', autocomplete: 'current-password',
      'data-testid': 'sign-in-password' }),
    h('button', { type: 'submit', class: 'button primary large', 'data-testid': 'sign-in-submit' }, t('signIn.submit')));
  fill(container, entrance(t('signIn.title'), form, h('p', { class: 'muted small' }, t('signIn.help'))));
  form.elements.email.focus();

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    return submitForm(form, async () => {
      try {
        await signIn(form.elements.email.value.trim(), form.elements.password.value);
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 401)) throw error;
        showError(form, null, t('signIn.wrong'));
        form.elements.password.select();
        return;
      }
      context.navigate(safeNext(context.query.next));
    });
  }
}
