/**
 * From a key press to a command.
 *
 * Digits go by the key's place (`code`), letters by what they type where that is a–z and by place otherwise
 * (Cyrillic, Greek, Hebrew), the rest by what they type and, failing that, by place.
 */
import { KEYMAP } from './keymap.js';

/** Where signs are on a keyboard from the United States, for layouts that have them nowhere or behind Shift. */
const SIGNS = /** @type {Record<string, string>} */ ({
  Minus: '-', Equal: '=', BracketLeft: '[', BracketRight: ']', Backslash: '\\', Semicolon: ';', Quote: "'", Comma: ',',
  Period: '.', Slash: '/', Backquote: '`',
});

/**
 * The part of a KeyboardEvent that matters.
 * @typedef {{key: string, code: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean,
 *   isComposing?: boolean, getModifierState?: (name: string) => boolean}} KeyPress
 */

/** The names a press may be bound under, the more exact first. @param {KeyPress} press @returns {string[]} */
export function keyNames(press) {
  if (press.isComposing || press.altKey || press.getModifierState?.('AltGraph')) return [];
  const base = baseName(press);
  const mod = press.ctrlKey || press.metaKey ? 'Mod+' : '';
  const shift = press.shiftKey ? 'Shift+' : '';
  const names = [`${mod}${shift}${base}`];
  if (shift && /^[^a-z0-9]$/.test(base)) names.push(`${mod}${base}`);
  const sign = SIGNS[press.code];
  if (sign && sign !== base && !/^[a-z]$/.test(base)) names.push(`${mod}${shift}${sign}`);
  return names;
}

/** @param {KeyPress} press */
function baseName({ key, code }) {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code);
  if (digit) return `Digit${digit[1]}`;
  if (code === 'NumpadAdd') return '+';
  if (code === 'NumpadSubtract') return '-';
  if (key === ' ') return 'Space';
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(code);
  if (place && key.length === 1 && key > '\u007f') return place[1].toLowerCase();
  return key;
}

/**
 * The commands bound to a press: those of the scopes that are on first, and those that match more exactly first.
 * @param {KeyPress} press
 * @param {{scopes: readonly string[], keymap?: readonly import('./keymap.js').Binding[]}} context
 * @returns {import('./keymap.js').Binding[]}
 */
export function bindingsFor(press, { scopes, keymap = KEYMAP }) {
  const names = keyNames(press);
  return names.flatMap((name) => keymap.filter(({ keys, scope }) => (!scope || scopes.includes(scope)) && keys.includes(name)))
    .sort((a, b) => Number(Boolean(b.scope)) - Number(Boolean(a.scope)));
}

/**
 * Whether typing there is text or a widget's own business.
 * @param {EventTarget | null} target
 * @param {KeyPress} press
 */
export function belongsToWidget(target, press) {
  const element = /** @type {any} */ (target);
  if (!element?.closest) return false;
  if (element.closest('dialog, [contenteditable="true"], select, textarea')) return true;
  const input = element.closest('input');
  if (input && !['checkbox', 'radio', 'button'].includes(input.type)) return true;
  const plain = !press.ctrlKey && !press.metaKey;
  if (plain && (press.key === 'Enter' || press.key === ' ')
    && element.closest('button, a, summary, input, [role="option"]')) return true;
  return plain && /^(Arrow|Home|End|Page)/.test(press.key) && element.closest('[role="listbox"], [role="radiogroup"], input') !== null;
}
