/**
 * Keeps a lease alive: a beat every third of its length.
 *
 * @param {object} parts
 * @param {number} parts.seconds length of the lease
 * @param {() => Promise<any>} parts.beat
 * @param {(error: {code?: string}) => void} parts.onLost the turn is not held any more; told once
 * @param {() => void} parts.onSignedOut told once, until a beat succeeds again
 * @param {{set(run: () => void, milliseconds: number): any, clear(timer: any): void}} parts.clock
 * @returns {{beatNow(): Promise<void>, stop(): void}}
 */
export function createHeartbeat({ seconds, beat, onLost, onSignedOut, clock }) {
  let stopped = false;
  let signedOut = false;
  /** @type {any} */
  let timer = null;

  function next() {
    clock.clear(timer);
    if (!stopped) timer = clock.set(() => { beatNow(); }, Math.max(seconds, 3) * 1000 / 3);
  }

  async function beatNow() {
    if (stopped) return;
    try {
      await beat();
      signedOut = false;
    } catch (/** @type {any} */ error) {
      if (stopped) return;
      if (error?.status === 401 && !signedOut) {
        signedOut = true;
        onSignedOut();
      }
      if (error?.status === 409 || error?.status === 404) {
        stopped = true;
        onLost(error);
      }
    }
    next();
  }

  next();
  return {
    beatNow,
    stop() {
      stopped = true;
      clock.clear(timer);
    },
  };
}
