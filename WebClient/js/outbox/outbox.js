/**
 * The outbox of one assignment: operations go to the store first, then to the server, in order, until acknowledged.
 *
 * Nothing leaves the store before the server has said that it has it (acknowledged) or never will (refused: kept apart).
 *
 * @typedef {import('./operations.js').Operation} Operation
 * @typedef {import('./store.js').QueuedOperation} QueuedOperation
 * @typedef {import('./store.js').Refusal} Refusal
 * @typedef {{state: 'saved' | 'saving' | 'offline' | 'attention', queued: number, refused: number,
 *   cause: null | 'refused' | 'signedOut' | 'storage'}} OutboxStatus
 *
 * @typedef {object} OutboxParts
 * @property {string} assignmentId
 * @property {import('./store.js').OutboxStore} store
 * @property {(operations: Operation[], how: {keepalive: boolean}) => Promise<{acknowledged: string[],
 *   rejected: {id: string, code: string, detail?: string, field?: string | null}[]}>} send
 * @property {() => Promise<void>} signIn resolves when the person has signed in again
 * @property {(status: OutboxStatus) => void} onStatus
 * @property {{now(): number, set(run: () => void, milliseconds: number): any, clear(timer: any): void}} clock
 * @property {() => number} [random] 0…1
 */
import { retryAfterOf, verdictOn, waitBefore } from './failure.js';

/** Sent so long after the last operation, and at the latest so long after the first, milliseconds. */
const QUIET = 500;
const LATEST = 2000;
/** Operations in a call, and bytes in a call that must outlive the page. */
const BATCH = 500;
const KEEPALIVE_BYTES = 60_000;

/** @param {OutboxParts} parts */
export function createOutbox({ assignmentId, store, send, signIn, onStatus, clock, random = Math.random }) {
  /** @type {QueuedOperation[]} */
  let queue = [];
  let refused = 0;
  let writing = 0;
  let attempt = 0;
  let limit = BATCH;
  /** @type {null | 'offline' | 'signedOut'} */
  let trouble = null;
  let storageFailed = false;
  let closed = false;
  /** @type {any} */
  let timer = null;
  /** @type {number | null} when the oldest operation not yet sent came in */
  let waitingSince = null;
  /** @type {Promise<void> | null} */
  let pumping = null;

  /** @returns {OutboxStatus} */
  function status() {
    const queued = queue.length + writing;
    const cause = storageFailed ? 'storage' : trouble === 'signedOut' ? 'signedOut' : refused > 0 ? 'refused' : null;
    if (cause) return { state: 'attention', queued, refused, cause };
    if (queued === 0) return { state: 'saved', queued, refused, cause };
    return { state: trouble === 'offline' ? 'offline' : 'saving', queued, refused, cause };
  }

  const tell = () => { if (!closed) onStatus(status()); };

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

  /** Sends until the queue is empty or something is in the way. @returns {Promise<void>} */
  function pump() {
    if (closed) return Promise.resolve();
    clock.clear(timer);
    waitingSince = null;
    pumping ??= drain().finally(() => {
      pumping = null;
      tell();
      if (!closed && queue.length > 0 && !trouble) pumpSoon();
    });
    return pumping;
  }

  async function drain() {
    while (queue.length > 0 && !closed) {
      const batch = queue.slice(0, limit);
      try {
        const answer = await send(batch.map((item) => item.operation), { keepalive: false });
        const settled = await settle(batch, answer.acknowledged, answer.rejected);
        if (settled === 0) throw { status: 500, code: 'internal' };
        trouble = null;
        attempt = 0;
        limit = Math.min(limit * 2, BATCH);
      } catch (error) {
        if (!await recover(error, batch)) return;
      }
      tell();
    }
  }

  /** @param {any} error @param {QueuedOperation[]} batch @returns {Promise<boolean>} whether to go on at once */
  async function recover(error, batch) {
    const verdict = verdictOn(error);
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
    if (verdict === 'split' && batch.length > 1) {
      limit = Math.ceil(batch.length / 2);
      return true;
    }
    const rejected = batch.map(({ operation }) => ({
      id: operation.id, code: error.code ?? 'invalid', detail: error.detail ?? '', field: error.field ?? null,
    }));
    await settle(batch, [], rejected);
    return true;
  }

  /**
   * @param {QueuedOperation[]} batch
   * @param {string[]} acknowledged
   * @param {any[]} rejected
   * @returns {Promise<number>} how many left the queue
   */
  async function settle(batch, acknowledged, rejected) {
    const known = new Map(batch.map((item) => [item.operation.id, item]));
    const refusals = rejected.flatMap(({ id, code, detail, field }) => {
      const item = known.get(id);
      return item ? [{ assignmentId, operation: item.operation, code, detail: detail ?? '', field: field ?? null }]
        : [];
    });
    const ids = new Set([...acknowledged, ...refusals.map((r) => r.operation.id)]);
    const done = batch.filter((item) => ids.has(item.operation.id));
    await store.settle(done, refusals);
    const orders = new Set(done.map((item) => item.order));
    queue = queue.filter((item) => !orders.has(item.order));
    refused += refusals.length;
    return done.length;
  }

  return {
    status,

    /** What an earlier page left unsent is sent now. */
    async resume() {
      const left = await store.pending(assignmentId);
      const here = new Set(queue.map((item) => item.order));
      queue = [...left.filter((item) => !here.has(item.order)), ...queue];
      refused = (await store.refusals(assignmentId)).length;
      tell();
      if (queue.length > 0) pumpSoon();
    },

    /**
     * Keeps one gesture and sends it soon.
     * @param {import('../core/history.js').JournalEntry | null} entry
     * @param {Operation[]} operations
     */
    async add(entry, operations) {
      writing += operations.length;
      tell();
      /** @type {QueuedOperation[]} */
      let kept;
      try {
        kept = await store.append(assignmentId, entry, operations);
      } catch {
        storageFailed = true;
        const order = () => -1 - Math.floor(random() * 1e15);
        kept = operations.map((operation) => ({ order: order(), assignmentId, operation }));
      }
      queue.push(...kept); // named only now: the queue is another list when an answer came while the store was writing
      writing -= operations.length;
      tell();
      pumpSoon();
    },

    /** Sends everything now. @returns {Promise<boolean>} whether nothing is left to send */
    async flush() {
      if (pumping && trouble === 'signedOut') signIn();
      if (!pumping) trouble = null;
      await pump();
      return queue.length === 0 && writing === 0;
    },

    /** As much as may outlive the page goes out without waiting; what is not acknowledged is sent again later. */
    flushOnLeave() {
      /** @type {Operation[]} */
      const batch = [];
      let bytes = 0;
      for (const { operation } of queue.slice(0, BATCH)) {
        bytes += JSON.stringify(operation).length * 1.1 + 2;
        if (bytes > KEEPALIVE_BYTES) break;
        batch.push(operation);
      }
      if (batch.length > 0 && !closed) send(batch, { keepalive: true }).catch(() => {});
    },

    /** Refusals seen and put away. */
    async dismissRefusals() {
      await store.dismissRefusals(assignmentId);
      refused = 0;
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
