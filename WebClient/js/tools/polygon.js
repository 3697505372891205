/**
 * Polygon: a click for each vertex, closed on the first vertex, by a second click on the last one, or by Enter.
 * With Shift held a drag draws freehand. Given a polygon's id it draws a hole into that polygon instead.
 *
 * States: idle; drawing (`chain` of points; `pressed` while the button is down; `hole` the polygon's id, or null).
 */
import { clampPoint } from '../core/box.js';
import { creating, updating } from '../core/change.js';
import { NO_FLAGS } from '../core/document.js';
import { chainWouldCross, simplifyChain } from '../core/ring.js';
import { faultOf } from '../core/shape.js';
import { isDrag, stay } from './tool.js';

/** How near the first vertex closes the ring, screen pixels. */
const CLOSE = 10;
const CLOSE_COARSE = 20;
/** Freehand puts a vertex each so many screen pixels, and thins them to this many image pixels. */
const FREEHAND_STEP = 12;
const FREEHAND_TOLERANCE = 1;

/** @type {import('./tool.js').Tool & {intoHole(id: string): import('./tool.js').ToolState}} */
export const polygon = {
  id: 'polygon',
  draws: true,
  idle: () => ({ name: 'idle' }),

  /** The state in which the next ring becomes a hole of a polygon. */
  intoHole: (id) => ({ name: 'drawing', chain: [], at: null, pressed: null, hole: id, freehand: 0 }),

  handle(state, event, context) {
    switch (`${state.name}/${event.type}`) {
      case 'idle/down':
        return stay({
          name: 'drawing', chain: [], at: event.at, pressed: event.at, hole: null, freehand: 0,
        });
      case 'drawing/down':
        return stay({ ...state, at: event.at, pressed: event.at });
      case 'drawing/move':
        return stay(freehand({ ...state, at: event.at }, event, context));
      case 'drawing/up':
        return state.pressed ? place({ ...state, at: event.at, pressed: null }, context) : stay(state);
      case 'drawing/finish':
        return close(state, context);
      case 'drawing/pop':
        return stay(withoutLast(state));
      case 'drawing/interrupt':
        return stay(state.chain.length || state.hole ? { ...state, pressed: null } : polygon.idle());
      case 'drawing/cancel':
        return { state: polygon.idle(), actions: back(state) };
      default:
        return stay(state);
    }
  },

  sketch(state, context) {
    if (state.name !== 'drawing') return {};
    const at = state.at ? pointOf(state.at, context) : null;
    const closable = Boolean(state.at) && isOnFirst(state, context);
    const next = at && (closable ? state.chain[0] : at);
    const chain = next ? [...state.chain, next] : state.chain;
    const refused = Boolean(next) && chainWouldCross(state.chain, next, { closing: closable });
    return { chain, closable, refused };
  },

  cursor: () => 'crosshair',
};

/**
 * @param {import('./tool.js').ImagePoint} at
 * @param {import('./tool.js').ToolContext} context
 * @returns {[number, number]}
 */
function pointOf(at, context) {
  const { x, y } = clampPoint(at, context.image);
  return [x, y];
}

/** @param {any} state @param {import('./tool.js').ToolContext} context */
function isOnFirst({ chain, at }, context) {
  if (chain.length < 3) return false;
  const reach = (context.coarse ? CLOSE_COARSE : CLOSE) / context.scale;
  return Math.hypot(at.x - chain[0][0], at.y - chain[0][1]) <= reach;
}

/**
 * A vertex where the pointer went up; on the first or the last vertex it closes the ring.
 * @param {any} state
 * @param {import('./tool.js').ToolContext} context
 */
function place(state, context) {
  if (isOnFirst(state, context)) return close(state, context);
  const point = pointOf(state.at, context);
  const last = state.chain.at(-1);
  if (last && !isDrag({ x: last[0], y: last[1] }, { x: point[0], y: point[1] }, context)) {
    return state.chain.length >= 3 ? close(state, context) : stay(thinned(state));
  }
  if (chainWouldCross(state.chain, point)) return refuse(thinned(state), 'crossing');
  return stay(thinned({ ...state, chain: [...state.chain, point] }));
}

/**
 * @param {any} state
 * @param {import('./tool.js').ToolEvent} event
 * @param {import('./tool.js').ToolContext} context
 */
function freehand(state, event, context) {
  if (!state.pressed || !event.shift) return state;
  const from = state.freehand === 0 && state.chain.length === 0 ? pointOf(state.pressed, context)
    : state.chain.at(-1);
  const chain = state.chain.length === 0 ? [from] : state.chain;
  const point = pointOf(event.at, context);
  const far = Math.hypot(point[0] - from[0], point[1] - from[1]) * context.scale >= FREEHAND_STEP;
  if (!far || chainWouldCross(chain, point)) return { ...state, chain };
  return { ...state, chain: [...chain, point], freehand: state.freehand + 1 };
}

/** The freehand end of the chain without needless vertices. @param {any} state */
function thinned(state) {
  if (state.freehand === 0) return state;
  const start = Math.max(state.chain.length - state.freehand - 1, 0);
  const tail = simplifyChain(state.chain.slice(start), FREEHAND_TOLERANCE);
  return { ...state, chain: [...state.chain.slice(0, start), ...tail], freehand: 0 };
}

/** @param {any} state */
function withoutLast(state) {
  const chain = state.chain.slice(0, -1);
  return chain.length === 0 && !state.hole ? polygon.idle() : { ...state, chain, freehand: 0 };
}

/** @param {any} unfinished @param {import('./tool.js').ToolContext} context */
function close(unfinished, context) {
  const state = thinned(unfinished);
  if (state.chain.length < 3) return refuse(state, 'tooFew');
  if (chainWouldCross(state.chain, state.chain[0], { closing: true })) return refuse(state, 'crossing');
  return state.hole ? closeHole(state, context) : closeOutline(state, context);
}

/** @param {any} state @param {import('./tool.js').ToolContext} context */
function closeOutline(state, context) {
  if (!context.labelId) return { state: polygon.idle(), actions: [say('noLabel')] };
  const shape = { polygon: [state.chain] };
  const fault = faultOf(shape, context.image, context.minimumSidePixels);
  if (fault === 'tooSmall') return { state: polygon.idle(), actions: [say(fault)] };
  if (fault) return refuse(state, fault);
  const annotation = { id: context.newId(), labelId: context.labelId, shape, flags: { ...NO_FLAGS } };
  const change = creating(context.document, [annotation]);
  return {
    state: polygon.idle(),
    actions: [{ type: /** @type {const} */ ('change'), change, select: [annotation.id], say: 'created' }],
  };
}

/** @param {any} state @param {import('./tool.js').ToolContext} context */
function closeHole(state, context) {
  const owner = context.document.byId.get(state.hole);
  if (!owner || !('polygon' in owner.shape)) return { state: polygon.idle(), actions: back(state) };
  const shape = { polygon: [...owner.shape.polygon, state.chain] };
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
  return { state, actions: [say(key)] };
}

/** @param {string} key */
function say(key) {
  return { type: /** @type {const} */ ('say'), key };
}

/** After a hole the select tool comes back. @param {any} state @returns {import('./tool.js').Action[]} */
function back(state) {
  return state.hole ? [{ type: 'tool', id: 'select' }] : [];
}
