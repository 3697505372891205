/**
 * One person's turn at one image: opens the editor on the draft and sees that no stroke is lost on the way to the server.
 *
 * @typedef {object} SessionParts
 * @property {HTMLElement} root
 * @property {import('../../api/assignments.js').Assignment} assignment
 * @property {import('../../outbox/store.js').OutboxStore} store
 * @property {string} backTo
 * @property {import('./view-store.js').ViewStore} view
 * @property {string | null} opening a shape to begin at
 * @property {import('../../render/tile-shelf.js').TileShelf} shelf tiles of this image, then of the next one
 * @property {string | null} [notice] said once the image is open
 * @property {(next: 'next' | 'leave') => void} onDone the turn is over
 */
import { fetchDraft, heartbeat, sendOperations } from '../../api/assignments.js';
import { activeTime, noteInput } from '../../core/active-time.js';
import { focusCount } from '../../core/focus-count.js';
import { historyFrom } from '../../core/history.js';
import { t } from '../../i18n/index.js';
import { createHeartbeat } from '../../outbox/heartbeat.js';
import { sendLeftovers } from '../../outbox/leftovers.js';
import { newId } from '../../outbox/new-id.js';
import { refusedShapes, shapeOf, withOperations } from '../../outbox/operations.js';
import { createOutbox } from '../../outbox/outbox.js';
import { lockTab } from '../../outbox/tab-lock.js';
import { signInDialog } from '../../ui/dialog.js';
import { pageClock, sleep } from './clock.js';
import { createConflicts } from './conflicts.js';
import { createEditor } from './editor.js';
import { fetchRefusals } from './fetched-later.js';
import { createHandIn } from './hand-in.js';
import { createQuestions } from './questions.js';
import { createTimeKeeper } from './time-keeper.js';
import { createTurnClock } from './turn-clock.js';

