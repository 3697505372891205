/**
 * Select: click, marquee, move, resize, vertices.
 *
 * A click selects the smallest shape under it, a repeated click the next one down. Only a shape that is already
 * selected can be dragged; a drag from anywhere else is a marquee. Locked shapes can be selected, nothing more.
 *
 * States: idle (`chosen` vertices of the selected polygon, or null); pressed; moving; sizing (a handle of a box);
 * bending (vertices of a polygon); marquee.
 */
import { bent } from '../core/bending.js';
import { boxContains, boxSpanning, clampPoint, resizeBox } from '../core/box.js';
import { updating } from '../core/change.js';
import { moved, pick } from '../core/edits.js';
import { handleAt } from '../core/handles.js';
import { shapesAt, shapesWithin } from '../core/hittest.js';
import { faultOf, insertVertex, removeVertices } from '../core/shape.js';
import { isDrag, snap, stay } from './tool.js';

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
 * @typedef {import('./tool.js').ChosenVertices} ChosenVertices
 */

/** @type {import('./tool.js').Tool} */
export const select = {
  id: 'select',
  draws: false,
  idle: () => ({ name: 'idle', chosen: null, clickedAt: null }),

  handle(state, event, context) {
    switch (`${state.name}/${event.type}`) {
      case 'idle/down':
        return press(state, event, context);
      case 'idle/delete':
        return state.chosen ? withoutVertices(state.chosen, context) : stay(state);
      case 'idle/cancel':
        if (state.chosen) return stay(select.idle());
        return { state, actions: context.selection.size ? [selecting([])] : [] };
      case 'pressed/move':
        return stay(isDrag(state.from, event.at, context) ? dragOf(state, event, context) : state);
      case 'pressed/up':
        return click(state, event, context);
      case 'moving/move':
      case 'sizing/move':
      case 'bending/move':
      case 'marquee/move':
        return stay(dragged(state, event));
      case 'moving/up':
      case 'sizing/up':
      case 'bending/up':
        return commit(dragged(state, event), context);
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
        return { editing: outcome(state, context).annotations };
      case 'bending': {
        const { annotations, snapped } = outcome(state, context);
        const refused = annotations.some((a) => faultOf(a.shape, context.image, context.minimumSidePixels) !== null);
        return { editing: annotations, refused, chosen: chosenIn(state), ...(snapped ? { snapped } : {}) };
      }
      case 'marquee':
        return { marquee: boxSpanning(clampPoint(state.from, context.image), clampPoint(state.to, context.image)) };
      case 'idle':
        return { chosen: state.chosen && stillThere(state.chosen, context) };
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
    return under.some((id) => context.selection.has(id) && !context.locked.has(id)) ? 'move' : 'pointer';
  },
};

/** @type {Record<string, string>} */
const CURSORS = {
  nw: 'nwse-resize', n: 'ns-resize', ne: 'nesw-resize', e: 'ew-resize',
  se: 'nwse-resize', s: 'ns-resize', sw: 'nesw-resize', w: 'ew-resize',
};

/**
 * The shapes that a press means, the smallest first.
 * @param {import('../core/box.js').ImagePoint} at
 * @param {ToolContext} context
 */
export function shapesUnder(at, context) {
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
  const annotation = context.hidden.has(id) || context.locked.has(id) ? undefined : context.document.byId.get(id);
  if (!annotation) return null;
  const handle = handleAt(annotation.shape, at, context.scale, context.coarse ? REACH_COARSE : REACH);
  return handle && { id, handle };
}

/** @param {ToolState} state @param {ToolEvent} event @param {ToolContext} context */
function press(state, event, context) {
  const under = handleUnder(event.at, context);
  const held = event.shift && under?.handle.kind === 'midpoint' ? null : under;
  if (held && held.handle.kind === 'vertex' && event.alt) {
    const { ring, index } = held.handle;
    return withoutVertices({ id: held.id, vertices: [{ ring, index }] }, context);
  }
  return stay({ name: 'pressed', from: event.at, held, adding: Boolean(event.shift), clickedAt: state.clickedAt, chosen: state.chosen });
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
  const to = event.at;
  if (state.held) {
    const { id, handle } = state.held;
    if (handle.kind === 'side') return dragged({ name: 'sizing', from, to, id, handle }, event);
    const { vertices } = chosenWith(state, handle, false);
    return { name: 'bending', from, to, id, handle, vertices, free: Boolean(event.ctrl) };
  }
  const ids = [...context.selection].filter((id) => !context.locked.has(id));
  const onSelected = !state.adding && shapesUnder(from, context).some((id) => ids.includes(id));
  if (onSelected) return { name: 'moving', from, to, ids };
  return { name: 'marquee', from, to, adding: state.adding };
}

/** Shift keeps a move on one axis and a box its ratio; Alt resizes about the middle. @param {ToolState} state @param {ToolEvent} event @returns {ToolState} */
function dragged(state, event) {
  const { from } = state;
  const free = Boolean(event.ctrl);
  if (state.name === 'sizing') return { ...state, to: event.at, proportional: Boolean(event.shift), centred: Boolean(event.alt) };
  if (!event.shift || state.name !== 'moving') return { ...state, to: event.at, free };
  const isFlat = Math.abs(event.at.x - from.x) >= Math.abs(event.at.y - from.y);
  return { ...state, to: isFlat ? { x: event.at.x, y: from.y } : { x: from.x, y: event.at.y }, free };
}

/**
 * The vertices that go with a handle: those chosen before when it is one of them, else it alone; or one more or less.
 * @param {ToolState} state
 * @param {any} handle
 * @param {boolean} toggles
 * @returns {{vertices: {ring: number, index: number}[]}}
 */
function chosenWith(state, { kind, ring, index }, toggles) {
  const earlier = /** @type {{ring: number, index: number}[]} */ (state.chosen?.vertices ?? []);
  const isHere = (/** @type {{ring: number, index: number}} */ v) => v.ring === ring && v.index === index;
  const one = { ring, index };
  if (kind === 'midpoint') return { vertices: [one] };
  if (toggles) return { vertices: earlier.some(isHere) ? earlier.filter((v) => !isHere(v)) : [...earlier, one] };
  return { vertices: earlier.some(isHere) ? earlier : [one] };
}

/** A press that did not move. @param {ToolState} state @param {ToolEvent} event @param {ToolContext} context */
function click(state, event, context) {
  const idle = { ...select.idle(), clickedAt: event.at };
  if (state.held && state.held.handle.kind === 'vertex') {
    const { id, handle } = state.held;
    const vertices = event.shift ? chosenWith(state, handle, true).vertices : [{ ring: handle.ring, index: handle.index }];
    return stay({ ...idle, chosen: vertices.length > 0 ? { id, vertices } : null });
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

/**
 * The new forms of what is dragged.
 * @param {any} state
 * @param {ToolContext} context
 * @returns {{annotations: import('./tool.js').Annotation[], snapped?: [number, number] | null}}
 */
function outcome(state, context) {
  const { from, to } = state;
  const { image } = context;
  if (state.name === 'moving') {
    return { annotations: moved(pick(context.document, state.ids), to.x - from.x, to.y - from.y, image) };
  }
  const annotation = context.document.byId.get(state.id);
  if (!annotation) return { annotations: [] };
  if ('box' in annotation.shape) {
    const box = resizeBox(annotation.shape.box, state.handle.name, to, image, context.minimumSidePixels, state);
    return { annotations: [{ ...annotation, shape: { box } }] };
  }
  return bending(annotation, annotation.shape.polygon, state, context);
}

/**
 * A vertex dragged, with the others that are chosen; or a new one. With the magnet on it sticks to other shapes, and
 * neighbours that have a vertex at the same place come along.
 * @param {import('./tool.js').Annotation} annotation
 * @param {import('../core/ring.js').Ring[]} polygon
 * @param {any} state
 * @param {ToolContext} context
 */
function bending(annotation, polygon, { handle: { kind, ring, index }, vertices, to: pointer, free }, context) {
  const isNew = kind === 'midpoint';
  const apart = context.magnet && !free && !isNew ? new Set([...context.hidden, ...context.locked]) : null;
  const moving = (/** @type {number} */ dx, /** @type {number} */ dy) =>
    bent(context.document, context.index, annotation, vertices, { dx, dy }, context.image, apart);
  const held = free || vertices.length > 1 ? null
    : snap(pointer, context, isNew ? [annotation.id] : moving(0, 0).map((a) => a.id));
  const to = held ? { x: held.at[0], y: held.at[1] } : clampPoint(pointer, context.image);
  const annotations = isNew ? [{ ...annotation, shape: { polygon: insertVertex(polygon, ring, index, to) } }]
    : moving(to.x - polygon[ring][index][0], to.y - polygon[ring][index][1]);
  return { annotations, snapped: held?.at };
}

/** @param {any} state @returns {ChosenVertices} */
function chosenIn({ id, handle, vertices }) {
  return { id, vertices: handle.kind === 'midpoint' ? [{ ring: handle.ring, index: handle.index + 1 }] : vertices };
}

/** @param {ChosenVertices} chosen @param {ToolContext} context @returns {ChosenVertices | null} */
function stillThere({ id, vertices }, context) {
  const shape = context.selection.has(id) ? context.document.byId.get(id)?.shape : undefined;
  if (!shape || !('polygon' in shape)) return null;
  const there = vertices.filter(({ ring, index }) => shape.polygon[ring]?.[index]);
  return there.length > 0 ? { id, vertices: there } : null;
}

/** @param {any} state @param {ToolContext} context @returns {{state: ToolState, actions: Action[]}} */
function commit(state, context) {
  const { annotations } = outcome(state, context);
  const fault = annotations.map((a) => faultOf(a.shape, context.image, context.minimumSidePixels)).find(Boolean);
  if (state.name === 'bending' && fault) return { state: select.idle(), actions: [{ type: 'say', key: fault }] };
  const change = updating(context.document, annotations);
  const idle = { ...select.idle(), chosen: state.name === 'bending' ? chosenIn(state) : null };
  if (change.length === 0) return stay(idle);
  return { state: idle, actions: [{ type: 'change', change, say: state.name === 'moving' ? 'moved' : 'reshaped' }] };
}

/**
 * The end of a marquee: the shapes wholly inside, or, when there are none, the vertices of the selected polygon.
 * @param {any} state
 * @param {ToolContext} context
 * @returns {{state: ToolState, actions: Action[]}}
 */
function enclose(state, context) {
  const region = boxSpanning(state.from, state.to);
  const found = shapesWithin(region, context.document, context.index, context.hidden);
  const chosen = found.length === 0 ? verticesWithin(region, context) : null;
  if (chosen) return stay({ ...select.idle(), chosen });
  const ids = state.adding ? [...new Set([...context.selection, ...found])] : found;
  return { state: select.idle(), actions: [selecting(ids)] };
}

/** @param {import('../core/box.js').Box} region @param {ToolContext} context @returns {ChosenVertices | null} */
function verticesWithin(region, context) {
  const [id] = context.selection;
  const shape = context.selection.size === 1 && !context.hidden.has(id) && !context.locked.has(id)
    ? context.document.byId.get(id)?.shape : undefined;
  if (!shape || !('polygon' in shape)) return null;
  const vertices = shape.polygon.flatMap((points, ring) => points.flatMap(([x, y], index) => (
    boxContains(region, { x, y }) ? [{ ring, index }] : [])));
  return vertices.length > 0 ? { id, vertices } : null;
}

/**
 * @param {ChosenVertices} chosen
 * @param {ToolContext} context
 * @returns {{state: ToolState, actions: Action[]}}
 */
function withoutVertices(chosen, context) {
  const there = stillThere(chosen, context);
  const annotation = there && context.document.byId.get(there.id);
  if (!there || !annotation || !('polygon' in annotation.shape) || context.locked.has(there.id)) return stay(select.idle());
  const polygon = removeVertices(annotation.shape.polygon, there.vertices);
  if (!polygon) return { state: select.idle(), actions: [{ type: 'say', key: 'tooFew' }] };
  const fault = faultOf({ polygon }, context.image, context.minimumSidePixels);
  if (fault) return { state: select.idle(), actions: [{ type: 'say', key: fault }] };
  const change = updating(context.document, [{ ...annotation, shape: { polygon } }]);
  return { state: select.idle(), actions: [{ type: 'change', change, say: 'reshaped' }] };
}
