/** The annotators' questions about an image: pins in the picture, and the threads beside it. */
import { threadsOn } from '../../api/comments.js';
import { t } from '../../i18n/index.js';
import { fill, h } from '../../ui/dom.js';
import { createPins } from '../../ui/pins.js';
import { threadTitle } from '../../ui/thread-view.js';
import { threadItem } from '../../ui/threads-list.js';

/** How much of the image is shown around a place, image pixels. */
const AROUND = 120;

/**
 * @param {object} options
 * @param {string} options.projectId
 * @param {string} options.imageId
 * @param {string | null} options.chosen the thread to show first
 * @param {(box: number[]) => void} options.onShow brings a part of the image into sight
 */
export function questionsPanel({ projectId, imageId, chosen, onShow }) {
  const pins = createPins();
  const list = h('ul', { class: 'question-threads' });
  const node = h('section', { class: 'review-section', 'aria-labelledby': 'questions-title', hidden: true, 'data-testid': 'questions-panel' },
    h('h2', { id: 'questions-title' }, t('comments.section')), list);
  /** @type {Map<string, HTMLElement>} */
  const items = new Map();

  threadsOn(projectId, imageId).then((threads) => {
    node.hidden = threads.length === 0;
    fill(list, threads.map((thread) => {
      const item = threadItem({ projectId, thread, open: thread.id === chosen });
      items.set(thread.id, item);
      return item;
    }));
    pins.show(threads.map((thread, index) => ({ id: thread.id, x: thread.place[0], y: thread.place[1], text: String(index + 1),
      state: thread.state, label: threadTitle(thread), run: () => show(thread) })));
    const first = threads.find((thread) => thread.id === chosen);
    if (first) show(first);
  }).catch(() => {}); // The picture is worth seeing without its questions; the project's page lists them, and says what failed.

  /** @param {import('../../api/comments.js').Thread} thread */
  function show({ id, place: [x, y] }) {
    const details = items.get(id)?.querySelector('details');
    if (details) details.open = true;
    details?.querySelector('summary')?.focus();
    details?.scrollIntoView({ block: 'nearest' });
    onShow([x - AROUND / 2, y - AROUND / 2, AROUND, AROUND]);
  }

  return { node, overlay: { node: pins.node, update: pins.update } };
}
