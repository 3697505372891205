/** A cover over the workspace while something is under way that must not be disturbed. */
import { h } from '../../ui/dom.js';

/** @param {HTMLElement} root @param {string} text */
export function showBusy(root, text) {
  const line = h('p', { class: 'loading', role: 'status' }, text);
  const cover = h('div', { class: 'annotate-busy' }, line);
  const covered = /** @type {HTMLElement[]} */ ([...root.children]);
  for (const child of covered) child.inert = true;
  root.append(cover);
  return {
    /** @param {string} next */
    show(next) { line.textContent = next; },
    remove() {
      cover.remove();
      for (const child of covered) child.inert = false;
    },
  };
}
