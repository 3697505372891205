/** Where the crops of a wall stand, and which of them are near what is in sight. Pure. */

/** Least width of a crop's place, and its height, CSS pixels. */
export const CELL = { width: 132, height: 168 };
/** Rows kept above and below what is in sight. */
const SPARE = 3;

/**
 * @param {number} width of the wall, CSS pixels
 * @param {number} count of crops
 * @returns {{columns: number, rows: number, cellWidth: number, height: number}}
 */
export function layoutOf(width, count) {
  const columns = Math.max(1, Math.floor(width / CELL.width));
  const rows = Math.ceil(count / columns);
  return { columns, rows, cellWidth: width / columns, height: rows * CELL.height };
}

/**
 * The crops to be in the page, from one up to before another.
 * @param {{columns: number, rows: number}} layout
 * @param {number} top how far the wall's upper end is above the window's, CSS pixels; negative below it
 * @param {number} height of the window, CSS pixels
 * @param {number} count
 * @returns {[number, number]}
 */
export function windowOf({ columns, rows }, top, height, count) {
  const first = Math.max(0, Math.min(rows, Math.floor(top / CELL.height) - SPARE));
  const last = Math.max(first, Math.min(rows, Math.ceil((top + height) / CELL.height) + SPARE));
  return [first * columns, Math.min(count, last * columns)];
}

/**
 * Where a key moves to.
 * @param {string} key
 * @param {number} from
 * @param {{columns: number}} layout
 * @param {number} count
 * @param {number} page rows that are in sight
 * @returns {number | null} null: the key does not move
 */
export function moveOf(key, from, { columns }, count, page) {
  const steps = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns,
    PageUp: -columns * Math.max(1, page), PageDown: columns * Math.max(1, page) });
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (!Object.hasOwn(steps, key)) return null;
  const to = from + steps[key];
  if (Math.abs(steps[key]) === 1 || (to >= 0 && to < count)) return Math.max(0, Math.min(count - 1, to));
  if (key !== 'PageUp' && key !== 'PageDown') return from;
  return to < 0 ? from % columns : count - 1;
}
