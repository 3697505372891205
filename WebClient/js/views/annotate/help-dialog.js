/** All shortcuts, made from the key map itself. */
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { KEYMAP } from '../../input/keymap.js';
import { keyText } from './key-text.js';
import { openModal } from './modal.js';

const GROUPS = ['draw', 'label', 'edit', 'view', 'work'];

export function openHelp() {
  return openModal({
    title: t('annotate.help.title'), className: 'help-dialog',
    body: [h('div', { class: 'help-columns' }, GROUPS.map(group)),
      h('p', { class: 'muted small' }, t('annotate.help.mouse'))],
  });
}

/** @param {string} name */
function group(name) {
  const bindings = KEYMAP.filter((binding) => binding.group === name && !/^label\.[2-9]$/.test(binding.command));
  /** @type {Map<string, string[]>} keys by what they do; commands with the same text share a line */
  const lines = new Map();
  for (const { command, keys } of bindings) {
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
  const shared = keys.length === 4 ? parts[0].slice(0, -1) : [];
  if (keys.length === 4) return h('span', { class: 'keys' },
    [...shared, ...parts.map((p) => p[p.length - 1])].map((part) => h('kbd', null, part)));
  return parts.map((part, i) => [i > 0 ? h('span', { class: 'muted' }, ' / ') : null,
    h('span', { class: 'keys' }, part.map((p) => h('kbd', null, p)))]);
}
