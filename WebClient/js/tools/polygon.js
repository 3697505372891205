/**
 * Polygon: a click for each vertex, closed on the first vertex, by a second click on the last one, or by Enter.
 * With Shift held a drag draws freehand. Given a polygon's id it draws a hole into that polygon instead.
 *
 * With the magnet on, vertices stick to other shapes; two clicks on the same border take all of the border between
 * them along, the shorter way or, flipped, the other one. Ctrl lets go of the magnet.
 *
 * States: idle; drawing (`chain` of points; `clicks`, each with the length of the chain before it and the border it
 * was on; `pressed` while the button is down; `stroke` the length of the chain where the freehand stroke under way
 * began; `hole` the polygon's id, or null).
 */
import { wayAlong } from '../core/border.js';
import { clampPoint } from '../core/box.js';
import { updating } from '../core/change.js';
import { chainWouldCross, simplifyChain } from '../core/ring.js';
import { faultOf } from '../core/shape.js';
import { finished, isDrag, snap, stay } from './tool.js';

/** How near the first vertex closes the ring, screen pixels. */
const CLOSE = 10;
const CLOSE_COARSE = 20;
/** Freehand puts a vertex each so many screen pixels, and thins them to this many image pixels. */
const FREEHAND_STEP = 12;
const FREEHAND_TOLERANCE = 1;

/** @typedef {import('./tool.js').ToolContext} ToolContext */
/** @typedef {import('../core/ring.js').RingPoint} RingPoint */

const START = { name: 'drawing', chain: [], clicks: [], at: null, pressed: null, hole: null, stroke: null, longWay: false, free: false };

/** @type {import('./tool.js').Tool & {intoHole(id: string): import('./tool.js').ToolState}} */
export const polygon = {
  id: 'polygon',
  draws: true,
  idle: () => ({ name: 'idle' }),

  /** The state in which the next ring becomes a hole of a polygon. */
  intoHole: (id) => ({ ...START, hole: id }),

  handle(state, event, context) {
    const moved = { ...state, at: event.at, free: Boolean(event.ctrl) };
    switch (`${state.name}/${event.type}`) {
      case 'idle/down':
        return stay({ ...START, at: event.at, pressed: event.at, free: Boolean(event.ctrl) });
      case 'drawing/down':
        return stay({ ...moved, pressed: event.at });
      case 'drawing/move':
        return stay(freehand(moved, event, context));
      case 'drawing/up':
        return state.pressed ? release({ ...moved, pressed: null }, context) : stay(state);
      case 'drawing/flip':
        return stay(aim(state, context).way.length > 0 || state.longWay ? { ...state, longWay: !state.longWay } : state);
      case 'drawing/finish':
        return close(endOfStroke(state), [], context);
      case 'drawing/pop':
        return stay(withoutLast(state));
      case 'drawing/interrupt':
        return stay(state.chain.length || state.hole ? { ...endOfStroke(state), pressed: null } : polygon.idle());
      case 'drawing/cancel':
        return { state: polygon.idle(), actions: back(state) };
      default:
        return stay(state);
    }
  },

  sketch(state, context) {
    if (state.name !== 'drawing') return {};
    const { chain } = state;
    if (!state.at || state.stroke !== null) return { chain, next: [], closable: false, refused: false };
    const { at, way, closable, snapped } = aim(state, context);
    const next = [...way, at];
    return { chain, next, closable, refused: crosses(chain, next, closable), ...(snapped ? { snapped: at } : {}) };
  },

  cursor: () => 'crosshair',
};

/**
 * Where the next vertex would go, and what of another shape's border would come along.
 * @param {any} state
 * @param {ToolContext} context
 * @returns {{at: RingPoint, way: RingPoint[], closable: boolean, anchor: import('../core/border.js').Anchor | null, snapped: boolean}}
 */
function aim(state, context) {
  const point = clampPoint(state.at, context.image);
  const closable = isOnFirst(state, context);
  const from = state.free ? null : state.clicks.at(-1)?.anchor ?? null;
  const held = closable || state.free ? null : snap(point, context, state.hole ? [state.hole] : [], from?.id);
  const anchor = closable ? state.clicks[0]?.anchor ?? null : held?.anchor ?? null;
  const way = from && anchor ? wayAlong(context.document, from, anchor, state.longWay) ?? [] : [];
  const at = closable ? state.chain[0] : held?.at ?? /** @type {RingPoint} */ ([point.x, point.y]);
  return { at, way, closable, anchor, snapped: held !== null };
}

/** @param {any} state @param {ToolContext} context */
function isOnFirst({ chain, at }, context) {
  if (chain.length < 3) return false;
  const reach = (context.coarse ? CLOSE_COARSE : CLOSE) / context.scale;
  return Math.hypot(at.x - chain[0][0], at.y - chain[0][1]) <= reach;
}

/** Whether a chain that goes on through these points would touch itself. @param {RingPoint[]} chain @param {RingPoint[]} points @param {boolean} closing */
function crosses(chain, points, closing) {
  const grown = [...chain];
  return points.some((point, i) => {
    const refused = chainWouldCross(grown, point, { closing: closing && i === points.length - 1 });
    grown.push(point);
    return refused;
  });
}

