/**
 * One person's turn at one image: opens the editor on the draft and sees that no stroke is lost on the way to the server.
 *
 * @typedef {object} SessionParts
 * @property {HTMLElement} root
 * @property {import('../../api/assignments.js').Assignment} assignment
 * @property {import('../../outbox/store.js').OutboxStore} store
 * @property {string} backTo
 * @property {(next: 'next' | 'leave') => void} onDone the turn is over
 */
import { giveBack, heartbeat, postSubmission, sendOperations, skip } from '../../api/assignments.js';
import { activeTime, noteInput } from '../../core/active-time.js';
import { annotationsOf } from '../../core/document.js';
import { historyFrom } from '../../core/history.js';
import { deletedSuggestions } from '../../core/provenance.js';
import { t } from '../../i18n/index.js';
import { createHeartbeat } from '../../outbox/heartbeat.js';
import { sendLeftovers } from '../../outbox/leftovers.js';
import { newId } from '../../outbox/new-id.js';
import { operationsFor, refusedShapes, withOperations } from '../../outbox/operations.js';
import { createOutbox } from '../../outbox/outbox.js';
import { submit } from '../../outbox/submission.js';
import { lockTab } from '../../outbox/tab-lock.js';
import { confirmDialog, signInDialog } from '../../ui/dialog.js';
import { h } from '../../ui/dom.js';
import { pageClock, sleep } from './clock.js';
import { createEditor } from './editor.js';
import { showBusy } from './busy.js';
import { openModal } from './modal.js';
import { rememberAnswer } from './previous-image.js';
import { downloadJSON, openRefusals } from './refusals-dialog.js';
import { askSkipReason } from './skip-dialog.js';

/** The answer came too late to count, and is kept. @param {string} submissionId */
function tellLate(submissionId) {
  const { dialog, closed } = openModal({
    title: t('annotate.late.title'),
    body: [h('p', null, t('annotate.late.text', { id: submissionId }))],
    actions: [h('button', { type: 'button', class: 'button primary', on: { click: () => dialog.close() } },
      t('annotate.late.next'))],
  });
  return closed;
}

