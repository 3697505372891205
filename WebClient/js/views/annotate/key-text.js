/** How keys are written for people. */
import { t } from '../../i18n/index.js';
import { keyOf } from '../../input/keys.js';
import { h } from '../../ui/dom.js';

const IS_MAC = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');

/** @type {Record<string, string>} */
const NAMES = {
  ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Backspace: '⌫',
};

/** @param {string} key as in the key map @returns {string[]} the keys to press together */
export function keyText(key) {
  const parts = key.endsWith('+') ? [...key.slice(0, -1).split('+').filter((part) => part !== ''), '+'] : key.split('+');
  return parts.map((part) => {
    if (part === 'Mod') return IS_MAC ? '⌘' : t('annotate.key.ctrl');
    if (part === 'Shift') return t('annotate.key.shift');
    if (part === 'Space') return t('annotate.key.space');
    if (part === 'Escape') return t('annotate.key.escape');
    if (part === 'Delete') return t('annotate.key.delete');
    if (part.startsWith('Digit')) return part.slice(5);
    return NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}

/** @param {string} key @returns {string} such as "Ctrl+Z" */
export function keyPhrase(key) {
  return keyText(key).join('+');
}

/**
 * The first key of a command as a cap beside its button; {@link renameKeyCaps} writes it anew when keys change.
 * @param {string} command
 */
export function keyCap(command) {
  const cap = h('kbd', { 'aria-hidden': 'true', dataset: { keyOf: command } });
  nameCap(cap);
  return cap;
}

/** @param {HTMLElement} root */
export function renameKeyCaps(root) {
  for (const cap of root.querySelectorAll('kbd[data-key-of]')) nameCap(/** @type {HTMLElement} */ (cap));
}

/** @param {HTMLElement} cap */
function nameCap(cap) {
  const key = keyOf(cap.dataset.keyOf ?? '');
  cap.textContent = key && keyPhrase(key).replace(`${t('annotate.key.shift')}+`, '⇧');
  cap.hidden = !key;
}
