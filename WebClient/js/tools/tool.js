/**
 * What a tool is: a pure state machine. Events and a look at the workspace go in; a new state and actions come out.
 *
 * @typedef {import('../core/box.js').ImagePoint} ImagePoint
 * @typedef {import('../core/shape.js').Shape} Shape
 * @typedef {import('../core/document.js').Annotation} Annotation
 *
 * @typedef {object} ToolEvent
 * @property {'down' | 'move' | 'up' | 'cancel' | 'interrupt' | 'finish' | 'pop' | 'delete' | 'flip'} type
 *   cancel: Escape; interrupt: the pointer was lost or became a pinch; finish: Enter; pop: take the last point back;
 *   delete: take away what the tool itself has chosen, such as a vertex; flip: the other way round
 * @property {ImagePoint} at image pixels, perhaps outside the image
 * @property {{x: number, y: number}} screen CSS pixels on the stage
 * @property {boolean} [shift]
 * @property {boolean} [alt]
 * @property {boolean} [ctrl] Ctrl or Command
 * @property {'top' | 'left' | 'bottom' | 'right'} [side] the point is meant for this side
 *
 * @typedef {object} ToolContext
 * @property {import('../core/document.js').AnnotationDocument} document
 * @property {import('../core/spatial-index.js').SpatialIndex} index
 * @property {ReadonlySet<string>} hidden
 * @property {ReadonlySet<string>} locked
 * @property {boolean} magnet vertices stick to other shapes
 * @property {ReadonlySet<string>} selection
 * @property {import('../core/box.js').ImageSize} image
 * @property {number} scale screen pixels for an image pixel
 * @property {string | null} labelId what new shapes are called
 * @property {number} minimumSidePixels
 * @property {boolean} coarse a finger rather than a mouse
 * @property {() => string} newId
 *
 * @typedef {{type: 'change', change: import('../core/change.js').ChangeSet, select?: string[], say?: string}} ChangeAction
 * @typedef {{type: 'select', ids: string[]}} SelectAction
 * @typedef {{type: 'say', key: string}} SayAction
 * @typedef {{type: 'pan', dx: number, dy: number}} PanAction CSS pixels
 * @typedef {{type: 'tool', id: string}} ToolAction
 * @typedef {ChangeAction | SelectAction | SayAction | PanAction | ToolAction} Action
 *
 * @typedef {{name: string} & Record<string, any>} ToolState
 *
 * @typedef {object} Sketch What the editing layer paints for a state.
 * @property {Shape} [draft] the shape being drawn
 * @property {[number, number][]} [chain] the open chain being drawn
 * @property {[number, number][]} [next] the points that a click would add to it
 * @property {boolean} [closable] the chain's first point would close it
 * @property {[number, number]} [snapped] where the pointer sticks to another shape
 * @property {[number, number][]} [marks] single points set so far
 * @property {boolean} [refused] it could not be kept like this
 * @property {import('../core/box.js').Box} [marquee]
 * @property {Annotation[]} [editing] new forms of annotations under way
 * @property {ChosenVertices | null} [chosen] the chosen vertices
 *
 * @typedef {{id: string, vertices: {ring: number, index: number}[]}} ChosenVertices vertices of one polygon, at least one
 *
 * @typedef {object} Tool
 * @property {string} id
 * @property {() => ToolState} idle
 * @property {(state: ToolState, event: ToolEvent, context: ToolContext) => {state: ToolState, actions: Action[]}} handle
 * @property {(state: ToolState, context: ToolContext) => Sketch} sketch
 * @property {(state: ToolState, at: ImagePoint, context: ToolContext) => string} cursor a CSS cursor name
 * @property {boolean} draws shows a crosshair and makes shapes
 */
import { snapAt } from '../core/border.js';
import { creating } from '../core/change.js';
import { NO_FLAGS } from '../core/document.js';
import { faultOf } from '../core/shape.js';

/** A pointer that moved farther than this was dragged, screen pixels. */
const DRAG = 4;
const DRAG_COARSE = 6;
/** How near another shape the magnet takes hold, screen pixels. */
const MAGNET = 8;
const MAGNET_COARSE = 16;

/**
 * Whether a pointer has left the place it was pressed at.
 * @param {ImagePoint} from
 * @param {ImagePoint} to
 * @param {ToolContext} context
 */
export function isDrag(from, to, context) {
  return Math.hypot(to.x - from.x, to.y - from.y) * context.scale > (context.coarse ? DRAG_COARSE : DRAG);
}

/** No change of state, nothing to do. @param {ToolState} state @returns {{state: ToolState, actions: Action[]}} */
export function stay(state) {
  return { state, actions: [] };
}

/**
 * The place on another shape's border that the magnet pulls a point to.
 * @param {ImagePoint} at
 * @param {ToolContext} context
 * @param {Iterable<string>} [others] shapes that do not attract, beside the hidden ones
 * @param {string} [preferred] the shape that is meant where several meet
 */
export function snap(at, context, others = [], preferred = undefined) {
  if (!context.magnet) return null;
  const reach = (context.coarse ? MAGNET_COARSE : MAGNET) / context.scale;
  return snapAt(at, context.document, context.index, reach, new Set([...context.hidden, ...others]), preferred);
}

/**
 * Back to rest with a new annotation; the person hears why when there can be none.
 * @param {ToolState} idle
 * @param {ToolContext} context
 * @param {{shape: Shape, method: string, extremePoints?: [number, number][]}} drawn
 * @returns {{state: ToolState, actions: Action[]}}
 */
export function finished(idle, context, { shape, method, ...more }) {
  if (!context.labelId) return { state: idle, actions: [{ type: 'say', key: 'noLabel' }] };
  const fault = faultOf(shape, context.image, context.minimumSidePixels);
  if (fault) return { state: idle, actions: [{ type: 'say', key: fault }] };
  const effort = { method, presses: 0, keys: 0, adjustments: 0, activeMilliseconds: 0 };
  const annotation = { id: context.newId(), labelId: context.labelId, shape, flags: { ...NO_FLAGS }, ...more, effort };
  const change = creating(context.document, [annotation]);
  return { state: idle, actions: [{ type: 'change', change, select: [annotation.id], say: 'created' }] };
}
