/** The keys in use: the person's own, kept on this computer. */
import { DEFAULT_KEYS, keymapOf, keySettingsFrom } from './presets.js';

const STORE = 'boxwood-keys';

/** @typedef {import('./presets.js').KeySettings} KeySettings */
/** @type {KeySettings} */
let settings = DEFAULT_KEYS;
let keymap = keymapOf(settings);
let owner = '';
/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {string} accountId whose keys are wanted */
export function loadKeys(accountId) {
  owner = accountId;
  try {
    settings = keySettingsFrom(JSON.parse(localStorage.getItem(`${STORE}-${owner}`) ?? 'null'));
  } catch {
    settings = DEFAULT_KEYS;
  }
  keymap = keymapOf(settings);
}

/** @param {KeySettings} next */
export function saveKeys(next) {
  settings = next;
  keymap = keymapOf(settings);
  try {
    localStorage.setItem(`${STORE}-${owner}`, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing still has them until the page is left.
  }
  for (const listener of listeners) listener();
}

export const keySettings = () => settings;
export const currentKeymap = () => keymap;

/** The first key of a command, or '' when it has none. @param {string} command */
export function keyOf(command) {
  return keymap.find((binding) => binding.command === command)?.keys[0] ?? '';
}

/** @param {() => void} listener told when keys change @returns {() => void} */
export function onKeysChanged(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
