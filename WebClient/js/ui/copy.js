/** Text to be copied: a read-only field and a button. */
import { t } from '../i18n/index.js';
import { announce } from './announce.js';
import { h } from './dom.js';

/** @param {{label: string, text: string, testid?: string}} parts */
export function copyField({ label, text, testid }) {
  const input = h('input', { class: 'field-input copy-text', readonly: true, value: text, 'aria-label': label,
    'data-testid': testid, on: { focus: () => input.select() } });
  const button = h('button', { type: 'button', class: 'button', on: { click: copy } }, t('common.copy'));

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      input.select();
      if (!document.execCommand('copy')) return;
    }
    button.textContent = t('common.copied');
    announce(t('common.copied'));
    window.setTimeout(() => { button.textContent = t('common.copy'); }, 2000);
  }

  return h('div', { class: 'copy-field' }, input, button);
}
