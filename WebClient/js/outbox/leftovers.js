import { createOutbox } from './outbox.js';

/**
 * What earlier assignments left unsent: it goes out in the background, and blocks nothing. What was changed elsewhere
 * since, or is refused, is kept apart for the person to see.
 *
 * @param {import('./store.js').OutboxStore} store
 * @param {string} current the assignment that has an outbox of its own
 * @param {object} parts
 * @param {(assignmentId: string, lease: string, operations: import('./operations.js').Operation[], how: {signal?: AbortSignal})
 *   => Promise<any>} parts.send
 * @param {(assignmentId: string) => Promise<{held: boolean, release(): void}>} parts.lock so that no other tab works on it
 * @param {import('./outbox.js').OutboxParts['clock']} parts.clock
 * @param {() => string} parts.newId
 */
export async function sendLeftovers(store, current, { send, lock, clock, newId }) {
  const awaiting = new Set((await store.submissions()).map((record) => record.assignmentId));
  const others = new Set((await store.pending()).map((item) => item.assignmentId));
  for (const assignmentId of others) {
    if (assignmentId === current || awaiting.has(assignmentId)) continue;
    const held = await lock(assignmentId);
    if (held.held) await sendAll(assignmentId).catch(() => {});
    held.release();
  }

  /** @param {string} assignmentId */
  async function sendAll(assignmentId) {
    const lease = (await store.work(assignmentId))?.lease ?? '';
    const outbox = createOutbox({
      assignmentId, store, clock, newId,
      draft: { revision: 0, shapeRevisions: {} },
      send: async (operations, { signal }) => {
        const answer = await send(assignmentId, lease, operations, { signal });
        return { ...answer, rejected: answer.rejected.map((/** @type {any} */ each) => ({ ...each, present: undefined })) };
      },
      fetchDraft: () => Promise.reject({ status: 404 }),
      signIn: () => Promise.reject(new Error('signed out')),
      onStatus() {}, onNews() {}, atRest: () => true,
    });
    try {
      await outbox.resume();
      await outbox.flush();
    } finally {
      await outbox.close();
    }
  }
}
