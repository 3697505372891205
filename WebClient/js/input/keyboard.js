/**
 * From a key press to a command.
 *
 * Digits go by the key's place (`code`), letters by what they type where that is a–z and by place otherwise
 * (Cyrillic, Greek, Hebrew), the rest by what they type.
 */
import { KEYMAP } from './keymap.js';

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
 * The commands bound to a press, those of the drawing scope first when a draft is under way.
 * @param {KeyPress} press
 * @param {{drawing: boolean, keymap?: readonly import('./keymap.js').Binding[]}} context
 * @returns {import('./keymap.js').Binding[]}
 */
export function bindingsFor(press, { drawing, keymap = KEYMAP }) {
  const names = keyNames(press);
  const matching = keymap.filter(({ keys, scope }) => (!scope || drawing) && keys.some((key) => names.includes(key)));
  return matching.sort((a, b) => Number(Boolean(b.scope)) - Number(Boolean(a.scope)));
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
