/** The screens without an image: loading, nothing left, trouble. */
import { clear, h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';

/** @param {HTMLElement} root @param {string} text */
export function showLoading(root, text) {
  clear(root).append(h('div', { class: 'annotate-message' }, h('p', { class: 'loading', role: 'status' }, text)));
}

/**
 * @param {HTMLElement} root
 * @param {{title: string, text: string, backTo: string, action?: {text: string, run: () => void}, testid?: string}} parts
 */
export function showMessage(root, { title, text, backTo, action, testid }) {
  const heading = h('h1', { tabindex: '-1' }, title);
  clear(root).append(h('div', { class: 'annotate-message', 'data-testid': testid ?? null }, heading,
    h('p', { class: 'muted' }, text),
    h('div', { class: 'button-row' },
      action ? h('button', { type: 'button', class: 'button primary', on: { click: action.run } }, action.text)
        : null,
      h('a', { class: action ? 'button' : 'button primary', href: backTo }, t('annotate.toProject')))));
  heading.focus();
}
