/**
 * Handing in: the answer and its key are kept until the receipt, so that sending twice never counts twice.
 *
 * @typedef {import('./store.js').SubmissionRecord} SubmissionRecord
 * @typedef {{kind: 'received', receipt: any} | {kind: 'late', submissionId: string}
 *   | {kind: 'refused', code: string, detail: string, field: string | null}} SubmissionOutcome
 *
 * @typedef {object} SubmissionParts
 * @property {import('./store.js').OutboxStore} store
 * @property {(record: SubmissionRecord) => Promise<any>} post resolves to the receipt
 * @property {() => Promise<void>} signIn
 * @property {(milliseconds: number) => Promise<void>} wait
 * @property {(attempt: number) => void} [onWaiting] told before each wait for the network
 * @property {() => number} [random]
 */
import { tellStored } from './receipts.js';
import { retryAfterOf, verdictOn, waitBefore } from './failure.js';

/**
 * Sends a kept answer until the server has decided about it.
 * @param {SubmissionRecord} record
 * @param {SubmissionParts} parts
 * @returns {Promise<SubmissionOutcome>}
 */
export async function deliver(record, { store, post, signIn, wait, onWaiting, random = Math.random }) {
  for (let attempt = 0; ; attempt++) {
    try {
      const receipt = await post(record);
      tellStored(record.body.id);
      await store.finish(record.assignmentId);
      return { kind: 'received', receipt };
    } catch (/** @type {any} */ error) {
      if (error?.status === undefined) throw error;
      if (error.code === 'late') {
        tellStored(record.body.id);
        await store.finish(record.assignmentId);
        return { kind: 'late', submissionId: String(error.body?.submissionId ?? record.body.id) };
      }
      const verdict = error.code === 'lease_lost' ? 'refuse' : verdictOn(error);
      if (verdict === 'signIn') {
        await signIn();
      } else if (verdict === 'retry') {
        onWaiting?.(attempt);
        await wait(waitBefore(attempt, random(), retryAfterOf(error)));
      } else {
        await store.dropSubmission(record.assignmentId);
        return { kind: 'refused', code: error.code ?? 'invalid', detail: error.detail ?? '',
          field: error.field ?? null };
      }
    }
  }
}

/**
 * Keeps an answer, then sends it.
 * @param {SubmissionRecord} record
 * @param {SubmissionParts} parts
 * @returns {Promise<SubmissionOutcome>}
 */
export async function submit(record, parts) {
  await parts.store.saveSubmission(record);
  return deliver(record, parts);
}
