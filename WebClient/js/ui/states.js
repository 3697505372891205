/** Loading, empty and failed: the three states a screen has besides the good one. */
import { ApiError } from '../api/client.js';
import { t } from '../i18n/index.js';
import { signInDialog } from './dialog.js';
import { fill, h } from './dom.js';
import { messageFor } from './problems.js';

/** @param {string} [text] */
export function loadingState(text) {
  return h('p', { class: 'loading', role: 'status' }, text ?? t('app.loading'));
}

/**
 * Says what is missing and what to do next.
 *
 * @param {{title: string, text?: string, actions?: any[], level?: string}} state
 */
export function emptyState({ title, text, actions = [], level = 'h2' }) {
  return h('div', { class: 'empty' }, h(level, null, title), text && h('p', null, text),
    actions.length > 0 && h('div', { class: 'button-row' }, actions));
}

/** @param {{title?: string, text: string, retry?: () => void}} state */
export function errorState({ title, text, retry }) {
  return h('div', { class: 'notice bad stack', role: 'alert' },
    title && h('h1', null, title), h('p', null, text),
    retry && h('div', null, h('button', { type: 'button', class: 'button', on: { click: () => retry() } }, t('app.retry'))));
}

/**
 * Loads data into a place: shows that it loads, then what `draw` makes of it, or the error with a way to
 * try again. A session that has ended is renewed in place and the loading repeated.
 *
 * @template T
 * @param {HTMLElement} host
 * @param {() => Promise<T>} load
 * @param {(data: T) => any} draw nodes to show
 * @param {{quiet?: boolean, title?: string}} [options] `quiet`: keep what is there while loading
 * @returns {Promise<boolean>} whether it worked; settles once something is shown
 */
export async function loadInto(host, load, draw, options = {}) {
  if (!options.quiet || !host.hasChildNodes()) fill(host, loadingState());
  host.setAttribute('aria-busy', 'true');
  try {
    const data = await signedIn(load);
    fill(host, await draw(data));
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) console.error(error);
    fill(host, errorState({ title: options.title ?? titleFor(host, error), text: messageFor(error),
      retry: () => loadInto(host, load, draw, options) }));
    return false;
  } finally {
    host.removeAttribute('aria-busy');
  }
}

/**
 * A whole screen that failed needs a heading.
 * @param {HTMLElement} host
 * @param {unknown} error
 */
function titleFor(host, error) {
  if (!host.classList.contains('view')) return undefined;
  return error instanceof ApiError && error.status === 404 ? t('app.notFound') : t('app.failed');
}

/**
 * Does something for which one must be signed in; signs in again in place and repeats it when the session
 * has ended.
 *
 * @template T
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function signedIn(action) {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) throw error;
      await signInDialog({ required: true });
    }
  }
}
