/** Tells whoever wants to know that an answer is stored. */

/** @type {Set<(submissionId: string) => void>} */
const listeners = new Set();

/** @param {(submissionId: string) => void} listener */
export function onStored(listener) {
  listeners.add(listener);
}

/** An answer has its receipt, or was kept though it came too late. @param {string} submissionId */
export function tellStored(submissionId) {
  for (const listener of listeners) listener(submissionId);
}
