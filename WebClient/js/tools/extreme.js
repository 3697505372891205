/**
 * Extreme points: a click on the object's topmost, leftmost, bottommost and rightmost point, in any order; the box is
 * their bounds. No corner has to be guessed in the air, and the four points are kept, for they lie on the outline.
 *
 * States: idle; marking (`points` set so far, each perhaps for a named side; `pressed` while the button is down).
 *
 * Source: Papadopoulos, Uijlings, Keller and Ferrari 2017, "Extreme clicking for efficient object annotation",
 * arXiv:1708.02750.
 */
import { boxAround, clampPoint } from '../core/box.js';
import { finished, isDrag, stay } from './tool.js';

/** @typedef {import('./tool.js').ToolContext} ToolContext */
/** @typedef {{point: [number, number], side: Side | null}} Mark */
/** @typedef {'top' | 'left' | 'bottom' | 'right'} Side */

/** @type {Record<Side, {axis: 0 | 1, sign: 1 | -1}>} the coordinate that is least (1) or greatest (-1) on a side */
const SIDES = { top: { axis: 1, sign: 1 }, left: { axis: 0, sign: 1 }, bottom: { axis: 1, sign: -1 }, right: { axis: 0, sign: -1 } };

/** @type {import('./tool.js').Tool} */
export const extreme = {
  id: 'extreme',
  draws: true,
  idle: () => ({ name: 'idle' }),

  handle(state, event, context) {
    if (event.side && (event.type === 'down' || event.type === 'up')) {
      return event.type === 'down' ? mark(state, event.at, event.side, context) : stay(state);
    }
    switch (`${state.name}/${event.type}`) {
      case 'idle/down':
        return stay({ name: 'marking', points: [], at: event.at, pressed: true });
      case 'marking/down':
        return stay({ ...state, at: event.at, pressed: true });
      case 'marking/move':
        return stay({ ...state, at: event.at });
      case 'marking/up':
        return state.pressed ? mark(state, event.at, null, context) : stay(state);
      case 'marking/pop':
        return stay(state.points.length > 1 ? { ...state, points: state.points.slice(0, -1) } : extreme.idle());
      case 'marking/interrupt':
        return stay(state.points.length > 0 ? { ...state, pressed: false } : extreme.idle());
      case 'marking/cancel':
        return stay(extreme.idle());
      default:
        return stay(state);
    }
  },

  sketch(state, context) {
    if (state.name === 'idle' || state.points.length === 0) return {};
    const marks = state.points.map((/** @type {Mark} */ { point }) => point);
    const around = state.at && state.points.length === 3 ? [...marks, pointOf(state.at, context)] : marks;
    return around.length < 2 ? { marks } : { marks, draft: { box: boxAround(around) }, refused: false };
  },

  cursor: () => 'crosshair',
};

/** @param {import('./tool.js').ImagePoint} at @param {ToolContext} context @returns {[number, number]} */
function pointOf(at, context) {
  const { x, y } = clampPoint(at, context.image);
  return [x, y];
}

/**
 * One point more. A second click on the same place is a slip; a side that is named again is moved.
 * @param {any} state
 * @param {import('./tool.js').ImagePoint} at
 * @param {Side | null} side
 * @param {ToolContext} context
 */
function mark(state, at, side, context) {
  const earlier = /** @type {Mark[]} */ (state.points ?? []).filter((other) => side === null || other.side !== side);
  const point = pointOf(at, context);
  const isSlip = side === null
    && earlier.some(({ point: [x, y] }) => !isDrag({ x, y }, { x: point[0], y: point[1] }, context));
  const points = isSlip ? earlier : [...earlier, { point, side }];
  if (points.length < 4) return stay({ name: 'marking', points, at, pressed: false });
  const extremePoints = bySide(points);
  const [top, left, bottom, right] = extremePoints;
  const spanned = /** @type {import('../core/box.js').Box} */ ([left[0], top[1], right[0] - left[0], bottom[1] - top[1]]);
  return finished(extreme.idle(), context, { shape: { box: spanned }, method: 'extreme', extremePoints });
}

/** The points that are farthest out on each side: top, left, bottom, right. @param {Mark[]} marks @returns {[number, number][]} */
function bySide(marks) {
  return Object.values(SIDES).map(({ axis, sign }) => marks
    .map(({ point }) => point)
    .reduce((best, point) => (sign * point[axis] < sign * best[axis] ? point : best)));
}
