/**
 * The outbox of one assignment: operations go to the store first, then to the server, in order, until acknowledged.
 *
 * Nothing leaves the store before the server has said that it has it (acknowledged) or never will (refused: kept apart).
 * What the server refuses as stale is merged with what was done elsewhere; where both changed the same thing, the person
 * chooses, and everything else goes on.
 *
 * @typedef {import('./operations.js').Operation} Operation
 * @typedef {import('./store.js').QueuedOperation} QueuedOperation
 * @typedef {{state: 'saved' | 'saving' | 'offline' | 'attention', queued: number, refused: number, conflicts: number,
 *   cause: null | 'refused' | 'conflict' | 'signedOut' | 'storage'}} OutboxStatus
 * @typedef {{revision: number, annotations: import('../core/document.js').Annotation[],
 *   shapeRevisions: Record<string, string>}} Draft
 *
 * @typedef {object} OutboxParts
 * @property {string} assignmentId
 * @property {import('./store.js').OutboxStore} store
 * @property {Pick<Draft, 'revision' | 'shapeRevisions'>} draft the server's, as the page got it
 * @property {(operations: Operation[], how: {keepalive: boolean, signal?: AbortSignal}) => Promise<{previousRevision: number,
 *   revision: number, acknowledged: string[], rejected: {id: string, code: string, detail?: string, field?: string | null,
 *   present?: import('./reconcile.js').Present}[]}>} send
 * @property {(signal: AbortSignal) => Promise<Draft>} fetchDraft
 * @property {() => Promise<void>} signIn resolves when the person has signed in again
 * @property {(status: OutboxStatus) => void} onStatus
 * @property {(news: import('./reconcile.js').News[]) => void} onNews shapes that were changed elsewhere
 * @property {() => boolean} atRest whether shapes may change under the person's hand
 * @property {{now(): number, set(run: () => void, milliseconds: number): any, clear(timer: any): void}} clock
 * @property {() => string} newId
 * @property {() => string} [time] RFC 3339
 * @property {() => number} [random] 0…1
 */
import { retryAfterOf, verdictOn, waitBefore } from './failure.js';
import { keepaliveBatch } from './keepalive.js';
import { shapeOf } from './operations.js';
import { createQueue } from './queue.js';
import { createReconciler } from './reconcile.js';

/** Sent so long after the last operation, and at the latest so long after the first, milliseconds. */
const QUIET = 500;
const LATEST = 2000;
/** A call without an answer is given up after this long, milliseconds. */
const PATIENCE = 30_000;
/** Operations in a call. */
const BATCH = 500;

