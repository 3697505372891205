/** Comment threads as a list that unfolds: the newest first, in pages. */
import { threadsOf } from '../api/comments.js';
import { t } from '../i18n/index.js';
import { hrefTo } from '../router.js';
import { announce } from './announce.js';
import { fill, h } from './dom.js';
import { dateTime } from './format.js';
import { messageFor } from './problems.js';
import { loadInto, signedIn } from './states.js';
import { threadTitle, threadView } from './thread-view.js';

/** @typedef {import('../api/comments.js').Thread} Thread */

/**
 * A section with the questions of a project, or one's own.
 * @param {object} parts
 * @param {string} parts.projectId
 * @param {boolean} parts.own whose questions: one's own, or everybody's with a way to their place
 */
export function threadsSection({ projectId, own }) {
  const body = h('div', { class: 'stack-tight' });
  const state = h('select', { class: 'field-input', id: 'comments-state', 'data-testid': 'comments-state', on: { change: reload } },
    ['', 'open', 'answered', 'resolved'].map((value) => h('option', { value }, t(`comments.state.${value || 'all'}`))));
  const node = h('section', { class: 'card stack', 'aria-labelledby': 'comments-title', 'data-testid': 'comments-section' },
    h('h2', { id: 'comments-title' }, t(own ? 'comments.mine' : 'comments.section')),
    !own && h('div', { class: 'filters' }, h('div', { class: 'field' }, h('label', { for: 'comments-state' }, t('comments.state')), state)),
    body);
  reload();
  return node;

  function reload() {
    return loadInto(body, () => threadsOf(projectId, { state: state.value }), draw, { quiet: true });
  }

  /** @param {{items: Thread[], next: string | null}} page */
  function draw({ items, next }) {
    if (items.length === 0) return h('p', { class: 'muted' }, t(own ? 'comments.noneMine' : 'comments.none'));
    const list = h('ul', { class: 'question-threads' }, items.map(row));
    const more = h('div', { class: 'more' });
    continueWith(next);
    return [list, more];

    /** @param {string | null} after */
    function continueWith(after) {
      fill(more, after && h('button', { type: 'button', class: 'button', on: { click: () => go(after) } }, t('comments.more')));
    }

    /** @param {string} after */
    async function go(after) {
      try {
        const page = await signedIn(() => threadsOf(projectId, { state: state.value, after }));
        list.append(...page.items.map(row));
        continueWith(page.next);
      } catch (error) {
        announce(messageFor(error));
      }
    }
  }

  /** @param {Thread} thread */
  function row(thread) {
    const item = threadItem({ projectId, thread });
    if (!own) item.querySelector('details')?.append(h('p', { class: 'thread-foot' },
      h('a', { href: hrefTo(['projects', projectId, 'images', thread.imageId], { comment: thread.id }) },
        t('comments.seePlace'), thread.imageName && `: ${thread.imageName}`)));
    return item;
  }
}

/**
 * One thread that unfolds.
 * @param {object} parts
 * @param {string} parts.projectId
 * @param {Thread} parts.thread
 * @param {boolean} [parts.open]
 * @param {(thread: Thread) => void} [parts.onChanged]
 */
export function threadItem({ projectId, thread, open = false, onChanged = () => {} }) {
  const title = h('span', null, threadTitle(thread));
  const view = h('div');
  const details = h('details', { open, on: { toggle: unfold } }, h('summary', null, title,
    h('span', { class: 'block small muted' }, t('comments.from', { name: thread.mine ? t('comments.you') : thread.author ?? '', time: dateTime(thread.createdAt) }))),
  view);
  if (open) unfold();
  return h('li', { 'data-testid': 'thread-item', 'data-state': thread.state }, details);

  function unfold() {
    if (!details.open || view.hasChildNodes()) return;
    fill(view, threadView({ projectId, thread, onChanged(now) {
      title.textContent = threadTitle(now);
      details.parentElement?.setAttribute('data-state', now.state);
      onChanged(now);
    } }));
  }
}
