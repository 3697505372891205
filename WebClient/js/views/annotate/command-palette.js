/** The command palette: a few letters find any command or label, Enter runs it. */
import { currentKeymap } from '../../input/keys.js';
import { clear, h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { keyPhrase } from './key-text.js';
import { openModal } from './modal.js';

/** Commands that make no sense from a list: they act where the pointer is, or while a key is held. */
const LEFT_OUT = /^(?:arrow|edge|extreme|cursor\.press|label\.\d|palette|draw\.(?:finish|pop|flip))/;

/** @typedef {{text: string, keys: string[], run: () => void}} Entry */

/**
 * @param {object} parts
 * @param {Record<string, () => boolean | void>} parts.commands
 * @param {import('../../api/assignments.js').Label[]} parts.labels
 * @param {(labelId: string) => void} parts.chooseLabel
 */
export function openPalette({ commands, labels, chooseLabel }) {
  const entries = [
    ...currentKeymap().filter(({ command, hold }) => !hold && !LEFT_OUT.test(command)).map(({ command, keys }) => (
      { text: t(`annotate.command.${command}`), keys, run: () => { commands[command]?.(); } })),
    ...labels.map(({ id, name }) => ({ text: t('edit.palette.label', { name }), keys: [], run: () => chooseLabel(id) })),
  ];
  /** @type {Entry[]} */
  let shown = [];
  let at = 0;
  const list = h('ul', { class: 'palette-list', role: 'listbox', id: 'palette-list', 'aria-label': t('edit.palette'), on: { click } });
  const input = h('input', {
    class: 'field-input', type: 'text', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'palette-list',
    'aria-autocomplete': 'list', 'aria-label': t('edit.palette.find'), placeholder: t('edit.palette.find'), autocomplete: 'off',
    'data-testid': 'palette-input', on: { input: () => show(), keydown },
  });
  const { dialog, closed } = openModal({ title: t('edit.palette'), className: 'palette-dialog', body: [input, list] });
  /** @type {Entry | null} */
  let chosen = null;

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown.length > 0) {
      event.preventDefault();
      mark((at + step + shown.length) % shown.length);
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      choose(at);
    }
  }

  /** @param {MouseEvent} event */
  function click(event) {
    const index = /** @type {HTMLElement} */ (event.target).closest('li')?.dataset.index;
    if (index !== undefined) choose(Number(index));
  }

  /** @param {number} index */
  function choose(index) {
    chosen = shown[index] ?? null;
    if (chosen) dialog.close();
  }

  function show() {
    shown = found(entries, input.value);
    clear(list).append(...shown.map(({ text, keys }, i) => h('li', { role: 'option', id: `palette-${i}`, dataset: { index: i } },
      h('span', null, text), keys.length > 0 ? h('kbd', { 'aria-hidden': 'true' }, keyPhrase(keys[0])) : null)));
    if (shown.length === 0) list.append(h('li', { class: 'muted', role: 'option', 'aria-disabled': 'true' }, t('edit.palette.none')));
    mark(0);
  }

  /** @param {number} index */
  function mark(index) {
    at = index;
    for (const [i, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(i === at));
    if (shown.length > 0) input.setAttribute('aria-activedescendant', `palette-${at}`);
    else input.removeAttribute('aria-activedescendant');
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  }

  show();
  input.focus();
  closed.then(() => chosen?.run());
}

/**
 * The entries that hold every word of a wish, those that begin with it first.
 * @template {{text: string}} T
 * @param {T[]} entries
 * @param {string} wish
 * @returns {T[]}
 */
export function found(entries, wish) {
  const words = wish.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = entries.filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)));
  const begins = (/** @type {T} */ { text }) => Number(words.length > 0 && text.toLowerCase().startsWith(words[0]));
  return matching.sort((a, b) => begins(b) - begins(a));
}
