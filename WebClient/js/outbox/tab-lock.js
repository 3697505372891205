/**
 * One tab works on an assignment at a time; another may take over.
 *
 * Where the browser has no Web Locks (plain http on another host) every tab may work: the server keeps order.
 *
 * @typedef {{held: boolean, takeOver(): Promise<void>, release(): void}} TabLock
 */

/** How long the other tab has to finish before the lock is taken from it, milliseconds. */
const PATIENCE = 3000;

/**
 * @param {string} assignmentId
 * @param {() => Promise<void>} onTaken another tab asks; resolves once this one has let go of its work
 * @returns {Promise<TabLock>}
 */
export async function lockTab(assignmentId, onTaken) {
  const locks = globalThis.navigator?.locks;
  if (!locks) return { held: true, takeOver: async () => {}, release() {} };
  const name = `boxwood-assignment-${assignmentId}`;
  const channel = new BroadcastChannel(name);
  /** @type {(() => void) | null} */
  let letGo = null;

  /**
   * Asks for the lock; resolves as soon as that is decided.
   * @param {LockOptions} how
   * @returns {Promise<boolean>}
   */
  function ask(how) {
    return new Promise((resolve, reject) => {
      locks.request(name, how, (lock) => {
        resolve(Boolean(lock));
        return lock ? new Promise((release) => { letGo = () => release(undefined); }) : undefined;
      }).catch((error) => {
        if (letGo) taken();
        else reject(error);
      });
    });
  }

  async function taken() {
    await onTaken();
    letGo?.();
    letGo = null;
    lock.held = false;
  }

  /** @type {TabLock} */
  const lock = {
    held: await ask({ ifAvailable: true }),
    async takeOver() {
      channel.postMessage('take-over');
      try {
        lock.held = await ask({ signal: AbortSignal.timeout(PATIENCE) });
      } catch {
        lock.held = await ask({ steal: true });
      }
    },
    release() {
      letGo?.();
      letGo = null;
      channel.close();
    },
  };
  channel.onmessage = (event) => { if (event.data === 'take-over' && lock.held) taken(); };
  return lock;
}