/** @param {SessionParts} parts */
export async function openSession({ root, assignment, store, backTo, view, opening, shelf, notice = null, onDone }) {
  const { id } = assignment;
  const lease = assignment.lease.token;
  const [pending, journal, everyRefusal, work] = await Promise.all([
    store.pending(id), store.journal(id), store.refusals(), store.work(id),
  ]);
  const refusals = everyRefusal.filter((refusal) => refusal.assignmentId === id);
  const draft = withOperations(assignment.draft.annotations, pending.map((item) => item.operation));
  const annotations = [...draft, ...refusedShapes(draft, refusals, journal)];
  let time = activeTime(work?.activeMilliseconds ?? 0);
  const focus = focusCount(work?.focusChanges ?? 0);
  let over = false;
  /** The server has decided about this image; nothing of it is to be kept here any more. */
  let settled = false;
  /** Refused operations of images worked on before. */
  let others = everyRefusal.filter((refusal) => refusal.assignmentId !== id);
  const stop = new AbortController();

  const lock = await lockTab(id, async () => {
    editor.workspace.settleNudge();
    await Promise.race([outbox.flush(), sleep(2000)]);
    await Promise.race([outbox.close(), sleep(500)]);
    becomeReader();
  });

  const outbox = createOutbox({
    assignmentId: id, store, clock: pageClock, newId, draft: assignment.draft, signIn: signInAgain,
    send: (operations, how) => sendOperations(id, lease, operations, how),
    fetchDraft: (signal) => fetchDraft(id, signal),
    atRest: () => editor.workspace.atRest,
    onNews(news) {
      const count = editor.workspace.adopt(news);
      if (count > 0) editor.announcer.notice(t('annotate.elsewhere', { count }));
    },
    onStatus: showStatus,
  });
  const editor = createEditor({
    root, assignment, annotations, backTo, view, opening, shelf,
    historyOf: (document) => historyFrom(journal, document),
    onInput: () => { time = noteInput(time, performance.now()); },
    activeMilliseconds: () => time.milliseconds,
    seen: { before: work?.screened ?? null, onMore: () => timeKeeper.soon() },
    onGesture(entry) {
      (entry.elsewhere ? outbox.note(entry) : outbox.record(entry)).then(timeKeeper.soon);
      questions.follow();
    },
    on: {
      submit: () => ending.handIn(), giveBack: () => ending.returnImage(), skip: () => ending.skipImage(), flush: flushNow,
      chip: chipPressed, ask: (place) => questions.ask(place),
    },
  });
  const conflicts = createConflicts({
    overlay: editor.overlay, nameOf: editor.nameOf,
    show: ({ id: shape }) => editor.reveal(shape),
    choose: (shape, choice) => { outbox.resolve(shape, choice); },
  });
  editor.addNotice(conflicts.node);
  const questions = createQuestions({ projectId: assignment.project.id, imageId: assignment.image.id, editor });
  const ending = createHandIn({
    root, id, lease, store, outbox, editor,
    projectId: assignment.project.id, guidelineVersion: assignment.project.guidelines?.version,
    activeMilliseconds: () => time.milliseconds, focusChanges: () => focus.count, screened: editor.screened,
    decideConflicts,
    isOver: () => over,
    end(next, isSettled) {
      settled ||= isSettled;
      end(next);
    },
  });
  const beats = createHeartbeat({
    seconds: assignment.lease.seconds, clock: pageClock,
    beat: async () => {
      const held = await heartbeat(id, lease);
      outbox.notice(held.revision);
      turnClock.take(held);
      questions.check();
    },
    onLost: ({ code }) => {
      if (over) return;
      if (code === 'conflict') editor.showBanner(t('annotate.finishedElsewhere'), { text: t('annotate.late.next'), run: () => end('next') });
      else editor.showBanner(t('annotate.leaseLost'));
    },
    onSignedOut: () => { signInAgain(); },
  });

  const turnClock = createTurnClock({
    id, lease: assignment.lease, notice: editor.announcer.notice, banner: editor.showBanner, onEnd: () => { beats.beatNow(); },
  });
  root.querySelector('.annotate-panel')?.prepend(turnClock.node);

  const timeKeeper = createTimeKeeper(() => {
    const work = { lease, activeMilliseconds: Math.round(time.milliseconds), focusChanges: focus.count, screened: editor.screened() };
    store.saveWork(id, work).catch(() => {});
  });

  /** @param {import('../../outbox/outbox.js').OutboxStatus} status */
  function showStatus(status) {
    if (over) return;
    const refused = status.refused + others.length;
    const cause = status.cause ?? (refused > 0 ? 'refused' : null);
    editor.showStatus({ ...status, refused, cause, state: cause ? 'attention' : status.state });
    editor.overlay.outline('refused', outbox.refusals.flatMap(({ operation }) => {
      const shape = editor.workspace.document.byId.get(shapeOf(operation))?.shape;
      return shape ? [{ shape, className: 'outline-refused' }] : [];
    }));
    decideConflicts();
  }

  async function decideConflicts() {
    conflicts.update(await outbox.conflicts());
  }

  /** Signs in over the picture; tiles refused meanwhile are fetched again. */
  async function signInAgain() {
    await signInDialog();
    if (!over) editor.stage.retryTiles();
  }

  function becomeReader() {
    lock.held = false;
    beats.stop();
    turnClock.stop();
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
    const undecided = outbox.status().conflicts > 0;
    editor.announcer.notice(t(done ? 'annotate.flushed' : undecided ? 'annotate.conflict.first' : 'annotate.notFlushed'));
  }

  async function chipPressed() {
    const { cause } = outbox.status();
    if (cause === 'signedOut') signInAgain();
    else if (cause === 'conflict') await decideConflicts();
    else if (cause === 'refused' || others.length > 0) await showRefusals();
    else await flushNow();
  }

  async function showRefusals() {
    const { refusals } = outbox;
    const parts = await fetchRefusals().catch(() => null);
    if (!parts) return editor.announcer.notice(t('annotate.notFetched'));
    const choice = await parts.openRefusals({ refusals, others,
      nameOf: (shape) => (editor.workspace.document.byId.has(shape) ? editor.nameOf(shape) : '') });
    if (choice.act === 'show') return editor.reveal(choice.shape);
    if (choice.act === 'none') return;
    if (choice.act === 'retry') return outbox.retryRefused((shape) => editor.workspace.document.byId.get(shape) ?? null);
    const seen = [...refusals, ...others];
    others = [];
    await outbox.dismissRefusals(seen);
  }

  /** @param {'next' | 'leave'} next */
  function end(next) {
    if (over) return;
    dispose();
    onDone(next);
  }

  function leaving() {
    if (over || settled || !lock.held) return;
    editor.workspace.settleNudge();
    outbox.flushOnLeave();
    timeKeeper.now();
  }

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return focus.back();
    focus.left();
    leaving();
  }, { signal: stop.signal });
  window.addEventListener('blur', focus.left, { signal: stop.signal });
  window.addEventListener('focus', focus.back, { signal: stop.signal });
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
    timeKeeper.stop();
    stop.abort();
    beats.stop();
    turnClock.stop();
    conflicts.stop();
    questions.stop();
    outbox.close();
    lock.release();
    editor.dispose();
  }

  async function sendOthers() {
    await sendLeftovers(store, id, { send: (other, itsLease, operations, { signal }) => (
      sendOperations(other, itsLease, operations, { keepalive: false, signal })), clock: pageClock, newId,
    lock: (other) => lockTab(other, async () => {}) });
    others = (await store.refusals()).filter((refusal) => refusal.assignmentId !== id);
    showStatus(outbox.status());
  }

  questions.refresh();
  if (lock.held) {
    await outbox.resume();
    sendOthers().catch(() => {});
    if (assignment.project.guidelines?.changedSince) {
      import('./guideline-news.js').then(({ showGuidelineNews }) => showGuidelineNews(assignment.project))
        .then(editor.focusStage, () => editor.announcer.notice(t('guidelines.newsFailed')));
    }
    if (notice) editor.announcer.notice(notice);
  } else {
    becomeReader();
  }
  return { dispose };
}