/** @param {SessionParts} parts */
export async function openSession({ root, assignment, store, backTo, onDone }) {
  const { id } = assignment;
  const lease = assignment.lease.token;
  const [pending, journal, refusals, work] = await Promise.all([
    store.pending(id), store.journal(id), store.refusals(id), store.work(id),
  ]);
  const draft = withOperations(assignment.draft.annotations, pending.map((item) => item.operation));
  const annotations = [...draft, ...refusedShapes(draft, refusals, journal)];
  let time = activeTime(work?.activeMilliseconds ?? 0);
  let over = false;
  let busy = false;
  /** The server has decided about this image; nothing of it is to be kept here any more. */
  let settled = false;
  const stop = new AbortController();

  const lock = await lockTab(id, async () => {
    editor.workspace.settleNudge();
    await Promise.race([outbox.flush(), sleep(2000)]);
    await Promise.race([outbox.close(), sleep(500)]);
    becomeReader();
  });

  const outbox = createOutbox({
    assignmentId: id, store, clock: pageClock, signIn: signInAgain,
    send: (operations, how) => sendOperations(id, lease, operations, how),
    onStatus: (status) => editor.showStatus(status),
  });
  const editor = createEditor({
    root, assignment, annotations, backTo,
    historyOf: (document) => historyFrom(journal, document),
    onInput: () => { time = noteInput(time, performance.now()); },
    activeMilliseconds: () => time.milliseconds,
    onGesture(entry) {
      const now = new Date().toISOString();
      outbox.add(entry, operationsFor(entry.change, newId, now)).then(keepTime);
    },
    on: { submit: handIn, giveBack: returnImage, skip: skipImage, flush: flushNow, chip: chipPressed },
  });
  const beats = createHeartbeat({
    seconds: assignment.lease.seconds, clock: pageClock,
    beat: () => heartbeat(id, lease),
    onLost: () => { if (!over) editor.showBanner(t('annotate.leaseLost')); },
    onSignedOut: () => { signInAgain(); },
  });

  const keepTime = () => store.saveWork(id,
    { lease, activeMilliseconds: Math.round(time.milliseconds) }).catch(() => {});

  /** Signs in over the picture; tiles refused meanwhile are fetched again. */
  async function signInAgain() {
    await signInDialog();
    if (!over) editor.stage.retryTiles();
  }

  function becomeReader() {
    lock.held = false;
    beats.stop();
    editor.workspace.setReadOnly(true);
    editor.showBanner(t('annotate.otherTab'), { text: t('annotate.takeOver'), run: takeOver });
  }

  async function takeOver() {
    await lock.takeOver();
    end('next');
  }

  async function flushNow() {
    editor.workspace.settleNudge();
    const done = await outbox.flush();
    editor.announcer.notice(t(done ? 'annotate.flushed' : 'annotate.notFlushed'));
  }

  async function chipPressed() {
    const { cause } = outbox.status();
    if (cause === 'signedOut') signInAgain();
    else if (cause === 'refused') await showRefusals();
    else await flushNow();
  }

  async function showRefusals() {
    if (await openRefusals(await store.refusals(id))) await outbox.dismissRefusals();
  }

  /** @param {'next' | 'leave'} next */
  function end(next) {
    if (over) return;
    dispose();
    onDone(next);
  }

  /**
   * Runs one thing at a time that ends the turn.
   * @param {string} text
   * @param {(show: (text: string) => void) => Promise<void>} run
   */
  async function exclusively(text, run) {
    if (busy || over || editor.workspace.readOnly) return;
    if (editor.workspace.isDrawing) return editor.announcer.notice(t('annotate.finishFirst'));
    editor.workspace.settleNudge();
    busy = true;
    const cover = showBusy(root, text);
    try {
      await run(cover.show);
    } catch (/** @type {any} */ error) {
      editor.announcer.notice(t('annotate.failed', { detail: error?.detail || error?.message || '' }));
    } finally {
      busy = false;
      cover.remove();
      if (!over) editor.focusStage();
    }
  }

  async function handIn() {
    if (busy || over || editor.workspace.readOnly || (!editor.workspace.isDrawing && !await editor.readyToSubmit())) return;
    await exclusively(t('annotate.submitting'), handInNow);
  }

  /** @param {(text: string) => void} show */
  async function handInNow(show) {
    await outbox.close();
    const outcome = await handOver(show);
    settled = outcome.kind !== 'refused';
    if (settled) rememberAnswer(assignment.project.id, annotationsOf(editor.workspace.document));
    if (outcome.kind === 'received') return end('next');
    if (outcome.kind === 'late') {
      await tellLate(outcome.submissionId);
      return end('next');
    }
    await explainRefusal(outcome);
  }

  /** Sends the answer until the server has decided. @param {(text: string) => void} show */
  async function handOver(show) {
    const body = {
      id: newId(), lease, annotations: annotationsOf(editor.workspace.document),
      deletedSuggestions: Object.fromEntries(deletedSuggestions(editor.workspace.history, editor.workspace.document)
        .map(({ source, count }) => [source, count])),
      activeMilliseconds: Math.round(time.milliseconds),
    };
    try {
      return await submit({ assignmentId: id, body }, {
        store, post: postSubmission, wait: sleep,
        signIn: () => signInDialog({ required: true }),
        onWaiting: () => show(t('annotate.submit.waiting')),
      });
    } catch (error) {
      outbox.reopen();
      throw error;
    }
  }

  /** @param {{code: string, detail: string, field: string | null}} refusal */
  async function explainRefusal({ code, detail, field }) {
    const gone = code === 'conflict' || code === 'not_found' || code === 'forbidden';
    const download = await confirmDialog({
      title: t('annotate.refused.title'),
        text: `${detail || code} ${t(gone ? 'annotate.refused.gone' : 'annotate.refused.mend')}`,
      confirm: t('annotate.refused.download'), cancel: t(gone ? 'annotate.late.next' : 'annotate.refused.back'),
    });
    if (download) downloadJSON(annotationsOf(editor.workspace.document), 'boxwood-annotations.json');
    if (gone) {
      settled = true;
      await store.finish(id);
      return end('next');
    }
    const at = /annotations\[(\d+)\]/.exec(field ?? '');
    const annotation = at && annotationsOf(editor.workspace.document)[Number(at[1])];
    if (annotation) editor.workspace.select([annotation.id]);
    outbox.reopen();
  }

  function returnImage() {
    return exclusively(t('annotate.returning'), async () => {
      const saved = await outbox.flush();
      if (!saved) throw new Error(t('annotate.notFlushed'));
      await giveBack(id, lease);
      end('leave');
    });
  }

  async function skipImage() {
    if (busy || editor.workspace.readOnly) return;
    const reason = await askSkipReason();
    if (reason === null) return editor.focusStage();
    await exclusively(t('annotate.skipping'), async () => {
      await outbox.close();
      try {
        await skip(id, lease, reason);
      } catch (error) {
        outbox.reopen();
        throw error;
      }
      settled = true;
      await store.finish(id);
      end('next');
    });
  }

  function leaving() {
    if (over || settled || !lock.held) return;
    editor.workspace.settleNudge();
    outbox.flushOnLeave();
    keepTime();
  }

  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') leaving(); },
    { signal: stop.signal });
  window.addEventListener('pagehide', leaving, { signal: stop.signal });
  window.addEventListener('online', () => {
    outbox.flush();
    editor.stage.retryTiles();
  }, { signal: stop.signal });
  window.addEventListener('beforeunload', (event) => {
    const { queued, cause } = outbox.status();
    if (queued > 0 && (!store.durable || cause === 'storage')) event.preventDefault();
  }, { signal: stop.signal });

  /** Lets go of everything; what is unsent stays on this computer and goes out later. */
  function dispose() {
    if (over) return;
    leaving();
    over = true;
    stop.abort();
    beats.stop();
    outbox.close();
    lock.release();
    editor.dispose();
  }

  if (lock.held) {
    await outbox.resume();
    sendLeftovers(store, id,
      (other, itsLease, operations) => sendOperations(other, itsLease, operations,
        { keepalive: false })).catch(() => {});
  } else {
    becomeReader();
  }
  return { dispose };
}
