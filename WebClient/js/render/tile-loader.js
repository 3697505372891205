/**
 * Fetches tiles: the most wanted first, a few at a time, those no longer wanted broken off, failed ones tried again.
 *
 * @typedef {import('../core/tilegrid.js').TileAddress} TileAddress
 */
import { authorization } from '../state/bearer.js';
import { tileKey } from '../core/tilegrid.js';

/** Requests at once; browsers keep six connections to a host over HTTP/1.1. */
const PARALLEL = 6;
/** A tile out of sight this long is broken off, milliseconds. */
const GRACE = 150;
/** Waits before another try, milliseconds. */
const RETRIES = [500, 2000, 8000];

/**
 * @param {object} parts
 * @param {(tile: TileAddress) => string} parts.urlOf
 * @param {(key: string) => boolean} parts.has already decoded
 * @param {(key: string, bitmap: ImageBitmap) => void} parts.onTile
 * @param {() => void} parts.onFailure the set of failed tiles changed
 */
export function createTileLoader({ urlOf, has, onTile, onFailure }) {
  /** @type {Map<string, TileAddress>} most wanted first */
  let wanted = new Map();
  /** @type {Map<string, {controller: AbortController, timer: any}>} */
  const running = new Map();
  /** @type {Map<string, {tries: number, notBefore: number}>} */
  const troubled = new Map();
  let stopped = false;

  const failed = (/** @type {string} */ key) => (troubled.get(key)?.tries ?? 0) > RETRIES.length;

  function pump() {
    const now = performance.now();
    for (const [key, tile] of wanted) {
      if (running.size >= PARALLEL || stopped) return;
      if (has(key) || running.has(key) || failed(key) || (troubled.get(key)?.notBefore ?? 0) > now) continue;
      load(key, tile);
    }
  }

  /** @param {string} key @param {TileAddress} tile */
  async function load(key, tile) {
    const controller = new AbortController();
    running.set(key, { controller, timer: null });
    try {
      const response = await fetch(urlOf(tile), { signal: controller.signal, credentials: 'same-origin', headers: authorization() });
      if (!response.ok) throw new Error(`tile answered ${response.status}`);
      const bitmap = await createImageBitmap(await response.blob());
      troubled.delete(key);
      if (stopped) bitmap.close();
      else onTile(key, bitmap);
    } catch {
      if (!controller.signal.aborted) noteTrouble(key);
    }
    clearTimeout(running.get(key)?.timer);
    running.delete(key);
    pump();
  }

  /** @param {string} key */
  function noteTrouble(key) {
    const tries = (troubled.get(key)?.tries ?? 0) + 1;
    const wait = RETRIES[tries - 1] ?? 0;
    troubled.set(key, { tries, notBefore: performance.now() + wait });
    if (tries > RETRIES.length) onFailure();
    else setTimeout(pump, wait + 1);
  }

  return {
    failed,
    anyFailed: () => [...wanted.keys()].some(failed),

    /** @param {TileAddress[]} tiles most wanted first */
    want(tiles) {
      wanted = new Map(tiles.map((tile) => [tileKey(tile), tile]));
      for (const [key, run] of running) {
        if (wanted.has(key)) {
          clearTimeout(run.timer);
          run.timer = null;
        } else {
          run.timer ??= setTimeout(() => run.controller.abort(), GRACE);
        }
      }
      pump();
    },

    /** Failed tiles are tried again from the start. */
    retry() {
      troubled.clear();
      onFailure();
      pump();
    },

    stop() {
      stopped = true;
      for (const { controller, timer } of running.values()) {
        clearTimeout(timer);
        controller.abort();
      }
    },
  };
}
