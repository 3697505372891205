/**
 * Files on their way to the server: a few at a time, each with its own fate. No DOM.
 *
 * From "queued" here through "uploading" and the stages on the server ("waiting", "reading", "cutting") to an end.
 *
 * @typedef {'queued' | 'uploading' | 'waiting' | 'reading' | 'cutting' | 'done' | 'duplicate' | 'error'} UploadState
 * @typedef {object} UploadItem
 * @property {number} id
 * @property {any} file
 * @property {UploadState} state
 * @property {number} progress 0…1, in states "uploading" and "cutting"
 * @property {number} frames how many frames or pages the file has, of which the first is in; 1 until that is known
 * @property {any} error set in state "error"
 *
 * @typedef {object} UploadQueue
 * @property {UploadItem[]} items in the order they were added
 * @property {(files: Iterable<any>) => void} add
 * @property {() => void} retryFailed
 * @property {() => void} forgetFinished
 * @property {(listener: (item: UploadItem | null) => void) => () => void} subscribe called with the item that
 *   changed, or null when the list did
 */

/**
 * @param {object} options
 * @param {(file: any, onProgress: (fraction: number, state?: UploadState) => void) => Promise<{duplicate: boolean, frames?: number}>} options.send
 * @param {number} [options.parallel]
 * @returns {UploadQueue}
 */
export function createUploadQueue({ send, parallel = 3 }) {
  /** @type {UploadItem[]} */
  const items = [];
  /** @type {Set<(item: UploadItem | null) => void>} */
  const listeners = new Set();
  let serial = 0;
  let running = 0;
  let next = 0;

  /** @param {UploadItem | null} item */
  const tell = (item) => { for (const listener of listeners) listener(item); };

  function pump() {
    while (running < parallel) {
      while (next < items.length && items[next].state !== 'queued') next += 1;
      if (next >= items.length) return;
      run(items[next]);
    }
  }

  /** @param {UploadItem} item */
  async function run(item) {
    running += 1;
    Object.assign(item, { state: 'uploading', progress: 0, error: null });
    tell(item);
    try {
      const answer = await send(item.file, (progress, state = 'uploading') => {
        Object.assign(item, { state, progress });
        tell(item);
      });
      Object.assign(item, { state: answer.duplicate ? 'duplicate' : 'done', progress: 1, frames: answer.frames ?? 1 });
    } catch (error) {
      Object.assign(item, { state: 'error', error });
    }
    running -= 1;
    tell(item);
    pump();
  }

  return {
    items,
    add(files) {
      for (const file of files) items.push({ id: ++serial, file, state: 'queued', progress: 0, frames: 1, error: null });
      tell(null);
      pump();
    },
    retryFailed() {
      for (const item of items) if (item.state === 'error') item.state = 'queued';
      next = 0;
      tell(null);
      pump();
    },
    forgetFinished() {
      const kept = items.filter(({ state }) => !ENDS.has(state));
      items.splice(0, items.length, ...kept);
      next = 0;
      tell(null);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The states in which nothing more happens to a file. */
const ENDS = new Set(['done', 'duplicate', 'error']);

/** @param {UploadItem[]} items @returns {boolean} whether any file is not through */
export function isBusy(items) {
  return items.some(({ state }) => !ENDS.has(state));
}

/**
 * How many items there are in each state.
 * @param {UploadItem[]} items
 * @returns {Record<UploadState, number>}
 */
export function tally(items) {
  const sum = { queued: 0, uploading: 0, waiting: 0, reading: 0, cutting: 0, done: 0, duplicate: 0, error: 0 };
  for (const item of items) sum[item.state] += 1;
  return sum;
}

/**
 * Whether a file found in a folder is worth sending.
 * @param {{name: string, type?: string}} file
 */
export function looksLikeImage({ name, type = '' }) {
  return !name.startsWith('.') && (type.startsWith('image/') || /\.(jpe?g|png|webp|tiff?)$/i.test(name));
}
