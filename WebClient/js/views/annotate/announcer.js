/** Says what happened: for everybody when something was refused, for screen readers otherwise. */
import { h } from '../../ui/dom.js';

/** How long a notice stays, milliseconds. */
const NOTICE = 5000;

export function createAnnouncer() {
  const notice = h('p', { class: 'annotate-notice', role: 'status', 'data-testid': 'notice' });
  const spoken = h('p', { class: 'visually-hidden', 'aria-live': 'polite' });
  /** @type {any} */
  let timer = null;

  return {
    nodes: [notice, spoken],
    /** Shown over the picture, and spoken. @param {string} text */
    notice(text) {
      notice.textContent = text;
      clearTimeout(timer);
      timer = setTimeout(() => { notice.textContent = ''; }, NOTICE);
    },
    /** Spoken only. @param {string} text */
    speak(text) {
      spoken.textContent = spoken.textContent === text ? `${text}\u00a0` : text;
    },
    stop: () => clearTimeout(timer),
  };
}
