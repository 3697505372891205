/** The project's instructions in a drawer beside the picture; drawing goes on while it is open. */
import { h } from '../../ui/dom.js';
import { renderMarkdown } from '../../ui/markdown.js';
import { t } from '../../i18n/index.js';
import { icon } from './icons.js';

/** @param {string} text Markdown @param {() => void} leave back to the stage */
export function createInstructions(text, leave) {
  const close = h('button',
    { type: 'button', class: 'button icon quiet', 'aria-label': t('annotate.close'),
      on: { click: () => toggle(false) } }, icon('close'));
  const node = h('aside', { class: 'annotate-drawer', 'aria-label': t('annotate.instructions'), hidden: true },
    h('div', { class: 'modal-head' }, h('h2', null, t('annotate.instructions')), close),
    h('div', { class: 'prose', tabindex: '0' },
      text.trim() ? renderMarkdown(text) : h('p', { class: 'muted' }, t('annotate.instructions.none'))));
  node.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    toggle(false);
  });

  /** @param {boolean} [open] */
  function toggle(open = node.hidden) {
    node.hidden = !open;
    if (open) close.focus();
    else leave();
  }

  return { node, toggle };
}
