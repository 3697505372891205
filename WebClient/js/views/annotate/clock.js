/** The page's clock, in the form the outbox takes so that tests can bring their own. */
export const pageClock = {
  now: () => performance.now(),
  set: (/** @type {() => void} */ run, /** @type {number} */ milliseconds) => setTimeout(run, milliseconds),
  clear: (/** @type {any} */ timer) => clearTimeout(timer),
};

/** Waits; wakes early when the network comes back. @param {number} milliseconds @returns {Promise<void>} */
export function sleep(milliseconds) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      globalThis.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    globalThis.addEventListener('online', done);
  });
}
