/** What a failed send means, decided in one place. */

/** First wait before another try, and the longest, milliseconds. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/**
 * - `retry`: later, as it is; `signIn`: once the person has signed in again; `split`: in smaller parts, for one of them
 *   is refused; `refuse`: never.
 * @param {{status?: number, code?: string}} error
 * @returns {'retry' | 'signIn' | 'split' | 'refuse'}
 */
export function verdictOn({ status = 0, code }) {
  if (status === 401) return 'signIn';
  if (status === 0 || status === 408 || status === 429 || status >= 500 || code === 'lease_lost') return 'retry';
  if (status === 400 || status === 413 || status === 422) return 'split';
  return 'refuse';
}

/**
 * How long to wait before a try: doubling, with a fifth of chance so that many clients do not come back at once.
 * @param {number} attempt 0 for the first repetition
 * @param {number} chance 0…1
 * @param {number} [retryAfterSeconds] what the server asked for
 * @returns {number} milliseconds
 */
export function waitBefore(attempt, chance, retryAfterSeconds = 0) {
  const wait = Math.min(FIRST_WAIT * 2 ** attempt, LONGEST_WAIT);
  return Math.max(wait * (0.8 + 0.4 * chance), retryAfterSeconds * 1000);
}

/** @param {any} error @returns {number} seconds the server asked to wait, 0 when it did not */
export function retryAfterOf(error) {
  const seconds = Number(error?.headers?.get?.('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 300) : 0;
}
