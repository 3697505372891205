/**
 * Which parts of an image were looked at closely enough to see every pixel of them.
 */

/** Side of a cell, image pixels, unless the image is so large that there would be more than so many along a side. */
const CELL = 32;
const MOST_CELLS = 1024;
/** At least so many screen pixels for an image pixel. */
const CLOSE = 1;

/**
 * What was seen, as the server keeps it: how many cells in a row were not seen, seen, not seen and so on, row by row.
 *
 * @typedef {{cell: number, counts: number[]}} ScreenedArea `cell`: side of a cell, image pixels
 */

/** @param {import('./box.js').ImageSize} image @param {ScreenedArea | null} [before] what was seen already */
export function createCoverage(image, before = null) {
  const cell = Math.max(CELL, Math.ceil(Math.max(image.width, image.height) / MOST_CELLS));
  const { columns, rows, seen } = cellsOf(image, before?.cell === cell ? before : { cell, counts: [] });
  let left = seen.length - seen.reduce((sum, value) => sum + value, 0);

  /** The cells whose middle lies between two places. @param {number} from @param {number} to @param {number} count */
  const between = (from, to, count) => [Math.max(Math.ceil(from / cell - 0.5), 0), Math.min(Math.floor(to / cell - 0.5), count - 1)];

  return {
    columns, rows,
    /** 1 for a cell that was seen, row by row from the top left. @type {Readonly<Uint8Array>} */
    seen,
    /** The part of the image not seen yet, 0…1. */
    get left() { return left / seen.length; },
    /** @returns {ScreenedArea} */
    area: () => ({ cell, counts: runsOf(seen) }),
    /**
     * Somebody looks at a region.
     * @param {import('./box.js').Box} region image pixels, perhaps past the image
     * @param {number} scale screen pixels for an image pixel
     * @returns {boolean} whether any of it is new
     */
    look([x, y, width, height], scale) {
      if (scale < CLOSE) return false;
      const before = left;
      const [west, east] = between(x, Math.min(x + width, image.width + cell), columns);
      const [north, south] = between(y, Math.min(y + height, image.height + cell), rows);
      for (let row = north; row <= south; row++) {
        for (let at = row * columns + west; at <= row * columns + east; at++) {
          left -= 1 - seen[at];
          seen[at] = 1;
        }
      }
      return left !== before;
    },
  };
}

/** @param {Readonly<Uint8Array>} cells @returns {number[]} */
function runsOf(cells) {
  const counts = [0];
  let value = 0;
  for (const cell of cells) {
    if (cell !== value) {
      counts.push(0);
      value = cell;
    }
    counts[counts.length - 1] += 1;
  }
  return counts;
}

/**
 * An area as cells: 1 for one that was seen, row by row.
 * @param {import('./box.js').ImageSize} image
 * @param {ScreenedArea} area
 */
export function cellsOf(image, { cell, counts }) {
  const columns = Math.ceil(image.width / cell), rows = Math.ceil(image.height / cell);
  const seen = new Uint8Array(columns * rows);
  let at = 0;
  counts.forEach((count, index) => {
    if (index % 2 === 1) seen.fill(1, at, at + count);
    at += count;
  });
  return { columns, rows, seen };
}
