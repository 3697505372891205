/**
 * Select: click, marquee, move, resize, vertices.
 *
 * A click selects the smallest shape under it, a repeated click the next one down. Only a shape that is already
 * selected can be dragged; a drag from anywhere else is a marquee.
 *
 * States: idle; pressed; moving; sizing (a handle of a box); bending (a vertex of a polygon); marquee.
 */
import { boxSpanning, resizeBox, clampPoint } from '../core/box.js';
import { updating } from '../core/change.js';
import { moved, pick } from '../core/edits.js';
import { handleAt } from '../core/handles.js';
import { shapesAt, shapesWithin } from '../core/hittest.js';
import { faultOf, insertVertex, moveVertex, removeVertex } from '../core/shape.js';
import { isDrag, stay } from './tool.js';

/** How far from a handle a press still takes it, screen pixels: targets of at least 24. */
const REACH = 12;
const REACH_COARSE = 20;
/** How far from a line a press still means the shape, screen pixels. */
const LINE = 4;
const LINE_COARSE = 10;

/**
 * @typedef {import('./tool.js').ToolState} ToolState
 * @typedef {import('./tool.js').ToolContext} ToolContext
 * @typedef {import('./tool.js').ToolEvent} ToolEvent
 * @typedef {import('./tool.js').Action} Action
 */

/** @type {import('./tool.js').Tool} */
export const select = {
  id: 'select',
  draws: false,
  idle: () => ({ name: 'idle', vertex: null, clickedAt: null }),

  handle(state, event, context) {
    switch (`${state.name}/${event.type}`) {
      case 'idle/down':
        return press(state, event, context);
      case 'idle/delete':
        return state.vertex ? withoutVertex(state.vertex, context) : stay(state);
      case 'idle/cancel':
        return { state: select.idle(), actions: context.selection.size ? [{ type: 'select', ids: [] }] : [] };
      case 'pressed/move':
        return stay(isDrag(state.from, event.at, context) ? dragOf(state, event, context) : state);
      case 'pressed/up':
        return click(state, event, context);
      case 'moving/move':
      case 'sizing/move':
      case 'bending/move':
      case 'marquee/move':
        return stay({ ...state, to: event.at });
      case 'moving/up':
      case 'sizing/up':
      case 'bending/up':
        return commit({ ...state, to: event.at }, context);
      case 'marquee/up':
        return enclose({ ...state, to: event.at }, context);
      case 'pressed/cancel':
      case 'pressed/interrupt':
      case 'moving/cancel':
      case 'moving/interrupt':
      case 'sizing/cancel':
      case 'sizing/interrupt':
      case 'bending/cancel':
      case 'bending/interrupt':
      case 'marquee/cancel':
      case 'marquee/interrupt':
        return stay(select.idle());
      default:
        return stay(state);
    }
  },

  sketch(state, context) {
    switch (state.name) {
      case 'moving':
      case 'sizing':
        return { editing: outcome(state, context) };
      case 'bending': {
        const editing = outcome(state, context);
        const refused = editing.some((a) => faultOf(a.shape, context.image, context.minimumSidePixels) !== null);
        return { editing, refused, vertex: vertexOf(state) };
      }
      case 'marquee':
        return { marquee: boxSpanning(clampPoint(state.from, context.image), clampPoint(state.to, context.image)) };
      case 'idle':
        return state.vertex ? { vertex: state.vertex } : {};
      default:
        return {};
    }
  },

  cursor(state, at, context) {
    if (state.name === 'moving') return 'grabbing';
    if (state.name === 'sizing') return CURSORS[state.handle.name];
    if (state.name !== 'idle') return 'default';
    const held = handleUnder(at, context);
    if (held?.handle.kind === 'side') return CURSORS[held.handle.name];
    if (held) return held.handle.kind === 'vertex' ? 'move' : 'copy';
    const under = shapesUnder(at, context);
    if (under.length === 0) return 'default';
    return under.some((id) => context.selection.has(id)) ? 'move' : 'pointer';
  },
};

/** @type {Record<string, string>} */
const CURSORS = {
  nw: 'nwse-resize', n: 'ns-resize', ne: 'nesw-resize', e: 'ew-resize',
  se: 'nwse-resize', s: 'ns-resize', sw: 'nesw-resize', w: 'ew-resize',
};

/** @param {import('../core/box.js').ImagePoint} at @param {ToolContext} context */
function shapesUnder(at, context) {
  const tolerance = (context.coarse ? LINE_COARSE : LINE) / context.scale;
  return shapesAt(at, context.document, context.index, tolerance, context.hidden);
}

/**
 * The handle of the one selected shape at a point.
 * @param {import('../core/box.js').ImagePoint} at
 * @param {ToolContext} context
 */
function handleUnder(at, context) {
  if (context.selection.size !== 1) return null;
  const [id] = context.selection;
  const annotation = context.hidden.has(id) ? undefined : context.document.byId.get(id);
  if (!annotation) return null;
  const handle = handleAt(annotation.shape, at, context.scale, context.coarse ? REACH_COARSE : REACH);
  return handle && { id, handle };
}

/** @param {ToolState} state @param {ToolEvent} event @param {ToolContext} context */
function press(state, event, context) {
  const held = event.shift ? null : handleUnder(event.at, context);
  const pressed = { name: 'pressed', from: event.at, held, clickedAt: state.clickedAt, vertex: state.vertex };
  if (held && held.handle.kind === 'vertex' && event.alt) {
    return withoutVertex({ id: held.id, ...held.handle }, context);
  }
  return stay(pressed);
}

