/**
 * The annotation workspace: gets an image, opens it, and the next one after that, until none is left.
 */
import { listMine, nextAssignment, nextTrial, postSubmission, resumeAssignment } from '../api/assignments.js';
import { t } from '../i18n/index.js';
import { loadKeys } from '../input/keys.js';
import { verdictOn, waitBefore } from '../outbox/failure.js';
import { indexedDBStore } from '../outbox/store-indexeddb.js';
import { memoryStore } from '../outbox/store.js';
import { deliver } from '../outbox/submission.js';
import { prepareWorkshop } from '../render/shapes-workshop.js';
import { createTileShelf } from '../render/tile-shelf.js';
import { signInDialog } from '../ui/dialog.js';
import { h } from '../ui/dom.js';
import { messageFor, refusalText } from '../ui/problems.js';
import { sleep } from './annotate/clock.js';
import { placeIn } from './annotate/deep-link.js';
import { showLoading, showMessage } from './annotate/end-screen.js';
import { openSession } from './annotate/session.js';
import { createViewStore } from './annotate/view-store.js';

/**
 * @param {HTMLElement} container
 * @param {{projectId: string, navigate: (hash: string) => void, account?: {id: string}, query?: Record<string, string>,
 *   mayGoOn?: () => Promise<boolean>, onNothingLeft?: () => void, onBarred?: (code: 'paused' | 'not_qualified', text: string) => void}} context
 *   `mayGoOn`: asked before every image; `onNothingLeft` and `onBarred`: say it in place of the usual words
 * @returns {Promise<{dispose(): void}>} at once; the image comes when it comes
 */
export async function annotateView(container, { projectId, navigate, account, query = {}, mayGoOn, onNothingLeft, onBarred }) {
  document.body.dataset.view = 'annotate';
  const backTo = `#/projects/${encodeURIComponent(projectId)}`;
  /** Practice and exams are drawn at the same desk. @type {'practice' | 'exam' | null} */
  const trial = query.for === 'practice' || query.for === 'exam' ? query.for : null;
  const root = h('div', { class: 'annotate' });
  container.append(root);
  const view = createViewStore(account?.id ?? 'me');
  const shelf = createTileShelf();
  /** What the address asks for, until it was shown. @type {import('./annotate/deep-link.js').Place | null} */
  let asked = placeIn(query);
  loadKeys(account?.id ?? 'me');
  prepareWorkshop();
  const store = await openStore(account?.id ?? 'me');
  /** An image to take up again, until that was tried. @type {string | null} */
  let resuming = query.resume ?? null;
  /** @type {{dispose(): void} | null} */
  let session = null;
  let disposed = false;

  /** The turn that is open. @type {string | null} */
  let current = null;

  async function next() {
    session = null;
    showLoading(root, t('annotate.loading'));
    try {
      const notice = await deliverKept();
      if (disposed || (mayGoOn && !await mayGoOn())) return;
      const wanted = resuming;
      resuming = null;
      const assignment = await persistently(() => wanted ? resumeAssignment(wanted) : trial ? nextTrial(projectId, trial) : nextAssignment(projectId));
      if (disposed) return;
      if (!assignment) return trial ? navigate(`${backTo}/qualify`) : await showEnd();
      current = assignment.id;
      const opening = asked?.image === assignment.image.id ? asked.shape : null;
      const elsewhere = asked?.image && asked.image !== assignment.image.id ? t('view.otherImage') : null;
      asked = null;
      const opened = await openSession(
        { root, assignment, store, backTo, view, opening, shelf, notice: notice ?? elsewhere, onDone });
      if (disposed) opened.dispose();
      else session = opened;
    } catch (/** @type {any} */ error) {
      if (disposed) return;
      if (error?.code === 'budget_spent') return showMessage(root,
        { title: t('pay.stopped.title'), text: t('pay.stopped.text'), backTo, testid: 'budget-spent', action: { text: t('annotate.retry'), run: next } });
      const barred = ['paused', 'not_qualified'].includes(error?.code);
      if (barred && onBarred) return onBarred(error.code, messageFor(error));
      showMessage(root, { title: t(barred ? `qualify.barred.${error.code}` : 'annotate.cannotOpen'), text: messageFor(error), backTo, testid: barred ? 'barred' : undefined,
        action: barred ? { text: t('qualify.title'), run: () => navigate(`${backTo}/qualify`) } : { text: t('annotate.retry'), run: next } });
    }
  }

  /** @param {'next' | 'leave'} what */
  function onDone(what) {
    if (disposed) return;
    if (what === 'next' && trial === 'practice' && current) navigate(`${backTo}/results/${current}`);
    else if (what === 'next') next();
    else navigate(backTo);
  }

  /**
   * Answers whose receipt never came are sent again, under the same key.
   * @returns {Promise<string | null>} what to say about one that was not taken; its shapes are where they were
   */
  async function deliverKept() {
    let notice = null;
    for (const record of await store.submissions()) {
      const outcome = await deliver(record, {
        store, post: postSubmission, signIn: () => signInDialog({ required: true }), wait: sleep,
        onWaiting: () => { if (!disposed) showLoading(root, t('annotate.submit.waiting')); },
      });
      if (outcome.kind === 'late') notice = t('annotate.late.text', { id: outcome.submissionId });
      if (outcome.kind === 'refused') notice = t('annotate.notTaken', { detail: refusalText(outcome) });
    }
    return notice;
  }

  /** Tries until the server answers. @template T @param {() => Promise<T>} ask @returns {Promise<T>} */
  async function persistently(ask) {
    for (let attempt = 0; ; attempt++) {
      try {
        return await ask();
      } catch (/** @type {any} */ error) {
        const verdict = error?.status === undefined || disposed ? 'refuse' : verdictOn(error);
        if (verdict === 'signIn') await signInDialog();
        else if (verdict === 'retry') {
          showLoading(root, t('annotate.noNetwork'));
          await sleep(waitBefore(attempt, Math.random()));
        } else throw error;
      }
    }
  }

  async function showEnd() {
    if (onNothingLeft) return onNothingLeft();
    const mine = await listMine(projectId).catch(() => ({ submitted: 0 }));
    if (disposed) return;
    showMessage(root, {
      title: t(mine.submitted > 0 ? 'annotate.end.title' : 'annotate.end.noneTitle'),
      text: mine.submitted > 0 ? t('annotate.end.text', { count: mine.submitted }) : t('annotate.end.none'),
      backTo, testid: 'end-screen',
      action: { text: t('annotate.end.again'), run: next },
    });
  }

  next();
  return {
    dispose() {
      disposed = true;
      session?.dispose();
      shelf.clear();
      root.remove();
    },
  };
}

/** @param {string} accountId @returns {Promise<import('../outbox/store.js').OutboxStore>} */
async function openStore(accountId) {
  try {
    return await indexedDBStore(`boxwood-work-${accountId}`);
  } catch {
    return memoryStore();
  }
}
