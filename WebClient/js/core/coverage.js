/**
 * Which parts of an image were looked at closely enough to see every pixel of them.
 */

/** Side of a cell, image pixels, unless the image is so large that there would be more than so many along a side. */
const CELL = 32;
const MOST_CELLS = 1024;
/** At least so many screen pixels for an image pixel. */
const CLOSE = 1;

/** @param {import('./box.js').ImageSize} image */
export function createCoverage(image) {
  const cell = Math.max(CELL, Math.ceil(Math.max(image.width, image.height) / MOST_CELLS));
  const columns = Math.ceil(image.width / cell), rows = Math.ceil(image.height / cell);
  const seen = new Uint8Array(columns * rows);
  let left = seen.length;

  /** The cells whose middle lies between two places. @param {number} from @param {number} to @param {number} count */
  const between = (from, to, count) => [Math.max(Math.ceil(from / cell - 0.5), 0), Math.min(Math.floor(to / cell - 0.5), count - 1)];

  return {
    columns, rows,
    /** 1 for a cell that was seen, row by row from the top left. @type {Readonly<Uint8Array>} */
    seen,
    /** The part of the image not seen yet, 0…1. */
    get left() { return left / seen.length; },
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
