/**
 * The state of the workspace and the only ways to change it. Knows no DOM.
 *
 * A gesture becomes one change: applied here, written to the journal by `onGesture`, told to the listeners.
 *
 * @typedef {import('../../core/document.js').Annotation} Annotation
 * @typedef {import('../../core/document.js').AnnotationDocument} AnnotationDocument
 * @typedef {import('../../core/change.js').ChangeSet} ChangeSet
 * @typedef {import('../../core/history.js').JournalEntry} JournalEntry
 * @typedef {import('../../core/document.js').Effort} Effort
 * @typedef {'document' | 'selection' | 'tool' | 'draft' | 'label' | 'hidden' | 'locked' | 'magnet' | 'readOnly'} Topic
 * @typedef {{kind: 'move', dx: number, dy: number} | ({kind: 'edges'} & import('../../core/edits.js').EdgeShift)
 *   | {kind: 'vertices', dx: number, dy: number}} Nudge what the arrow keys have done so far
 *
 * @typedef {object} WorkspaceParts
 * @property {import('../../core/box.js').ImageSize} image
 * @property {number} minimumSidePixels
 * @property {import('../../api/assignments.js').Label[]} labels that can be chosen
 * @property {import('../../api/assignments.js').Label[]} [retiredLabels] that shapes may still have
 * @property {Annotation[]} annotations
 * @property {import('../../core/history.js').History} history
 * @property {() => number} scale screen pixels for an image pixel, now
 * @property {(dx: number, dy: number) => void} pan
 * @property {() => string} newId
 * @property {() => number} now milliseconds
 * @property {() => Omit<Effort, 'method' | 'adjustments'>} [takeEffort] the work since it was last asked for
 * @property {(entry: JournalEntry) => void} onGesture
 * @property {(key: string, params?: Record<string, any>) => void} say
 */
import { answersFitting } from '../../core/attributes.js';
import { documentOf } from '../../core/document.js';
import { edgesShifted, moved, pick, verticesShifted } from '../../core/edits.js';
import { adopting, apply, updating } from '../../core/change.js';
import { join, record, redo, undo } from '../../core/history.js';
import { noting } from '../../core/provenance.js';
import { boundsOf, faultOf } from '../../core/shape.js';
import { createSpatialIndex } from '../../core/spatial-index.js';
import { toolNamed } from '../../tools/registry.js';
import { shapesUnder } from '../../tools/select.js';

/** Nudges of one kind that follow each other sooner than this are undone together, milliseconds. */
const BURST = 500;

