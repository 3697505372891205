/**
 * Counts the time a person really works: a pause of more than half a minute is left out whole.
 *
 * @typedef {{milliseconds: number, lastInput: number | null}} ActiveTime `lastInput` on a monotonic clock
 */

/** A longer pause counts as idle, milliseconds. */
export const IDLE_MILLISECONDS = 30_000;

/** @param {number} [milliseconds] counted before a reload @returns {ActiveTime} */
export function activeTime(milliseconds = 0) {
  return { milliseconds, lastInput: null };
}

/** @param {ActiveTime} time @param {number} now milliseconds @returns {ActiveTime} after an input at `now` */
export function noteInput(time, now) {
  const pause = time.lastInput === null ? 0 : now - time.lastInput;
  const worked = pause > 0 && pause <= IDLE_MILLISECONDS ? pause : 0;
  return { milliseconds: time.milliseconds + worked, lastInput: now };
}