/** @param {OutboxParts} parts */
export function createOutbox(parts) {
  const { assignmentId, store, draft, send, fetchDraft, signIn, onStatus, atRest, clock, newId } = parts;
  const { random = Math.random, time = () => new Date().toISOString() } = parts;
  const queue = createQueue({ assignmentId, store, shapeRevisions: draft.shapeRevisions, newId });
  const shapes = createReconciler({ queue, newId, now: time, onNews: parts.onNews });
  /** Operations of the server's draft that this page knows of. */
  let revision = draft.revision;
  /** The server's draft holds more than this page knows. */
  let isBehind = false;
  let attempt = 0;
  let limit = BATCH;
  /** @type {null | 'offline' | 'signedOut'} */
  let trouble = null;
  let closed = false;
  /** @type {any} */
  let timer = null;
  /** @type {number | null} when the oldest operation not yet sent came in */
  let waitingSince = null;
  /** @type {Promise<void> | null} */
  let pumping = null;

  /** @returns {OutboxStatus} */
  function status() {
    const queued = queue.length, refused = queue.refusals.length, conflicts = shapes.heldCount;
    const cause = queue.storageFailed ? 'storage' : trouble === 'signedOut' ? 'signedOut' : conflicts > 0 ? 'conflict'
      : refused > 0 ? 'refused' : null;
    const state = cause ? 'attention' : queued === 0 ? 'saved' : trouble === 'offline' ? 'offline' : 'saving';
    return { state, queued, refused, conflicts, cause };
  }

  const tell = () => { if (!closed) onStatus(status()); };
  /** @template {import('./operations.js').Item} T @param {T[]} items */
  const unheld = (items) => items.filter((item) => !shapes.isHeld(shapeOf(item.operation)));
  const sendable = () => unheld(queue.items);

  /** @param {number} milliseconds */
  function pumpIn(milliseconds) {
    clock.clear(timer);
    if (!closed) timer = clock.set(() => { pump(); }, milliseconds);
  }

  function pumpSoon() {
    if (pumping || trouble) return;
    waitingSince ??= clock.now();
    pumpIn(Math.max(0, Math.min(QUIET, waitingSince + LATEST - clock.now())));
  }

  /** Sends until nothing is left or something is in the way. @returns {Promise<void>} */
  function pump() {
    if (closed) return Promise.resolve();
    clock.clear(timer);
    waitingSince = null;
    pumping ??= drain().finally(() => {
      pumping = null;
      tell();
      if (!closed && sendable().length > 0 && !trouble) pumpSoon();
    });
    return pumping;
  }

  async function drain() {
    while (!closed) {
      const batch = sendable().slice(0, limit);
      if (batch.length === 0 && !isBehind) return;
      try {
        if (batch.length === 0 && !await catchUpOnce()) return;
        if (batch.length > 0 && !await exchange(batch)) return;
        trouble = null;
        attempt = 0;
      } catch (/** @type {any} */ error) {
        if (error?.status === undefined && error?.name !== 'AbortError') console.error(error);
        if (!await recover(error, batch)) return;
      }
      tell();
    }
  }

  /** @param {QueuedOperation[]} batch @returns {Promise<boolean>} whether to go on at once */
  async function exchange(batch) {
    const answer = await patiently((signal) => send(batch.map((item) => item.operation), { keepalive: false, signal }));
    isBehind ||= answer.previousRevision !== revision;
    revision = answer.revision;
    const stale = await settle(batch, answer.acknowledged, answer.rejected);
    limit = Math.min(limit * 2, BATCH);
    if (stale.size === 0) return true;
    if (!atRest()) {
      pumpIn(QUIET);
      return false;
    }
    await shapes.merge(stale);
    return true;
  }

  /** @returns {Promise<boolean>} false when the person is in the middle of something: later */
  async function catchUpOnce() {
    const present = await patiently(fetchDraft);
    if (!atRest()) {
      pumpIn(QUIET);
      return false;
    }
    isBehind = false;
    revision = present.revision;
    shapes.adopt(present);
    return true;
  }

  /** Gives a call up when no answer comes. @template T @param {(signal: AbortSignal) => Promise<T>} call @returns {Promise<T>} */
  async function patiently(call) {
    const stop = new AbortController();
    const patience = clock.set(() => stop.abort(), PATIENCE);
    try {
      return await call(stop.signal);
    } finally {
      clock.clear(patience);
    }
  }

  /** @param {any} error @param {QueuedOperation[]} batch @returns {Promise<boolean>} whether to go on at once */
  async function recover(error, batch) {
    const verdict = verdictOn(error ?? {});
    if (verdict === 'signIn') {
      trouble = 'signedOut';
      tell();
      await signIn();
      trouble = null;
      return true;
    }
    if (verdict === 'retry') {
      trouble = 'offline';
      pumpIn(waitBefore(attempt++, random(), retryAfterOf(error)));
      return false;
    }
    if (batch.length === 0) { // The draft is not to be had any more: then there is nothing to catch up with.
      isBehind = false;
      return true;
    }
    if (verdict === 'split' && batch.length > 1) {
      limit = Math.ceil(batch.length / 2);
      return true;
    }
    const { code = 'invalid', detail = '', field = null } = error;
    await settle(batch, [], batch.map(({ operation }) => ({ id: operation.id, code, detail, field })));
    return true;
  }

  /**
   * @param {QueuedOperation[]} batch
   * @param {string[]} acknowledged
   * @param {any[]} rejected
   * @returns {Promise<Map<string, import('./reconcile.js').Present>>} shapes of which the server has newer forms
   */
  async function settle(batch, acknowledged, rejected) {
    const byId = new Map(batch.map((item) => [item.operation.id, item]));
    const stale = new Map();
    /** @type {import('./store.js').Refusal[]} */
    const refused = [];
    for (const { id, code, detail = '', field = null, present } of rejected) {
      const item = byId.get(id);
      if (item && code === 'stale' && present) stale.set(shapeOf(item.operation), present);
      else if (item) refused.push({ assignmentId, operation: item.operation, code, detail, field });
    }
    const ids = new Set([...acknowledged, ...refused.map((refusal) => refusal.operation.id)]);
    const done = batch.filter((item) => ids.has(item.operation.id));
    if (done.length === 0 && stale.size === 0) throw { status: 500, code: 'internal' };
    await queue.settle(done, refused);
    return stale;
  }

  return {
    status,
    /** Operations of the server's draft that the picture here knows of. */
    get revision() { return revision; },
    get refusals() { return queue.refusals; },
    conflicts: shapes.conflicts,

    /** What an earlier page left unsent is sent now. */
    async resume() {
      await queue.load();
      // Some of it may have arrived, and been changed elsewhere since: the draft is compared once it is all out.
      isBehind ||= queue.length > 0;
      tell();
      if (queue.length > 0) pumpSoon();
    },

    /**
     * Keeps one gesture and sends it soon.
     * @param {import('../core/history.js').JournalEntry} entry
     */
    async record(entry) {
      const written = queue.write(entry, time());
      tell();
      await written;
      tell();
      pumpSoon();
    },

    /** Keeps the journal of a change that the server has already. @param {import('../core/history.js').JournalEntry} entry */
    note: (entry) => queue.write(entry, null),

    /** The server's draft is at this revision: what was done elsewhere is fetched. @param {number} present */
    notice(present) {
      if (present === revision || closed) return;
      isBehind = true;
      if (!trouble) pump();
    },

    /** @param {string} shape @param {'mine' | 'theirs'} choice */
    async resolve(shape, choice) {
      await shapes.resolve(shape, choice);
      tell();
      if (!trouble) await pump();
    },

    /** Sends everything now. @returns {Promise<boolean>} whether nothing is left to send */
    async flush() {
      if (pumping && trouble === 'signedOut') signIn();
      if (!pumping) trouble = null;
      await pump();
      return queue.length === 0;
    },

    /**
     * Sends everything and fetches what was done elsewhere.
     * @returns {Promise<boolean>} whether both was possible and nothing waits for a decision
     */
    async catchUp() {
      isBehind = true;
      await this.flush();
      return queue.length === 0 && !isBehind;
    },

    /**
     * As much as may outlive the page goes out without waiting, not even until it is written; what is not acknowledged
     * is sent again later.
     */
    flushOnLeave() {
      const batch = closed ? [] : keepaliveBatch(unheld(queue.all).slice(0, BATCH).map((item) => item.operation));
      if (batch.length > 0) send(batch, { keepalive: true }).catch(() => {});
    },

    /**
     * Tries again what was refused, each shape as it is now.
     * @param {(shape: string) => import('../core/document.js').Annotation | null} formOf
     */
    async retryRefused(formOf) {
      await queue.retry(formOf, time());
      tell();
      await this.flush();
    },

    /** Puts away refusals that were seen, of this assignment or another. @param {readonly import('./store.js').Refusal[]} seen */
    async dismissRefusals(seen) {
      await queue.dismiss(seen);
      tell();
    },

    /** Sends again after {@link close}. */
    reopen() {
      closed = false;
      tell();
      if (queue.length > 0) pumpSoon();
    },

    /** Stops sending; what is unsent stays in the store. Resolves when nothing is under way. */
    async close() {
      closed = true;
      clock.clear(timer);
      if (trouble !== 'signedOut') await pumping;
    },
  };
}

/** @typedef {ReturnType<typeof createOutbox>} Outbox */
