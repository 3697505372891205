/** Modal questions on the native `<dialog>`. */
import { h } from './dom.js';
import { t } from '../i18n/index.js';
import { hasBearer } from '../state/bearer.js';
import { ApiError } from '../api/client.js';
import { currentAccount, signIn } from '../api/session.js';
import { messageFor } from './problems.js';

let serial = 0;

/**
 * Opens a dialog and resolves with its return value once it is closed.
 *
 * @param {{title: string, body: any[], actions: any[], onCancel?: (event: Event) => void, role?: string}} parts
 * @returns {{dialog: HTMLDialogElement, closed: Promise<string>}}
 */
export function openDialog({ title, body, actions, onCancel, role }) {
  const id = `dialog-title-${++serial}`;
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const dialog = h('dialog', { class: 'dialog', role, 'aria-labelledby': id, on: { cancel: onCancel } },
    h('h2', { id, class: 'dialog-title' }, title), body, h('div', { class: 'dialog-actions' }, actions));
  document.body.append(dialog);
  dialog.showModal();
  const closed = new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(dialog.returnValue);
    }, { once: true });
  });
  return { dialog, closed };
}

/**
 * Asks a yes-or-no question.
 *
 * @param {{title: string, text?: string, confirm?: string, cancel?: string, danger?: boolean}} question
 * @returns {Promise<boolean>} true when confirmed; Escape means no
 */
export async function confirmDialog({ title, text, confirm, cancel, danger = false }) {
  const { closed } = openDialog({
    title,
    role: 'alertdialog',
    body: text ? [h('p', null, text)] : [],
    actions: [
      h('button', { type: 'button', class: 'button', on: { click: (/** @type {Event} */ e) => closeWith(e, 'no') } },
        cancel ?? t('common.cancel')),
      h('button', { type: 'button', class: danger ? 'button danger' : 'button primary',
        on: { click: (/** @type {Event} */ e) => closeWith(e, 'yes') } }, confirm ?? t('common.ok')),
    ],
  });
  return (await closed) === 'yes';
}

/** @param {Event} event @param {string} value */
function closeWith(event, value) {
  /** @type {any} */ (event.currentTarget).closest('dialog').close(value);
}

/** @type {Promise<void> | null} */
let waiting = null;
/** @type {(() => void) | null} */
let reopen = null;

/**
 * Asks for the password again without leaving the page.
 *
 * Calls made while one is waiting share its promise and bring the dialog back when it was put aside. A
 * different person signing in reloads the page, for what is on it belongs to somebody else.
 *
 * @param {{required?: boolean}} [options] `required`: offer no way to put it aside
 * @returns {Promise<void>} resolves once signed in; stays pending while put aside
 */
export function signInDialog(options = {}) {
  if (hasBearer()) return sessionOver();
  const required = options.required ?? false;
  if (waiting) {
    reopen?.();
    return waiting;
  }
  waiting = new Promise((resolve) => {
    const show = () => {
      reopen = null;
      showSignIn(required).then((done) => {
        if (!done) {
          reopen = show;
          return;
        }
        waiting = null;
        resolve();
      });
    };
    show();
  });
  return waiting;
}

/** Who came in without a password has nothing to sign in with; what they drew is kept in their browser. @returns {Promise<void>} never */
function sessionOver() {
  waiting ??= new Promise(() => openDialog({ title: t('outside.sessionOver'), role: 'alertdialog', body: [h('p', null, t('outside.sessionOverText'))],
    actions: [h('button', { type: 'button', class: 'button primary', on: { click: () => location.reload() } }, t('outside.goOn'))] }));
  return waiting;
}

/** @param {boolean} required @returns {Promise<boolean>} */
async function showSignIn(required) {
  const known = currentAccount();
  const alert = h('p', { class: 'form-error', role: 'alert' });
  const email = h('input', { class: 'field-input', id: 'again-email', type: 'email', name: 'email',
    autocomplete: 'username', required: true, value: known?.email ?? '' });
  const password = h('input', { class: 'field-input', id: 'again-password', type: 'password', name: 'password',
    autocomplete: 'current-password', required: true });
  const form = h('form', { id: 'again-form', class: 'stack', on: { submit } },
    h('p', null, t('signIn.again')),
    h('div', { class: 'field' }, h('label', { for: 'again-email' }, t('signIn.email')), email),
    h('div', { class: 'field' }, h('label', { for: 'again-password' }, t('signIn.password')), password),
    alert);
  const { dialog, closed } = openDialog({
    title: t('signIn.expired'),
    body: [form],
    onCancel: (event) => { if (required) event.preventDefault(); },
    actions: [
      required
        ? h('a', { class: 'button quiet', href: '#/sign-in', on: { click: () => location.reload() } }, t('signIn.leave'))
        : h('button', { type: 'button', class: 'button quiet', on: { click: () => dialog.close('later') } },
          t('signIn.later')),
      h('button', { type: 'submit', class: 'button primary', form: 'again-form' }, t('signIn.submit')),
    ],
  });
  (known ? password : email).focus();

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    alert.textContent = '';
    try {
      const account = await signIn(email.value.trim(), password.value);
      dialog.close('done');
      if (known && known.id !== account.id) location.reload();
    } catch (error) {
      alert.textContent = error instanceof ApiError && error.status === 401 ? t('signIn.wrong') : messageFor(error);
      password.select();
    }
  }

  return (await closed) === 'done';
}
