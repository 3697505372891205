/**
 * Questions to the requester: pinned to a place of the picture, or to the selected object, and answered in place.
 *
 * @typedef {import('../../api/comments.js').Thread} Thread
 */
import { threadsOn } from '../../api/comments.js';
import { boundsOf } from '../../core/shape.js';
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { questionForm, threadTitle, threadView } from '../../ui/thread-view.js';
import { openModal } from './modal.js';

/**
 * @param {object} parts
 * @param {string} parts.projectId
 * @param {string} parts.imageId
 * @param {ReturnType<typeof import('./editor.js').createEditor>} parts.editor
 */
export function createQuestions({ projectId, imageId, editor }) {
  /** @type {Thread[]} */
  let threads = [];
  let stopped = false;

  function draw() {
    editor.overlay.pin(threads.map((thread) => {
      const [x, y] = placeOf(thread);
      return { id: thread.id, x, y, state: thread.state, text: thread.state === 'resolved' ? '✓' : thread.state === 'answered' ? '!' : '?',
        label: threadTitle(thread), run: () => show(thread) };
    }));
  }

  /** A question about an object goes where the object goes. @param {Thread} thread */
  function placeOf(thread) {
    const shape = editor.workspace.document.byId.get(thread.annotationId ?? '')?.shape;
    return shape ? middleOf(shape) : thread.place;
  }

  /** @param {Thread} thread */
  function keep(thread) {
    threads = [...threads.filter((each) => each.id !== thread.id), thread];
    if (!stopped) draw();
  }

  /** @param {Thread} thread */
  function show(thread) {
    openModal({ title: t('comments.dialog'), body: [threadView({ projectId, thread, onChanged: keep })] });
  }

  async function refresh() {
    const found = await threadsOn(projectId, imageId).catch(() => null);
    if (!found || stopped) return;
    const answered = found.filter((thread) => thread.state === 'answered'
      && threads.some((known) => known.id === thread.id && known.comments.length < thread.comments.length));
    threads = found;
    draw();
    if (answered.length > 0) editor.announcer.notice(t('comments.answered', { count: answered.length }));
  }

  return {
    refresh,
    /** Looks for answers, where any may be expected. */
    async check() {
      if (threads.some((thread) => thread.state === 'open')) await refresh();
    },
    /** Objects have moved. */
    follow() {
      if (threads.some((thread) => thread.annotationId)) draw();
    },
    /** Asks about the selected object, or about a place. @param {{x: number, y: number}} place image pixels */
    ask(place) {
      const [selected] = editor.workspace.selection;
      const annotation = editor.workspace.document.byId.get(selected ?? '');
      const [x, y] = annotation ? middleOf(annotation.shape) : [place.x, place.y];
      const { dialog } = openModal({
        title: t('comments.new'),
        body: [
          h('p', { class: 'muted' }, annotation ? t('comments.aboutObject', { name: editor.nameOf(annotation.id) })
            : t('comments.aboutPlace', { x: Math.round(x), y: Math.round(y) })),
          h('p', { class: 'muted small' }, t('comments.private')),
          questionForm({ projectId, imageId, place: [x, y], annotationId: annotation?.id ?? null, onAsked(thread) {
            dialog.close();
            keep(thread);
            editor.announcer.notice(t('comments.asked'));
          } }),
        ],
      });
      dialog.querySelector('textarea')?.focus();
    },
    stop() { stopped = true; },
  };
}

/** @param {import('../../core/shape.js').Shape} shape @returns {[number, number]} */
function middleOf(shape) {
  const [x, y, w, h] = boundsOf(shape);
  return [x + w / 2, y + h / 2];
}
