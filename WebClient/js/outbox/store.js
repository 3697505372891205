/**
 * What the outbox keeps on this machine: the operation log.
 *
 * Four lists by assignment, each in the order of writing: `operations` not yet settled, the `journal` of gestures (for
 * undo), `refusals` (the quarantine), and one record each of a `submission` without receipt and of `work`. A gesture's
 * journal entry and operations are written together or not at all, before the gesture is painted.
 *
 * @typedef {import('./operations.js').Operation} Operation
 * @typedef {import('./operations.js').Item} Item
 * @typedef {Item & {order: number, assignmentId: string}} QueuedOperation `order` grows with each one written
 * @typedef {{assignmentId: string, operation: Operation, code: string, detail: string, field: string | null}} Refusal
 * @typedef {{assignmentId: string, body: {id: string, lease: string, annotations: any[],
 *   deletedSuggestions?: Record<string, number>, activeMilliseconds: number,
 *   screened?: import('../core/coverage.js').ScreenedArea, revision?: number}}} SubmissionRecord
 * @typedef {{lease: string, activeMilliseconds: number, screened?: import('../core/coverage.js').ScreenedArea}} WorkRecord
 *   the last lease, the time worked so far, and what was seen in full size
 *
 * @typedef {object} Settlement what became of operations
 * @property {readonly QueuedOperation[]} [done] leave the log
 * @property {readonly Refusal[]} [refused] go into the quarantine
 * @property {readonly QueuedOperation[]} [changed] stay, in this form
 * @property {readonly string[]} [mended] shapes whose refusals are settled by a later operation
 *
 * @typedef {object} OutboxStore Each promise resolves once it is on disk.
 * @property {boolean} durable false when a reload would lose it
 * @property {(assignmentId: string, entry: import('../core/history.js').JournalEntry | null, items: readonly Item[])
 *   => Promise<QueuedOperation[]>} append one gesture: its journal entry and its operations, both or none
 * @property {(assignmentId?: string) => Promise<QueuedOperation[]>} pending unsent, oldest first; of all when not named
 * @property {(assignmentId: string, what: Settlement) => Promise<void>} settle all of it or nothing
 * @property {(assignmentId: string) => Promise<import('../core/history.js').JournalEntry[]>} journal
 * @property {(assignmentId?: string) => Promise<Refusal[]>} refusals
 * @property {(operationIds: readonly string[]) => Promise<void>} dismissRefusals of these operations, of whatever assignment
 * @property {(record: SubmissionRecord) => Promise<void>} saveSubmission
 * @property {() => Promise<SubmissionRecord[]>} submissions not yet receipted
 * @property {(assignmentId: string) => Promise<void>} dropSubmission
 * @property {(assignmentId: string, work: WorkRecord) => Promise<void>} saveWork
 * @property {(assignmentId: string) => Promise<WorkRecord | null>} work
 * @property {(assignmentId: string) => Promise<void>} finish forgets everything of an assignment
 * @property {() => void} close
 */
import { shapeOf } from './operations.js';

/**
 * A store that lives as long as the page: for tests, and where the browser has no durable one.
 * @returns {OutboxStore}
 */
export function memoryStore() {
  let order = 0;
  /** @type {QueuedOperation[]} */
  let queue = [];
  /** @type {Refusal[]} */
  let refused = [];
  /** @type {Map<string, import('../core/history.js').JournalEntry[]>} */
  const journals = new Map();
  /** @type {Map<string, SubmissionRecord>} */
  const submissions = new Map();
  /** @type {Map<string, WorkRecord>} */
  const works = new Map();
  /** @param {string | undefined} id @returns {(item: {assignmentId: string}) => boolean} */
  const isOf = (id) => (item) => !id || item.assignmentId === id;

  return {
    durable: false,
    async append(assignmentId, entry, items) {
      if (entry) journals.set(assignmentId, [...(journals.get(assignmentId) ?? []), entry]);
      const added = items.map((item) => ({ ...item, order: ++order, assignmentId }));
      queue.push(...added);
      return added;
    },
    pending: async (assignmentId) => queue.filter(isOf(assignmentId)),
    async settle(assignmentId, { done = [], refused: refusals = [], changed = [], mended = [] }) {
      const gone = new Set(done.map((item) => item.order));
      const forms = new Map(changed.map((item) => [item.order, item]));
      queue = queue.filter((item) => !gone.has(item.order)).map((item) => forms.get(item.order) ?? item);
      refused = refused.filter((r) => r.assignmentId !== assignmentId || !mended.includes(shapeOf(r.operation)));
      refused.push(...refusals);
    },
    journal: async (assignmentId) => journals.get(assignmentId) ?? [],
    refusals: async (assignmentId) => refused.filter(isOf(assignmentId)),
    async dismissRefusals(operationIds) {
      refused = refused.filter((refusal) => !operationIds.includes(refusal.operation.id));
    },
    async saveSubmission(record) {
      submissions.set(record.assignmentId, record);
    },
    submissions: async () => [...submissions.values()],
    async dropSubmission(assignmentId) {
      submissions.delete(assignmentId);
    },
    async saveWork(assignmentId, work) {
      works.set(assignmentId, work);
    },
    work: async (assignmentId) => works.get(assignmentId) ?? null,
    async finish(assignmentId) {
      queue = queue.filter((item) => item.assignmentId !== assignmentId);
      refused = refused.filter((r) => r.assignmentId !== assignmentId);
      journals.delete(assignmentId);
      submissions.delete(assignmentId);
      works.delete(assignmentId);
    },
    close() {},
  };
}
