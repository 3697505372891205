/** Where keys are changed: a preset to start from, and a key for every command. Two commands never get the same key. */
import { GROUPS, collisions } from '../../input/keymap.js';
import { keyNames } from '../../input/keyboard.js';
import { currentKeymap, keySettings, saveKeys } from '../../input/keys.js';
import { PRESETS, holderOf, keymapOf } from '../../input/presets.js';
import { clear, h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { keyPhrase } from './key-text.js';

/** Keys that browsers keep for themselves, or that a page needs. */
const REFUSED = new Set(['Mod+w', 'Mod+t', 'Mod+n', 'Mod+Tab', 'Mod+Shift+t', 'Mod+Shift+n', 'Mod+Shift+w', 'Mod+r', 'F5', 'F11', 'F12', 'Escape']);
const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock'];

/** @returns {HTMLElement} */
export function keyEditor() {
  const message = h('p', { class: 'key-message', role: 'status', 'data-testid': 'key-message' });
  const list = h('div', { class: 'help-columns' });
  const preset = h('select', { class: 'field-input', id: 'key-preset', 'data-testid': 'key-preset', on: { change: changePreset } },
    Object.keys(PRESETS).map((name) => h('option', { value: name }, t(`edit.keys.preset.${name}`))));
  const single = h('input', { type: 'checkbox', id: 'key-single', 'data-testid': 'key-single', on: { change: changeSingle } });

  function changePreset() {
    saveKeys({ ...keySettings(), preset: preset.value, keys: {} });
    message.textContent = t('edit.keys.presetChosen', { name: t(`edit.keys.preset.${preset.value}`) });
    paint();
  }

  function changeSingle() {
    saveKeys({ ...keySettings(), singleKeys: single.checked });
    paint();
  }

  /** @param {string} command @param {string[]} keys */
  function bind(command, keys) {
    const settings = keySettings();
    const next = { ...settings, keys: { ...settings.keys, [command]: keys } };
    if (collisions(keymapOf(next)).length > 0) return;
    saveKeys(next);
    paint(command);
  }

  function paint(focused = '') {
    const { preset: name, singleKeys } = keySettings();
    preset.value = name;
    single.checked = singleKeys;
    clear(list).append(...GROUPS.map((group) => h('section', null, h('h3', null, t(`annotate.help.${group}`)),
      h('ul', { class: 'key-list' }, currentKeymap().filter((binding) => binding.group === group).map(row)))));
    /** @type {HTMLElement | null} */ (focused ? list.querySelector(`[data-command="${focused}"] button`) : null)?.focus();
  }

  /** @param {import('../../input/keymap.js').Binding} binding */
  function row({ command, keys }) {
    const text = nameOf(command);
    return h('li', { dataset: { command } }, h('span', { class: 'key-what' }, text),
      h('span', { class: 'key-caps' },
        keys.map((key) => h('button', {
          type: 'button', class: 'key-cap', 'aria-label': t('edit.keys.remove', { key: keyPhrase(key), name: text }),
          title: t('edit.keys.remove', { key: keyPhrase(key), name: text }),
          on: { click: () => bind(command, keys.filter((other) => other !== key)) },
        }, keyPhrase(key), h('span', { 'aria-hidden': 'true' }, ' ×'))),
        h('button', { type: 'button', class: 'key-add', 'aria-label': t('edit.keys.add', { name: text }),
          on: { click: (/** @type {MouseEvent} */ event) => listen(/** @type {HTMLElement} */ (event.currentTarget), command, keys) } }, '+')));
  }

  /** The next key pressed becomes the command's. @param {HTMLElement} button @param {string} command @param {string[]} keys */
  function listen(button, command, keys) {
    const stop = new AbortController();
    button.textContent = '…';
    message.textContent = t('edit.keys.press', { name: nameOf(command) });
    button.addEventListener('blur', () => end(''), { signal: stop.signal });
    button.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
      if (MODIFIERS.includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape' || event.key === 'Tab') return end(t('edit.keys.left'));
      const [key] = keyNames(event);
      const holder = key && holderOf(currentKeymap(), command, key);
      if (!key || REFUSED.has(key)) end(t('edit.keys.refused', { key: key ? keyPhrase(key) : event.key }));
      else if (holder) end(t('edit.keys.taken', { key: keyPhrase(key), name: nameOf(holder) }));
      else {
        end(t('edit.keys.bound', { key: keyPhrase(key), name: nameOf(command) }));
        bind(command, [...keys.filter((other) => other !== key), key]);
      }
    }, { signal: stop.signal });

    /** @param {string} said */
    function end(said) {
      stop.abort();
      button.textContent = '+';
      if (said) message.textContent = said;
    }
  }

  paint();
  return h('div', { class: 'stack-tight key-editor' },
    h('div', { class: 'key-head' },
      h('div', null, h('label', { for: 'key-preset' }, t('edit.keys.preset')), preset),
      h('label', { class: 'key-single' }, single, h('span', null, t('edit.keys.single')))),
    message, list);
}

/** What a command is called; each of those that share a line in the help has its own name. @param {string} command */
function nameOf(command) {
  const label = /^label\.(\d)$/.exec(command);
  if (label) return t('edit.keys.label', { number: label[1] === '0' ? 10 : Number(label[1]) });
  return t(/^(?:arrow|edge)\./.test(command) ? `edit.name.${command}` : `annotate.command.${command}`);
}
