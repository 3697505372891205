/**
 * The state of the workspace and the only ways to change it. Knows no DOM.
 *
 * A gesture becomes one change: applied here, written to the journal by `onGesture`, told to the listeners.
 *
 * @typedef {import('../../core/document.js').Annotation} Annotation
 * @typedef {import('../../core/document.js').AnnotationDocument} AnnotationDocument
 * @typedef {import('../../core/change.js').ChangeSet} ChangeSet
 * @typedef {import('../../core/history.js').JournalEntry} JournalEntry
 * @typedef {'document' | 'selection' | 'tool' | 'draft' | 'label' | 'hidden' | 'readOnly'} Topic
 *
 * @typedef {object} WorkspaceParts
 * @property {import('../../core/box.js').ImageSize} image
 * @property {number} minimumSidePixels
 * @property {import('../../api/assignments.js').Label[]} labels
 * @property {Annotation[]} annotations
 * @property {import('../../core/history.js').History} history
 * @property {() => number} scale screen pixels for an image pixel, now
 * @property {(dx: number, dy: number) => void} pan
 * @property {() => string} newId
 * @property {(entry: JournalEntry) => void} onGesture
 * @property {(key: string, params?: Record<string, any>) => void} say
 */
import { documentOf } from '../../core/document.js';
import { moved, pick } from '../../core/edits.js';
import { adopting, apply, updating } from '../../core/change.js';
import { record, redo, undo } from '../../core/history.js';
import { boundsOf } from '../../core/shape.js';
import { createSpatialIndex } from '../../core/spatial-index.js';
import { toolNamed } from '../../tools/registry.js';

/** @param {WorkspaceParts} parts */
export function createWorkspace(parts) {
  const { image, minimumSidePixels, labels, scale, newId, onGesture, say } = parts;
  let document = documentOf(parts.annotations);
  let history = parts.history;
  const index = createSpatialIndex(image);
  for (const annotation of parts.annotations) index.insert(annotation.id, boundsOf(annotation.shape));
  /** @type {ReadonlySet<string>} */
  let selection = new Set();
  /** @type {ReadonlySet<string>} */
  let hidden = new Set();
  let tool = toolNamed('box');
  let toolState = tool.idle();
  let labelId = labels[0]?.id ?? null;
  let coarse = false;
  let readOnly = false;
  /** A held arrow key's way so far; becomes one change when the key goes up. */
  let nudge = { dx: 0, dy: 0 };
  /** @type {Set<(topics: ReadonlySet<Topic>) => void>} */
  const listeners = new Set();

  /** @param {...Topic} topics */
  function tell(...topics) {
    const set = new Set(topics);
    for (const listener of listeners) listener(set);
  }

  /** @returns {import('../../tools/tool.js').ToolContext} */
  const context = () => ({
    document, index, hidden, selection, image, scale: scale(), labelId, minimumSidePixels, coarse, newId,
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
    onGesture(entry);
  }

  /**
   * Does one gesture.
   * @param {ChangeSet} wished
   * @param {{select?: Iterable<string>, say?: string}} [after]
   * @returns {boolean} whether anything changed
   */
  function perform(wished, after = {}) {
    const change = settleNudge() ? onto(document, wished) : wished;
    if (readOnly || change.length === 0) return false;
    install({ kind: 'do', change });
    history = record(history, change);
    if (after.select) selection = new Set(after.select);
    tell('document', 'selection');
    if (after.say) say(after.say, { change });
    return true;
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
    tell('selection');
  }

  /** @param {string} id */
  function setTool(id) {
    settleNudge();
    tool = toolNamed(id);
    toolState = tool.idle();
    tell('tool', 'draft');
  }

  /** @param {import('../../tools/tool.js').Action} action */
  function act(action) {
    switch (action.type) {
      case 'change': return perform(action.change, { select: action.select, say: action.say });
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
    if (nudge.dx === 0 && nudge.dy === 0) return false;
    const change = updating(document, nudged());
    nudge = { dx: 0, dy: 0 };
    perform(change, { say: 'moved' });
    tell('draft');
    return true;
  }

  const nudged = () => moved(pick(document, selection), nudge.dx, nudge.dy, image);

  return {
    image, labels, minimumSidePixels, newId,
    get document() { return document; },
    get history() { return history; },
    get index() { return index; },
    get selection() { return selection; },
    get hidden() { return hidden; },
    get tool() { return tool; },
    get labelId() { return labelId; },
    get readOnly() { return readOnly; },
    /** Nothing is under the hand, so shapes may change. */
    get atRest() { return toolState.name === 'idle' && nudge.dx === 0 && nudge.dy === 0; },
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

    /**
     * Moves the selection, shown at once; one change with all its steps when the key goes up.
     * @param {number} dx
     * @param {number} dy
     */
    nudge(dx, dy) {
      if (readOnly || selection.size === 0) return false;
      nudge = { dx: nudge.dx + dx, dy: nudge.dy + dy };
      tell('draft');
      return true;
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
      return nudge.dx !== 0 || nudge.dy !== 0 ? { ...sketch, editing: nudged() } : sketch;
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