/**
 * What a press becomes once it moves.
 * @param {ToolState} state
 * @param {ToolEvent} event
 * @param {ToolContext} context
 * @returns {ToolState}
 */
function dragOf(state, event, context) {
  const { from } = state;
  if (state.held) {
    const { id, handle } = state.held;
    return { name: handle.kind === 'side' ? 'sizing' : 'bending', from, to: event.at, id, handle };
  }
  const onSelected = !event.shift && shapesUnder(from, context).some((id) => context.selection.has(id));
  if (onSelected) return { name: 'moving', from, to: event.at, ids: [...context.selection] };
  return { name: 'marquee', from, to: event.at, adding: Boolean(event.shift) };
}

/** A press that did not move. @param {ToolState} state @param {ToolEvent} event @param {ToolContext} context */
function click(state, event, context) {
  const idle = { ...select.idle(), clickedAt: event.at };
  if (state.held && state.held.handle.kind === 'vertex') {
    return stay({ ...idle, vertex: vertexOf({ id: state.held.id, handle: state.held.handle }) });
  }
  const under = shapesUnder(event.at, context);
  if (event.shift) {
    if (under.length === 0) return stay(idle);
    const ids = new Set(context.selection);
    if (!ids.delete(under[0])) ids.add(under[0]);
    return { state: idle, actions: [selecting([...ids])] };
  }
  if (under.length === 0) return { state: idle, actions: context.selection.size ? [selecting([])] : [] };
  const again = state.clickedAt && !isDrag(state.clickedAt, event.at, context);
  const current = context.selection.size === 1 ? under.indexOf([...context.selection][0]) : -1;
  const next = (again || event.alt) && current >= 0 ? under[(current + 1) % under.length] : under[0];
  return { state: idle, actions: [selecting([next])] };
}

/** @param {string[]} ids @returns {Action} */
function selecting(ids) {
  return { type: 'select', ids };
}

/** @param {any} state @param {ToolContext} context @returns {import('./tool.js').Annotation[]} the new forms */
function outcome(state, context) {
  const dx = state.to.x - state.from.x;
  const dy = state.to.y - state.from.y;
  if (state.name === 'moving') return moved(pick(context.document, state.ids), dx, dy, context.image);
  const annotation = context.document.byId.get(state.id);
  if (!annotation) return [];
  if ('box' in annotation.shape) {
    const minimum = context.minimumSidePixels;
    return [{ ...annotation,
      shape: { box: resizeBox(annotation.shape.box, state.handle.name, state.to, context.image, minimum) } }];
  }
  const { polygon } = annotation.shape;
  const { kind, ring, index } = state.handle;
  const to = clampPoint(state.to, context.image);
  const bent = kind === 'midpoint' ? insertVertex(polygon, ring, index, to) : moveVertex(polygon, ring, index, to);
  return [{ ...annotation, shape: { polygon: bent } }];
}

/** @param {any} state */
function vertexOf({ id, handle }) {
  return { id, ring: handle.ring, index: handle.kind === 'midpoint' ? handle.index + 1 : handle.index };
}

/** @param {any} state @param {ToolContext} context @returns {{state: ToolState, actions: Action[]}} */
function commit(state, context) {
  const annotations = outcome(state, context);
  const fault = annotations.map((a) => faultOf(a.shape, context.image, context.minimumSidePixels)).find(Boolean);
  if (state.name === 'bending' && fault) return { state: select.idle(), actions: [{ type: 'say', key: fault }] };
  const change = updating(context.document, annotations);
  const idle = { ...select.idle(), vertex: state.name === 'bending' ? vertexOf(state) : null };
  if (change.length === 0) return stay(idle);
  return { state: idle, actions: [{ type: 'change', change, say: state.name === 'moving' ? 'moved' : 'reshaped' }] };
}

/** @param {any} state @param {ToolContext} context @returns {{state: ToolState, actions: Action[]}} */
function enclose(state, context) {
  const found = shapesWithin(boxSpanning(state.from, state.to), context.document, context.index, context.hidden);
  const ids = state.adding ? [...new Set([...context.selection, ...found])] : found;
  return { state: select.idle(), actions: [selecting(ids)] };
}

/**
 * @param {{id: string, ring: number, index: number}} vertex
 * @param {ToolContext} context
 * @returns {{state: ToolState, actions: Action[]}}
 */
function withoutVertex({ id, ring, index }, context) {
  const annotation = context.document.byId.get(id);
  if (!annotation || !('polygon' in annotation.shape)
    || !annotation.shape.polygon[ring]?.[index]) {
    return stay(select.idle());
  }
  const polygon = removeVertex(annotation.shape.polygon, ring, index);
  if (!polygon) return { state: select.idle(), actions: [{ type: 'say', key: 'tooFew' }] };
  const fault = faultOf({ polygon }, context.image, context.minimumSidePixels);
  if (fault) return { state: select.idle(), actions: [{ type: 'say', key: fault }] };
  const change = updating(context.document, [{ ...annotation, shape: { polygon } }]);
  return { state: select.idle(), actions: [{ type: 'change', change, say: 'reshaped' }] };
}