/** The pointer went up: the end of a freehand stroke, or a click. @param {any} state @param {ToolContext} context */
function release(state, context) {
  return state.stroke === null ? place(state, context) : stay(endOfStroke(state));
}

/**
 * A vertex where the pointer went up; on the first or the last vertex it closes the ring.
 * @param {any} state
 * @param {ToolContext} context
 */
function place(state, context) {
  const { at, way, closable, anchor } = aim(state, context);
  if (closable) return close(state, way, context);
  const last = state.chain.at(-1);
  if (last && way.length === 0 && !isDrag({ x: last[0], y: last[1] }, { x: at[0], y: at[1] }, context)) {
    return state.chain.length >= 3 ? close(state, [], context) : stay(state);
  }
  if (crosses(state.chain, [...way, at], false)) return refuse(state, 'crossing');
  return stay(grown(state, [...way, at], anchor));
}

/** @param {any} state @param {RingPoint[]} points @param {import('../core/border.js').Anchor | null} anchor */
function grown(state, points, anchor) {
  const clicks = [...state.clicks, { length: state.chain.length, anchor }];
  return { ...state, chain: [...state.chain, ...points], clicks, longWay: false };
}

/**
 * @param {any} state
 * @param {import('./tool.js').ToolEvent} event
 * @param {ToolContext} context
 */
function freehand(state, event, context) {
  if (!state.pressed || !event.shift) return state;
  const { x, y } = clampPoint(event.at, context.image);
  const begun = state.stroke === null ? beginStroke(state, context) : state;
  const last = begun.chain.at(-1);
  const far = Math.hypot(x - last[0], y - last[1]) * context.scale >= FREEHAND_STEP;
  if (!far || chainWouldCross(begun.chain, [x, y])) return begun;
  return { ...begun, chain: [...begun.chain, [x, y]] };
}

/** @param {any} state @param {ToolContext} context */
function beginStroke(state, context) {
  if (state.chain.length > 0) {
    const clicks = [...state.clicks, { length: state.chain.length, anchor: null }];
    return { ...state, clicks, stroke: state.chain.length };
  }
  const { x, y } = clampPoint(state.pressed, context.image);
  return { ...grown(state, [[x, y]], null), stroke: 0 };
}

/** The stroke under way, if any, is over, and loses its needless vertices. @param {any} state */
function endOfStroke(state) {
  if (state.stroke === null) return state;
  const start = Math.max(state.stroke - 1, 0);
  const tail = simplifyChain(state.chain.slice(start), FREEHAND_TOLERANCE);
  return { ...state, chain: [...state.chain.slice(0, start), ...tail], stroke: null, hasStrokes: true };
}

/** What the last click or stroke added goes. @param {any} state */
function withoutLast(state) {
  const last = state.clicks.at(-1);
  if (!last || (last.length === 0 && !state.hole)) return state.hole ? state : polygon.idle();
  return { ...state, chain: state.chain.slice(0, last.length), clicks: state.clicks.slice(0, -1), stroke: null, longWay: false };
}

/** @param {any} state @param {RingPoint[]} way what comes before the first vertex again @param {ToolContext} context */
function close(state, way, context) {
  if (state.chain.length + way.length < 3) return refuse(state, 'tooFew');
  if (crosses(state.chain, [...way, state.chain[0]], true)) return refuse(state, 'crossing');
  const ring = [...state.chain, ...way];
  return state.hole ? closeHole(state, ring, context) : closeOutline(state, ring, context);
}

/** @param {any} state @param {RingPoint[]} ring @param {ToolContext} context */
function closeOutline(state, ring, context) {
  const shape = { polygon: [ring] };
  const fault = context.labelId ? faultOf(shape, context.image, context.minimumSidePixels) : null;
  if (fault && fault !== 'tooSmall') return refuse(state, fault);
  return finished(polygon.idle(), context, { shape, method: state.hasStrokes ? 'freehand' : 'polygon' });
}

/** @param {any} state @param {RingPoint[]} ring @param {ToolContext} context */
function closeHole(state, ring, context) {
  const owner = context.document.byId.get(state.hole);
  if (!owner || !('polygon' in owner.shape)) return { state: polygon.idle(), actions: back(state) };
  const shape = { polygon: [...owner.shape.polygon, ring] };
  const fault = faultOf(shape, context.image, context.minimumSidePixels);
  if (fault) return refuse(state, fault);
  const change = updating(context.document, [{ ...owner, shape }]);
  return {
    state: polygon.idle(),
    actions: [{ type: /** @type {const} */ ('change'), change, select: [owner.id], say: 'holed' }, ...back(state)],
  };
}

/** Drawing goes on, and the person hears why. @param {any} state @param {string} key */
function refuse(state, key) {
  return { state, actions: [{ type: /** @type {const} */ ('say'), key }] };
}

/** After a hole the select tool comes back. @param {any} state @returns {import('./tool.js').Action[]} */
function back(state) {
  return state.hole ? [{ type: 'tool', id: 'select' }] : [];
}
