/**
 * One tab works on an assignment at a time; another may take over.
 *
 * Where the browser has no Web Locks (plain http on another host), or lets a framed page have none, every tab may work: the
 * server keeps order.
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
  if (!locks) return free();
  const name = `boxwood-assignment-${assignmentId}`;
  const channel = channelNamed(name);
  if (!channel) return free();
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

  let held;
  try {
    held = await ask({ ifAvailable: true });
  } catch (/** @type {any} */ error) {
    if (error?.name !== 'SecurityError') throw error;
    channel.close();
    return free();
  }
  /** @type {TabLock} */
  const lock = {
    held,
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

/** Where tabs cannot ask each other. @returns {TabLock} */
const free = () => ({ held: true, takeOver: async () => {}, release() {} });

/** @param {string} name @returns {BroadcastChannel | null} null where a framed page may have none */
function channelNamed(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
