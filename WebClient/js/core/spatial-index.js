/**
 * A uniform grid over the image that finds the few shapes near a point or in a region.
 *
 * @typedef {import('./box.js').Box} Box
 * @typedef {{
 *   insert(id: string, bounds: Box): void,
 *   remove(id: string): void,
 *   query(region: Box): string[],
 *   size(): number,
 * }} SpatialIndex
 */
import { boxesTouch } from './box.js';

/** Cells along the longer side of the image. */
const CELLS = 64;

/** @param {import('./box.js').ImageSize} image @returns {SpatialIndex} */
export function createSpatialIndex(image) {
  const cell = Math.max(image.width, image.height, 1) / CELLS;
  /** @type {Map<number, Set<string>>} */
  const cells = new Map();
  /** @type {Map<string, Box>} */
  const boundsOfId = new Map();

  /** @param {Box} box @param {(key: number) => void} visit */
  function eachCell([x, y, w, h], visit) {
    const limit = (/** @type {number} */ value) => Math.min(Math.max(Math.floor(value / cell), 0), CELLS);
    for (let row = limit(y); row <= limit(y + h); row++) {
      for (let column = limit(x); column <= limit(x + w); column++) visit(row * (CELLS + 1) + column);
    }
  }

  /** @param {string} id */
  function remove(id) {
    const bounds = boundsOfId.get(id);
    if (!bounds) return;
    eachCell(bounds, (key) => cells.get(key)?.delete(id));
    boundsOfId.delete(id);
  }

  return {
    insert(id, bounds) {
      remove(id);
      boundsOfId.set(id, bounds);
      eachCell(bounds, (key) => {
        const ids = cells.get(key);
        if (ids) ids.add(id);
        else cells.set(key, new Set([id]));
      });
    },
    remove,
    query(region) {
      const found = new Set();
      eachCell(region, (key) => {
        for (const id of cells.get(key) ?? []) {
          if (!found.has(id) && boxesTouch(/** @type {Box} */ (boundsOfId.get(id)), region)) found.add(id);
        }
      });
      return [...found];
    },
    size: () => boundsOfId.size,
  };
}
