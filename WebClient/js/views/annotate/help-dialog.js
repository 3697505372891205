/** All shortcuts, made from the key map in use; here they can be changed, too. */
import { GROUPS } from '../../input/keymap.js';
import { currentKeymap } from '../../input/keys.js';
import { clear, h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { keyEditor } from './key-editor.js';
import { keyText } from './key-text.js';
import { openModal } from './modal.js';

export function openHelp() {
  const body = h('div', { class: 'help-body' });
  const toggle = h('button', { type: 'button', class: 'button small', 'data-testid': 'keys-edit', on: { click: () => show(!editing) } });
  let editing = false;

  /** @param {boolean} edits */
  function show(edits) {
    editing = edits;
    toggle.textContent = t(edits ? 'edit.keys.done' : 'edit.keys.change');
    clear(body).append(edits ? keyEditor() : overview());
  }

  show(false);
  return openModal({ title: t('annotate.help.title'), className: 'help-dialog', body: [h('div', { class: 'help-tools' }, toggle), body] });
}

function overview() {
  return h('div', { class: 'stack-tight' }, h('div', { class: 'help-columns' }, GROUPS.map(group)),
    h('p', { class: 'muted small' }, t('annotate.help.mouse'), ' ', t('edit.help.mouse')));
}

/** @param {string} name */
function group(name) {
  /** @type {Map<string, string[]>} keys by what they do; commands with the same text share a line */
  const lines = new Map();
  for (const { command, keys, group: its } of currentKeymap()) {
    if (its !== name || keys.length === 0 || /^label\.[2-9]$/.test(command)) continue;
    const text = t(`annotate.command.${command}`);
    lines.set(text, [...(lines.get(text) ?? []), ...keys]);
  }
  return h('section', null, h('h3', null, t(`annotate.help.${name}`)),
    h('dl', { class: 'help-list' },
      [...lines].map(([text, keys]) => h('div', null, h('dt', null, text), h('dd', null, keyCaps(keys))))));
}

/** Keys that differ only in the last part are written once: Shift and then the arrows. @param {string[]} keys */
function keyCaps(keys) {
  const parts = keys.map(keyText);
  const [first] = parts;
  const shared = first.slice(0, -1);
  const differLast = keys.length === 4 && parts.every((p) => p.length === first.length && shared.every((part, i) => p[i] === part));
  if (differLast) return h('span', { class: 'keys' }, [...shared, ...parts.map((p) => p[p.length - 1])].map((part) => h('kbd', null, part)));
  return parts.map((part, i) => [i > 0 ? h('span', { class: 'muted' }, ' / ') : null,
    h('span', { class: 'keys' }, part.map((p) => h('kbd', null, p)))]);
}
