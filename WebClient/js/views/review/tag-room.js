/**
 * Which name tags there is room for. Pure.
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Place CSS pixels
 */

/** Side of the squares places are filed under, CSS pixels. */
const SQUARE = 64;

/**
 * Goes through the places in order and leaves out each that would overlap one already kept.
 * @param {Place[]} places the most wanted first
 * @returns {boolean[]} whether each is kept
 */
export function roomFor(places) {
  /** @type {Map<string, Place[]>} */
  const filed = new Map();
  return places.map((place) => {
    const squares = squaresOf(place);
    if (squares.some((square) => filed.get(square)?.some((other) => overlap(place, other)))) return false;
    for (const square of squares) filed.set(square, [...(filed.get(square) ?? []), place]);
    return true;
  });
}

/** @param {Place} place */
function squaresOf({ x, y, width, height }) {
  const found = [];
  for (let row = Math.floor(y / SQUARE); row <= Math.floor((y + height) / SQUARE); row += 1) {
    for (let column = Math.floor(x / SQUARE); column <= Math.floor((x + width) / SQUARE); column += 1) found.push(`${column} ${row}`);
  }
  return found;
}

/** @param {Place} a @param {Place} b */
function overlap(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
