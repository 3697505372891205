/** A dialog of the workspace: title, content, a button to close it. */
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { icon } from './icons.js';

/**
 * @param {object} parts
 * @param {string} parts.title
 * @param {string} [parts.className]
 * @param {any[]} parts.body
 * @param {any[]} [parts.actions]
 * @returns {{dialog: HTMLDialogElement, closed: Promise<string>}} `closed` gives the dialog's return value
 */
export function openModal({ title, className = '', body, actions = [] }) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const dialog = /** @type {HTMLDialogElement} */ (h('dialog', { class: `dialog ${className}`, 'aria-label': title },
    h('div', { class: 'modal-head' }, h('h2', null, title),
      h('button', { type: 'button', class: 'button icon quiet', 'aria-label': t('annotate.close'),
        on: { click: () => dialog.close() } }, icon('close'))),
    h('div', { class: 'modal-body', tabindex: '0' }, body),
    actions.length ? h('div', { class: 'dialog-actions' }, actions) : null));
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
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
