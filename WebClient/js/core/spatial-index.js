/**
 * Finds the few shapes near a point or in a region, among a hundred thousand.
 *
 * Grids of finer and finer cells lie over the image. A shape lies in one cell of the finest grid whose cells are at least as
 * long as the shape, by its top-left corner; so it reaches into the next cell at most, and never lies in two.
 *
 * @typedef {import('./box.js').Box} Box
 * @typedef {{
 *   insert(id: string, bounds: Box): void,
 *   remove(id: string): void,
 *   query(region: Box): string[],
 *   boundsOf(id: string): Box | undefined,
 *   size(): number,
 * }} SpatialIndex
 */
import { boxesTouch } from './box.js';

/** The finest grid has 2 to this many cells along the longer side of the image. */
const FINEST = 8;

/** @typedef {{id: string, bounds: Box, cell: Set<Entry>}} Entry */

/** @param {import('./box.js').ImageSize} image @returns {SpatialIndex} */
export function createSpatialIndex(image) {
  const side = Math.max(image.width, image.height, 1);
  /** By level, the cells that hold something. @type {Map<number, Set<Entry>>[]} */
  const grids = Array.from({ length: FINEST + 1 }, () => new Map());
  /** @type {Map<string, Entry>} */
  const entries = new Map();

  /** @param {number} level @param {number} value image pixels */
  function cellAt(level, value) {
    const last = 2 ** level - 1;
    return Math.min(Math.max(Math.floor((value / side) * (last + 1)), 0), last);
  }

  /** @param {Box} bounds */
  function cellOf([x, y, w, h]) {
    const longest = Math.max(w, h, side / 2 ** FINEST);
    const level = Math.max(Math.floor(Math.log2(side / longest)), 0);
    const key = cellAt(level, y) * 2 ** level + cellAt(level, x);
    let cell = grids[level].get(key);
    if (!cell) grids[level].set(key, cell = new Set());
    return cell;
  }

  /** @param {string} id */
  function remove(id) {
    const entry = entries.get(id);
    if (!entry) return;
    entry.cell.delete(entry);
    entries.delete(id);
  }

  /** @param {Set<Entry> | undefined} cell @param {Box} region @param {string[]} found */
  function search(cell, region, found) {
    if (!cell) return;
    for (const { id, bounds } of cell) if (boxesTouch(bounds, region)) found.push(id);
  }

  return {
    insert(id, bounds) {
      remove(id);
      const cell = cellOf(bounds);
      const entry = { id, bounds, cell };
      cell.add(entry);
      entries.set(id, entry);
    },
    remove,
    query(region) {
      const [x, y, w, h] = region;
      /** @type {string[]} */
      const found = [];
      for (const [level, cells] of grids.entries()) {
        if (cells.size === 0) continue;
        const fromColumn = cellAt(level, x) - 1, toColumn = cellAt(level, x + w);
        const fromRow = cellAt(level, y) - 1, toRow = cellAt(level, y + h);
        if ((toColumn - fromColumn + 1) * (toRow - fromRow + 1) > cells.size) {
          for (const cell of cells.values()) search(cell, region, found);
          continue;
        }
        for (let row = Math.max(fromRow, 0); row <= toRow; row++) {
          for (let column = Math.max(fromColumn, 0); column <= toColumn; column++) {
            search(cells.get(row * 2 ** level + column), region, found);
          }
        }
      }
      return found;
    },
    boundsOf: (id) => entries.get(id)?.bounds,
    size: () => entries.size,
  };
}
