/**
 * A shape changed here and on another device: both forms are shown, and 1 or 2 says which stays. Everything else goes on.
 *
 * @typedef {import('../../outbox/reconcile.js').Conflict} Conflict
 */
import { clear, h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { same } from '../../outbox/merge.js';

/**
 * @param {object} parts
 * @param {ReturnType<typeof import('./overlay.js').createOverlay>} parts.overlay
 * @param {(id: string) => string} parts.nameOf
 * @param {(conflict: Conflict) => void} parts.show brings the shape into sight
 * @param {(id: string, choice: 'mine' | 'theirs') => void} parts.choose
 */
export function createConflicts({ overlay, nameOf, show, choose }) {
  const node = h('div', { class: 'annotate-conflict', role: 'region', 'aria-label': t('annotate.conflict'), hidden: true });
  const stop = new AbortController();
  /** @type {Conflict[]} */
  let waiting = [];
  let shown = '';

  /** @param {'mine' | 'theirs'} choice */
  function decide(choice) {
    const first = waiting.shift();
    if (!first) return;
    draw();
    choose(first.id, choice);
  }

  function draw() {
    const [first] = waiting;
    node.hidden = !first;
    overlay.outline('conflict', first ? [
      ...(first.mine ? [{ shape: first.mine.shape, className: 'outline-mine' }] : []),
      ...(first.theirs ? [{ shape: first.theirs.shape, className: 'outline-theirs' }] : []),
    ] : []);
    if (!first) {
      shown = '';
      return;
    }
    clear(node).append(
      h('p', { role: 'status' }, t('annotate.conflict.text', { name: nameOf(first.id), count: waiting.length })),
      h('div', { class: 'button-row' },
        button('mine', '1', first.mine ? 'annotate.conflict.mine' : 'annotate.conflict.mineGone'),
        button('theirs', '2', first.theirs ? 'annotate.conflict.theirs' : 'annotate.conflict.theirsGone')));
    if (first.id !== shown) show(first);
    shown = first.id;
  }

  /** @param {'mine' | 'theirs'} choice @param {string} key @param {string} text */
  function button(choice, key, text) {
    return h('button', { type: 'button', class: 'button small', 'data-testid': `conflict-${choice}`, 'aria-keyshortcuts': key,
      on: { click: () => decide(choice) } }, h('kbd', null, key), h('span', { class: `swatch-${choice}`, 'aria-hidden': 'true' }), t(text));
  }

  // Before every other use of the digits, but never where somebody types.
  window.addEventListener('keydown', (event) => {
    const digit = /^(?:Digit|Numpad)([12])$/.exec(event.code)?.[1];
    const target = /** @type {Element | null} */ (event.target);
    if (!digit || waiting.length === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (target?.closest?.('input, select, textarea, dialog, [contenteditable="true"]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    decide(digit === '1' ? 'mine' : 'theirs');
  }, { capture: true, signal: stop.signal });

  return {
    node,
    /** @param {Conflict[]} list */
    update(list) {
      if (same(list, waiting)) return;
      waiting = [...list];
      draw();
    },
    stop: () => stop.abort(),
  };
}
