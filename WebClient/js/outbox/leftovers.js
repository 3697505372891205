import { verdictOn } from './failure.js';

const BATCH = 500;

/**
 * What earlier assignments left unsent: it goes out in the background, and blocks nothing.
 *
 * @param {import('./store.js').OutboxStore} store
 * @param {string} current the assignment that has an outbox of its own
 * @param {(assignmentId: string, lease: string, operations: import('./operations.js').Operation[]) => Promise<{acknowledged: string[],
 *   rejected: {id: string, code: string, detail?: string, field?: string | null}[]}>} send
 * @returns {Promise<number>} operations settled
 */
export async function sendLeftovers(store, current, send) {
  const awaiting = new Set((await store.submissions()).map((record) => record.assignmentId));
  const others = (await store.pending()).filter((item) => item.assignmentId !== current
    && !awaiting.has(item.assignmentId));
  let settled = 0;
  for (const assignmentId of new Set(others.map((item) => item.assignmentId))) {
    const batch = others.filter((item) => item.assignmentId === assignmentId).slice(0, BATCH);
    const lease = (await store.work(assignmentId))?.lease ?? '';
    const byId = new Map(batch.map((item) => [item.operation.id, item]));
    try {
      const { acknowledged, rejected } = await send(assignmentId, lease, batch.map((item) => item.operation));
      const refusals = rejected.flatMap(({ id, code, detail, field }) => {
        const item = byId.get(id);
        return item ? [{ assignmentId, operation: item.operation, code, detail: detail ?? '', field: field ?? null }]
          : [];
      });
      const ids = new Set([...acknowledged, ...refusals.map((r) => r.operation.id)]);
      const done = batch.filter((item) => ids.has(item.operation.id));
      await store.settle(done, refusals);
      settled += done.length;
    } catch (/** @type {any} */ error) {
      if (verdictOn(error) !== 'refuse') continue;
      const { code = 'invalid', detail = '', field = null } = error;
      await store.settle(batch, batch.map(({ operation }) => ({ assignmentId, operation, code, detail, field })));
      settled += batch.length;
    }
  }
  return settled;
}
