/**
 * Boxes: `[x, y, width, height]` in image pixels, origin top-left, y down.
 *
 * @typedef {{x: number, y: number}} ImagePoint A point in image pixels.
 * @typedef {{width: number, height: number}} ImageSize Whole image pixels.
 * @typedef {[number, number, number, number]} Box x, y, width, height in image pixels.
 */

/** Coordinates are kept in 64ths of a pixel: exact in binary, so x + width never slips past the border. */
const QUANTUM = 64;

/** @param {number} value image pixels */
export function quantize(value) {
  return Math.round(value * QUANTUM) / QUANTUM;
}

/**
 * The point of the image nearest to a point.
 * @param {ImagePoint} point
 * @param {ImageSize} image
 * @returns {ImagePoint}
 */
export function clampPoint(point, image) {
  return {
    x: quantize(Math.min(Math.max(point.x, 0), image.width)),
    y: quantize(Math.min(Math.max(point.y, 0), image.height)),
  };
}

/**
 * The box with two points as opposite corners, in any order.
 * @param {ImagePoint} a
 * @param {ImagePoint} b
 * @returns {Box}
 */
export function boxSpanning(a, b) {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return [x, y, Math.max(a.x, b.x) - x, Math.max(a.y, b.y) - y];
}

/**
 * The smallest box around points given as `[x, y]` pairs.
 * @param {Iterable<number[]>} points at least one
 * @returns {Box}
 */
export function boxAround(points) {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const [x, y] of points) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return [left, top, right - left, bottom - top];
}

/** @param {Box} box @param {ImagePoint} point @param {number} [margin] image pixels added on every side */
export function boxContains([x, y, w, h], point, margin = 0) {
  return point.x >= x - margin && point.x <= x + w + margin
    && point.y >= y - margin && point.y <= y + h + margin;
}

/** Whether two boxes share at least a point. @param {Box} a @param {Box} b */
export function boxesTouch(a, b) {
  return a[0] <= b[0] + b[2] && b[0] <= a[0] + a[2] && a[1] <= b[1] + b[3] && b[1] <= a[1] + a[3];
}

/** Whether `inner` lies wholly in `outer`. @param {Box} outer @param {Box} inner */
export function boxCovers(outer, inner) {
  return inner[0] >= outer[0] && inner[1] >= outer[1]
    && inner[0] + inner[2] <= outer[0] + outer[2] && inner[1] + inner[3] <= outer[1] + outer[3];
}

/**
 * Both sides at least the minimum: area alone would let a 1 by 9 slip through.
 * @param {Box} box
 * @param {number} minimumSidePixels
 */
export function isLargeEnough(box, minimumSidePixels) {
  return box[2] >= minimumSidePixels && box[3] >= minimumSidePixels;
}

/**
 * The part of a wished displacement that keeps a box inside the image.
 * @param {Box} bounds
 * @param {number} dx image pixels
 * @param {number} dy image pixels
 * @param {ImageSize} image
 * @returns {{dx: number, dy: number}}
 */
export function clampDisplacement(bounds, dx, dy, image) {
  const clamp = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) =>
    quantize(Math.min(Math.max(value, Math.min(low, 0)), Math.max(high, 0)));
  return {
    dx: clamp(dx, -bounds[0], image.width - bounds[0] - bounds[2]),
    dy: clamp(dy, -bounds[1], image.height - bounds[1] - bounds[3]),
  };
}

/** The edges each handle moves: -1 the left or top one, 1 the right or bottom one. */
export const HANDLES = Object.freeze({
  nw: [-1, -1], n: [0, -1], ne: [1, -1], e: [1, 0], se: [1, 1], s: [0, 1], sw: [-1, 1], w: [-1, 0],
});

/** @typedef {keyof typeof HANDLES} HandleName */

/**
 * A box with one handle dragged to a point. Dragging through the opposite side flips the box; a side never becomes
 * shorter than the minimum, nor leaves the image.
 * @param {Box} box
 * @param {HandleName} handle
 * @param {ImagePoint} to
 * @param {ImageSize} image
 * @param {number} minimumSidePixels
 * @param {{centred?: boolean, proportional?: boolean}} [how] centred: the middle stays where it is;
 *   proportional: width and height keep their ratio
 * @returns {Box}
 */
