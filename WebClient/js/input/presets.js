/**
 * Key maps for people who come from other tools, and the person's own changes on top of one.
 *
 * @typedef {import('./keymap.js').Binding} Binding
 * @typedef {{preset: string, keys: Record<string, string[]>, singleKeys: boolean}} KeySettings
 *   `keys` the person's own, by command; `singleKeys` whether keys without Ctrl act (WCAG 2.1.4)
 */
import { KEYMAP } from './keymap.js';

/**
 * What differs from the default map, by command.
 * @type {Readonly<Record<string, Readonly<Record<string, string[]>>>>}
 */
export const PRESETS = Object.freeze({
  boxwood: {},
  // CVAT: N draws with the last tool and finishes, Ctrl and a digit choose the label, F goes on to the next image.
  cvat: {
    'draw.again': ['n'], 'magnet': ['Shift+n'], 'flag.occluded': ['q', '/'], 'peek.hold': ['\\'], 'view.original': ['Shift+\\'], 'lock': ['l'], 'hide': ['h'],
    'label.palette': ['Mod+l'], 'draw.hole': ['Shift+h'], 'label.1': ['Mod+Digit1'], 'label.2': ['Mod+Digit2'],
    'label.3': ['Mod+Digit3'], 'label.4': ['Mod+Digit4'], 'label.5': ['Mod+Digit5'], 'label.6': ['Mod+Digit6'],
    'label.7': ['Mod+Digit7'], 'label.8': ['Mod+Digit8'], 'label.9': ['Mod+Digit9'], 'label.0': ['Mod+Digit0'],
    'submit': ['f', 'Mod+Enter'], 'zoom.fit': ['Shift+f'], 'zoom.image': ['Shift+Digit0'], 'delete': ['Delete', 'x', 'Backspace'],
    'help': ['F1', '?'],
  },
  // labelImg and labelme: W draws, D goes on to the next image, Ctrl and J edits, the space bar says that a shape is right.
  labelimg: {
    'tool.polygon': ['e', 'Mod+p'], 'tool.select': ['s', 'Mod+j'], 'submit': ['d', 'Mod+Enter'], 'accept': ['Space', 'v'],
    'pan.hold': ['b'], 'zoom.fit': ['f', 'Mod+f'], 'zoom.in': ['=', '+', 'Mod+='], 'zoom.out': ['-', 'Mod+-'],
    'label.palette': ['l', 'Mod+e'],
  },
});

/** @type {Readonly<KeySettings>} */
export const DEFAULT_KEYS = Object.freeze({ preset: 'boxwood', keys: {}, singleKeys: true });

/**
 * The key map that settings make. Commands they do not know are left out.
 * @param {KeySettings} settings
 * @returns {Binding[]}
 */
export function keymapOf({ preset, keys, singleKeys }) {
  const chosen = PRESETS[preset] ?? {};
  return KEYMAP.map((binding) => {
    const bound = keys[binding.command] ?? chosen[binding.command] ?? binding.keys;
    return { ...binding, keys: singleKeys ? bound : bound.filter(isChord) };
  });
}

/** Whether a key needs Ctrl, or is none that types: such keys stay when single keys are off. @param {string} key */
function isChord(key) {
  return key.startsWith('Mod+') || /^(?:Shift\+)?(?:Arrow|Escape|Enter|Tab|Delete|Backspace|F\d|Space)/.test(key);
}

/**
 * Who else has a key, were a command to get it.
 * @param {readonly Binding[]} keymap
 * @param {string} command
 * @param {string} key
 * @returns {string | null} the other command
 */
export function holderOf(keymap, command, key) {
  const scope = keymap.find((binding) => binding.command === command)?.scope;
  return keymap.find((other) => other.command !== command && other.scope === scope && other.keys.includes(key))?.command
    ?? null;
}

/**
 * Settings as they may be read from a store: whatever does not make sense is left out.
 * @param {any} raw
 * @returns {KeySettings}
 */
export function keySettingsFrom(raw) {
  const known = new Set(KEYMAP.map(({ command }) => command));
  const keys = Object.entries(raw?.keys ?? {}).filter(([command, list]) => known.has(command)
    && Array.isArray(list) && list.every((key) => typeof key === 'string'));
  return {
    preset: Object.hasOwn(PRESETS, raw?.preset ?? '') ? raw.preset : DEFAULT_KEYS.preset,
    keys: Object.fromEntries(keys), singleKeys: raw?.singleKeys !== false,
  };
}
