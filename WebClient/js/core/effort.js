/**
 * How much work a shape was: presses, keys and active time since the shape before.
 *
 * @typedef {{presses: number, keys: number, activeMilliseconds: number}} Work
 */

/** @param {() => number} activeMilliseconds active time of the image so far */
export function createEffort(activeMilliseconds) {
  let presses = 0;
  let keys = 0;
  let since = activeMilliseconds();
  return {
    press() { presses += 1; },
    key() { keys += 1; },
    /** The work since this was last asked. @returns {Work} */
    take() {
      const now = activeMilliseconds();
      const work = { presses, keys, activeMilliseconds: Math.max(0, Math.round(now - since)) };
      [presses, keys, since] = [0, 0, now];
      return work;
    },
  };
}