export function resizeBox(box, handle, to, image, minimumSidePixels, { centred = false, proportional = false } = {}) {
  if (centred || proportional) return scaleBox(box, handle, to, image, minimumSidePixels, centred, proportional);
  const [horizontal, vertical] = HANDLES[handle];
  const [x, width] = dragEdge(box[0], box[2], horizontal, to.x, image.width, minimumSidePixels);
  const [y, height] = dragEdge(box[1], box[3], vertical, to.y, image.height, minimumSidePixels);
  return [x, y, width, height];
}

/**
 * A box stretched about a point that stays: its middle, or what lies opposite the handle.
 * @param {Box} box
 * @param {HandleName} handle
 * @param {ImagePoint} to
 * @param {ImageSize} image
 * @param {number} minimum image pixels
 * @param {boolean} centred
 * @param {boolean} proportional
 * @returns {Box}
 */
function scaleBox([x, y, w, h], handle, to, image, minimum, centred, proportional) {
  const [horizontal, vertical] = HANDLES[handle];
  const across = span(x, w, horizontal, to.x, image.width, minimum, centred);
  const down = span(y, h, vertical, to.y, image.height, minimum, centred);
  if (proportional) {
    const least = Math.max(across.least, down.least);
    for (const one of [across, down]) if (one.most < least) turn(one);
    const factor = Math.min(Math.max(across.factor, down.factor, least), across.most, down.most);
    across.factor = factor;
    down.factor = factor;
  }
  const [left, width] = stretched(across, image.width, minimum);
  const [top, height] = stretched(down, image.height, minimum);
  return [left, top, width, height];
}

/**
 * How one side of a box is stretched.
 * @typedef {object} Span
 * @property {number} fixed the place that stays, image pixels
 * @property {number} before how far it reaches before that place, image pixels
 * @property {number} after how far it reaches after that place
 * @property {number} limit size of the image
 * @property {number} factor wished, never negative; 0 where the handle leaves this side alone
 * @property {number} least that the minimum allows
 * @property {number} most that the image allows
 */

/** @returns {Span} */
function span(
  /** @type {number} */ start, /** @type {number} */ length, /** @type {number} */ edge, /** @type {number} */ to,
  /** @type {number} */ limit, /** @type {number} */ minimum, /** @type {boolean} */ centred,
) {
  const share = centred || edge === 0 ? 0.5 : edge < 0 ? 1 : 0;
  const fixed = start + share * length;
  const before = share * length, after = length - before;
  const wished = edge === 0 ? 0 : (to - fixed) / (edge < 0 ? -before : after);
  const one = { fixed, before, after, limit, factor: Math.abs(wished), least: minimum / length, most: roomFor(fixed, before, after, limit) };
  if (wished < 0) turn(one);
  if (one.most < one.least) turn(one);
  return one;
}

/** The span on the other side of the place that stays. @param {Span} one */
function turn(one) {
  [one.before, one.after] = [one.after, one.before];
  one.most = roomFor(one.fixed, one.before, one.after, one.limit);
}

/** @param {number} fixed @param {number} before @param {number} after @param {number} limit */
function roomFor(fixed, before, after, limit) {
  return Math.min(before > 0 ? fixed / before : Infinity, after > 0 ? (limit - fixed) / after : Infinity);
}

/** @param {Span} span @param {number} limit @param {number} minimum @returns {[number, number]} start and length */
function stretched({ fixed, before, after, factor, least, most }, limit, minimum) {
  const by = factor === 0 ? 1 : Math.min(Math.max(factor, least), most);
  const length = Math.min(Math.max(quantize(by * (before + after)), minimum), limit);
  return [Math.min(Math.max(quantize(fixed - by * before), 0), limit - length), length];
}

/** @returns {[number, number]} start and length of the span after its edge was dragged */
function dragEdge(
  /** @type {number} */ start, /** @type {number} */ length, /** @type {number} */ edge, /** @type {number} */ to,
  /** @type {number} */ limit, /** @type {number} */ minimum,
) {
  if (edge === 0) return [start, length];
  const fixed = edge < 0 ? start + length : start;
  let moved = quantize(Math.min(Math.max(to, 0), limit));
  if (Math.abs(moved - fixed) < minimum) {
    const away = moved === fixed ? edge : Math.sign(moved - fixed);
    moved = fixed + away * minimum;
    if (moved < 0 || moved > limit) moved = fixed - away * minimum;
    moved = Math.min(Math.max(moved, 0), limit);
  }
  return [Math.min(fixed, moved), Math.abs(moved - fixed)];
}
