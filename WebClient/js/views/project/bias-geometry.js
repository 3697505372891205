/** How the shifts of four edges are drawn as arrows. Pure. */

/** @typedef {{value: number, low: number, high: number, n: number}} Figure */

export const EDGES = ['left', 'top', 'right', 'bottom'];
/** The figure and the object in it, in units of the figure. */
export const FIGURE = { width: 160, height: 116 };
const OBJECT = { x: 40, y: 32, width: 80, height: 52 };
/** How long the longest arrow is. */
const REACH = 28;
/** Arrows shorter than this many pixels would all look long. */
const LEAST = 1;

/**
 * How many pixels the longest arrow of several figures stands for, so that they can be compared.
 * @param {Figure[][]} biases
 */
export function longestShift(biases) {
  return biases.flat().reduce((longest, figure) => Math.max(longest, Math.abs(figure?.value ?? 0)), LEAST);
}

/**
 * @param {number[]} shifts of the left, top, right and bottom edge in pixels; positive is right and down
 * @param {number} longest pixels that the longest arrow stands for
 * @returns {{object: typeof OBJECT, drawn: typeof OBJECT, arrows: {edge: string, from: [number, number], to: [number, number]}[]}}
 */
export function biasGeometry(shifts, longest) {
  const by = shifts.map((shift) => (Math.max(-longest, Math.min(longest, shift)) / longest) * REACH);
  const { x, y, width, height } = OBJECT;
  const middle = [x + width / 2, y + height / 2];
  const [left, top, right, bottom] = by;
  return {
    object: OBJECT,
    drawn: { x: x + left, y: y + top, width: Math.max(0, width + right - left), height: Math.max(0, height + bottom - top) },
    arrows: [
      { edge: 'left', from: [x, middle[1]], to: [x + left, middle[1]] },
      { edge: 'top', from: [middle[0], y], to: [middle[0], y + top] },
      { edge: 'right', from: [x + width, middle[1]], to: [x + width + right, middle[1]] },
      { edge: 'bottom', from: [middle[0], y + height], to: [middle[0], y + height + bottom] },
    ],
  };
}

/**
 * The way an edge is shifted, as it is named.
 * @param {string} edge
 * @param {number} shift pixels
 * @param {number} digits those shown: what they cannot show is no shift
 */
export function directionOf(edge, shift, digits) {
  if (Math.abs(shift) < 0.5 * 10 ** -digits) return 'none';
  if (edge === 'left' || edge === 'right') return shift < 0 ? 'left' : 'right';
  return shift < 0 ? 'up' : 'down';
}