/** @param {WorkspaceParts} parts */
export function createWorkspace(parts) {
  const { image, minimumSidePixels, labels, scale, newId, onGesture, say, now } = parts;
  const labelsById = new Map([...labels, ...parts.retiredLabels ?? []].map((label) => [label.id, label]));
  let document = documentOf(parts.annotations);
  let history = parts.history;
  const index = createSpatialIndex(image);
  for (const annotation of parts.annotations) index.insert(annotation.id, boundsOf(annotation.shape));
  /** @type {ReadonlySet<string>} */
  let selection = new Set();
  /** @type {ReadonlySet<string>} */
  let hidden = new Set();
  /** @type {ReadonlySet<string>} */
  let locked = new Set();
  let magnet = false;
  let tool = toolNamed('box');
  let lastDrawn = tool.id;
  let toolState = tool.idle();
  let labelId = labels[0]?.id ?? null;
  let coarse = false;
  let readOnly = false;
  /** A held arrow key's way so far; becomes one change when the key goes up. @type {Nudge | null} */
  let nudge = null;
  /** The nudge that was settled last; the next one may join it. */
  let burst = { kind: '', ids: '', at: -Infinity };
  /** Forms of annotations shown for a try. @type {Annotation[]} */
  let preview = [];
  /** @type {Set<(topics: ReadonlySet<Topic>) => void>} */
  const listeners = new Set();

  /** @param {...Topic} topics */
  function tell(...topics) {
    const set = new Set(topics);
    for (const listener of listeners) listener(set);
  }

  /** @returns {import('../../tools/tool.js').ToolContext} */
  const context = () => ({
    document, index, hidden, locked, magnet, selection, image, scale: scale(), labelId, minimumSidePixels, coarse, newId,
  });

  /** @param {JournalEntry} entry */
  function install(entry) {
    document = apply(document, entry.change);
    for (const { id, after } of entry.change) {
      if (after) index.insert(id, boundsOf(after.shape));
      else index.remove(id);
    }
    const alive = (/** @type {ReadonlySet<string>} */ ids) => new Set([...ids].filter((id) => document.byId.has(id)));
    selection = alive(selection);
    hidden = alive(hidden);
    locked = alive(locked);
    preview = [];
    burst = { kind: '', ids: '', at: -Infinity };
    onGesture(entry);
  }

  /** A change with all that follows from it; what is locked stays as it is. @param {ChangeSet} wished @returns {ChangeSet} */
  function completed(wished) {
    const allowed = wished.filter((edit) => !(edit.before && locked.has(edit.id)));
    const change = answersFitting(noting(allowed), labelsById);
    if (!change.some((edit) => !edit.before && edit.after?.effort)) return change;
    const work = parts.takeEffort?.();
    return change.map((edit) => (edit.before || !edit.after?.effort || !work ? edit
      : { ...edit, after: { ...edit.after, effort: { ...edit.after.effort, ...work } } }));
  }

  /**
   * Does one gesture.
   * @param {ChangeSet} wished
   * @param {{select?: Iterable<string>, say?: string, joins?: boolean}} [after]
   *   joins: it is one step with the gesture before
   * @returns {boolean} whether anything changed
   */
  function carryOut(wished, after = {}) {
    const change = completed(wished);
    if (!readOnly && change.length < wished.length) say('locked');
    if (readOnly || change.length === 0) return false;
    const joins = Boolean(after.joins);
    install({ kind: 'do', change, ...(joins ? { joins } : {}) });
    history = (joins ? join : record)(history, change);
    if (after.select) selection = new Set(after.select);
    tell('document', 'selection');
    if (after.say) say(after.say, { change });
    return true;
  }

  /**
   * Does one gesture that comes from elsewhere than the tool, which lets go of what it had chosen.
   * @param {ChangeSet} wished
   * @param {{select?: Iterable<string>, say?: string}} [after]
   * @returns {boolean} whether anything changed
   */
  function perform(wished, after) {
    const change = settleNudge() ? onto(document, wished) : wished;
    if (!tool.draws) toolState = tool.idle();
    return carryOut(change, after);
  }

  /** @param {typeof undo} step @param {'undo' | 'redo'} kind */
  function travel(step, kind) {
    settleNudge();
    const result = readOnly ? null : step(history);
    if (!result) return false;
    toolState = tool.idle();
    install({ kind, change: result.change });
    history = result.history;
    selection = new Set(result.change.flatMap((edit) => (edit.after ? [edit.id] : [])));
    tell('document', 'selection', 'draft');
    say(kind === 'undo' ? 'undone' : 'redone');
    return true;
  }

  /** @param {Iterable<string>} ids */
  function select(ids) {
    settleNudge();
    selection = new Set(ids);
    preview = [];
    tell('selection', 'draft');
  }

  /** @param {string} id */
  function setTool(id) {
    settleNudge();
    tool = toolNamed(id);
    if (tool.draws) lastDrawn = tool.id;
    toolState = tool.idle();
    preview = [];
    tell('tool', 'draft');
  }

  /** @param {import('../../tools/tool.js').Action} action */
  function act(action) {
    switch (action.type) {
      case 'change': return carryOut(action.change, { select: action.select, say: action.say });
      case 'select': return select(action.ids);
      case 'pan': return parts.pan(action.dx, action.dy);
      case 'tool': return setTool(action.id);
      case 'say': return say(action.key, { minimum: minimumSidePixels });
    }
  }

  /**
   * @param {import('../../tools/tool.js').ToolEvent} event
   * @param {boolean} [isCoarse]
   * @returns {boolean} whether the tool cared
   */
  function handle(event, isCoarse = false) {
    if (readOnly && tool.id !== 'pan') return false;
    if (event.type !== 'move') settleNudge();
    coarse = isCoarse;
    const before = toolState;
    const { state, actions } = tool.handle(toolState, event, context());
    toolState = state;
    for (const action of actions) act(action);
    if (state !== before || actions.length > 0) tell('draft');
    return state !== before || actions.length > 0;
  }

  /** Makes what the arrow keys did a change. @returns {boolean} whether there was any */
  function settleNudge() {
    if (nudge === null) return false;
    const { kind } = nudge;
    const annotations = nudged();
    nudge = null;
    const fault = annotations.map((a) => faultOf(a.shape, image, minimumSidePixels)).find(Boolean);
    if (fault) say(fault, { minimum: minimumSidePixels });
    const change = fault ? [] : updating(document, annotations);
    const ids = change.map((edit) => edit.id).join();
    const joins = burst.kind === kind && burst.ids === ids && now() - burst.at < BURST;
    if (carryOut(change, { say: kind === 'move' ? 'moved' : 'reshaped', joins })) burst = { kind, ids, at: now() };
    tell('draft');
    return true;
  }

  /** Whether a nudge may go on with what is under way; another kind is settled first. @param {Nudge['kind']} kind */
  function beginNudge(kind) {
    if (nudge?.kind !== kind) settleNudge();
    if (editable().length === 0) say('locked');
    return editable().length > 0;
  }

  /** What is selected and not locked. */
  const editable = () => pick(document, [...selection].filter((id) => !locked.has(id)));

  /** The vertices that the select tool has chosen. */
  const chosen = () => (tool.draws ? null : tool.sketch(toolState, context()).chosen ?? null);

  /** @returns {Annotation[]} */
  function nudged() {
    const annotations = editable();
    switch (nudge?.kind) {
      case 'move': return moved(annotations, nudge.dx, nudge.dy, image);
      case 'edges': {
        const shift = nudge;
        return annotations.map((a) => edgesShifted(a, shift, image, minimumSidePixels));
      }
      case 'vertices': {
        const { dx, dy } = nudge;
        const vertices = chosen()?.vertices ?? [];
        return annotations.map((a) => verticesShifted(a, vertices, dx, dy, image));
      }
      default: return [];
    }
  }

  return {
    image, labels, labelsById, minimumSidePixels, newId,
    get document() { return document; },
    get history() { return history; },
    get index() { return index; },
    get selection() { return selection; },
    get hidden() { return hidden; },
    get locked() { return locked; },
    get magnet() { return magnet; },
    get tool() { return tool; },
    /** The tool that drew last. */
    get lastDrawn() { return lastDrawn; },
    get labelId() { return labelId; },
    get readOnly() { return readOnly; },
    /** Nothing is under the hand, so shapes may change. */
    get atRest() { return toolState.name === 'idle' && nudge === null; },
    /** A corner is being placed or dragged. */
    get isAiming() { return tool.draws ? toolState.name !== 'idle' : ['sizing', 'bending'].includes(toolState.name); },
    /** The shape that is pressed to be selected, not to be changed; null in the tools that draw. @returns {string | null} */
    get pressed() {
      if (tool.draws || toolState.name !== 'pressed' || toolState.held) return null;
      return shapesUnder(toolState.from, context())[0] ?? null;
    },
    /** A draft is under way that Escape would throw away. */
    get isDrawing() { return tool.draws && toolState.name !== 'idle'; },

    perform, select, setTool, handle, settleNudge,
    undo: () => travel(undo, 'undo'),
    redo: () => travel(redo, 'redo'),

    /** A hole is drawn into a polygon next. @param {string} id */
    drawHole(id) {
      setTool('polygon');
      toolState = /** @type {any} */ (tool).intoHole(id);
      tell('draft');
    },

    /** @param {string} id */
    setLabel(id) {
      labelId = id;
      tell('label');
    },

    /** @param {Iterable<string>} ids */
    setHidden(ids) {
      hidden = new Set(ids);
      selection = new Set([...selection].filter((id) => !hidden.has(id)));
      tell('hidden', 'selection');
    },

    /** Locked shapes stay as they are, whatever is done. @param {Iterable<string>} ids */
    setLocked(ids) {
      settleNudge();
      locked = new Set(ids);
      if (!tool.draws) toolState = tool.idle();
      tell('locked', 'draft');
    },

    /** Vertices stick to other shapes. @param {boolean} value */
    setMagnet(value) {
      magnet = value;
      tell('magnet', 'draft');
    },

    /**
     * Moves the selection, or the vertices chosen of it, shown at once; one change when the key goes up.
     * @param {number} dx image pixels
     * @param {number} dy image pixels
     */
    nudge(dx, dy) {
      const kind = chosen() ? 'vertices' : 'move';
      if (readOnly || selection.size === 0) return false;
      if (!beginNudge(kind)) return true;
      const from = nudge && nudge.kind !== 'edges' ? nudge : { dx: 0, dy: 0 };
      nudge = { kind, dx: from.dx + dx, dy: from.dy + dy };
      tell('draft');
      return true;
    },

    /**
     * Moves edges of the selected boxes, shown at once; one change when the key goes up.
     * @param {Partial<import('../../core/edits.js').EdgeShift>} shift image pixels
     */
    nudgeEdges({ left = 0, top = 0, right = 0, bottom = 0 }) {
      const hasBoxes = pick(document, selection).some((a) => 'box' in a.shape);
      if (readOnly || !hasBoxes) return false;
      if (!beginNudge('edges')) return true;
      const from = nudge?.kind === 'edges' ? nudge : { left: 0, top: 0, right: 0, bottom: 0 };
      nudge = { kind: 'edges', left: from.left + left, top: from.top + top, right: from.right + right,
        bottom: from.bottom + bottom };
      tell('draft');
      return true;
    },

    /** Shows annotations in other forms without changing them, until something happens. @param {Annotation[]} forms */
    tryOut(forms) {
      preview = forms;
      tell('draft');
    },

    /**
     * Takes over what was done on another device, as one step that can be undone. Only {@link atRest}.
     * @param {readonly {id: string, annotation: Annotation | null}[]} news null: removed
     * @returns {number} how many shapes are different now
     */
    adopt(news) {
      const change = adopting(document, news);
      if (change.length === 0) return 0;
      install({ kind: 'do', change, elsewhere: true });
      history = record(history, change);
      if (!tool.draws) toolState = tool.idle();
      tell('document', 'selection');
      return change.length;
    },

    /** @param {boolean} value */
    setReadOnly(value) {
      readOnly = value;
      toolState = tool.idle();
      tell('readOnly', 'draft');
    },

    /** What the editing layer shows. @returns {import('../../tools/tool.js').Sketch} */
    sketch() {
      const sketch = tool.sketch(toolState, context());
      const forms = nudge ? nudged() : preview;
      return forms.length > 0 ? { ...sketch, editing: forms } : sketch;
    },

    /** @param {import('../../core/box.js').ImagePoint} at */
    cursor: (at) => (readOnly && tool.id !== 'pan' ? 'default' : tool.cursor(toolState, at, context())),

    /** @param {(topics: ReadonlySet<Topic>) => void} listener @returns {() => void} */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A change made for an earlier document, with the old values of this one. @param {AnnotationDocument} document @param {ChangeSet} change */
function onto(document, change) {
  return change.map((edit) => (edit.before ? { ...edit, before: document.byId.get(edit.id) ?? edit.before } : edit));
}

/** @typedef {ReturnType<typeof createWorkspace>} Workspace */
