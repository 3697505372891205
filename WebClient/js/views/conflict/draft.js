/**
 * Drawing over the picture of a conflict: the tools of the annotation workspace on an empty sheet, or on shapes to adjust.
 *
 * @typedef {import('../../api/conflicts.js').DrawnShape} DrawnShape
 */
import { annotationsOf, NO_FLAGS } from '../../core/document.js';
import { removing } from '../../core/change.js';
import { relabelling } from '../../core/edits.js';
import { NO_HISTORY } from '../../core/history.js';
import { screenToImage } from '../../core/viewport.js';
import { listenToPointers } from '../../input/pointer.js';
import { newId } from '../../outbox/new-id.js';
import { createEditingLayer } from '../../render/editing-layer.js';
import { UNKNOWN_COLOR } from '../../render/style.js';
import { h, svg } from '../../ui/dom.js';
import { createWorkspace } from '../annotate/workspace.js';

/** @typedef {'box' | 'polygon'} Pen */

/**
 * @param {object} options
 * @param {import('../../core/box.js').ImageSize} options.image
 * @param {import('../../api/assignments.js').Label[]} options.labels
 * @param {number} options.minimumSidePixels
 * @param {() => {view: import('../../core/viewport.js').Viewport, pan: (dx: number, dy: number) => void,
 *   zoom: (factor: number, at?: {x: number, y: number}) => void}} options.viewer the picture it lies on
 * @param {(key: string, params?: Record<string, any>) => void} options.say keys of the workspace's messages
 * @param {() => void} options.onChange a shape, the tool or the label is another
 * @param {() => void} options.onTouch somebody draws, so keys are meant for the drawing
 */
export function createDraft({ image, labels, minimumSidePixels, viewer, say, onChange, onTouch }) {
  const root = svg('svg', { class: 'stage-editing', 'aria-hidden': 'true' });
  const node = h('div', { class: 'desk-draft', hidden: true, 'data-testid': 'desk-draft' }, root);
  const layer = createEditingLayer(root);
  /** @type {ReturnType<typeof createWorkspace> | null} */
  let sheet = null;
  /** @type {Pen} */
  let pen = 'box';

  const stop = listenToPointers(node, {
    tool(event, coarse) { sheet?.handle(event, coarse); },
    pan: (dx, dy) => viewer().pan(dx, dy),
    panInto: () => false,
    scrolls: () => false,
    zoom: (factor, at) => viewer().zoom(factor, at),
    hover(at) { node.style.cursor = at && sheet ? sheet.cursor(screenToImage(viewer().view, at)) : ''; },
    toImage: (screen) => screenToImage(viewer().view, screen),
    panHeld: () => false,
    engage() {},
    finger() {},
    longPress: () => false,
  });
  node.addEventListener('pointerdown', onTouch);
  // The picture beneath pans and zooms by itself.
  for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'wheel']) {
    node.addEventListener(type, (/** @type {Event} */ event) => event.stopPropagation());
  }

  function paint() {
    if (!sheet) return;
    const sketch = sheet.sketch();
    const moving = new Set((sketch.editing ?? []).map(({ id }) => id));
    const [chosen] = sheet.selection;
    layer.paint({
      sketch, handled: sheet.tool.id === 'select' && sheet.selection.size === 1 ? sheet.document.byId.get(chosen) ?? null : null,
      selected: annotationsOf(sheet.document).filter(({ id }) => !moving.has(id)), awaited: [], keyboardCursor: null,
      colorOf: (id) => sheet?.labelsById.get(id ?? '')?.color ?? UNKNOWN_COLOR, labelId: sheet.labelId,
    }, viewer().view);
  }

  /** A shape that was just drawn shows its handles. @param {ReadonlySet<string>} topics */
  function follow(topics) {
    if (topics.has('document') && sheet?.tool.draws && sheet.selection.size > 0) queueMicrotask(() => { sheet?.setTool('select'); });
    paint();
    if (['document', 'tool', 'label', 'selection'].some((topic) => topics.has(topic))) onChange();
  }

  /**
   * Begins with these annotations, which keep their identifiers.
   * @param {import('../../core/document.js').Annotation[]} annotations none: an empty sheet
   * @param {string | null} labelId of what is drawn
   */
  function open(annotations, labelId) {
    sheet = createWorkspace({
      image, labels: labels.filter((label) => !(/** @type {any} */ (label).retired)), retiredLabels: labels, annotations,
      minimumSidePixels, history: NO_HISTORY, newId, say,
      scale: () => viewer().view.scale, pan: (dx, dy) => viewer().pan(dx, dy), now: () => performance.now(), onGesture() {},
    });
    if (labelId && sheet.labels.some(({ id }) => id === labelId)) sheet.setLabel(labelId);
    if (annotations.length > 0) {
      sheet.setTool('select');
      sheet.select([annotations[0].id]);
    } else {
      sheet.setTool(pen);
    }
    sheet.subscribe(follow);
    node.hidden = false;
    paint();
    onChange();
  }

  return {
    node,
    update: paint,

    open,

    /**
     * @param {DrawnShape[]} shapes to adjust; none: an empty sheet
     * @param {string | null} labelId of what is drawn
     */
    begin(shapes, labelId) {
      open(shapes.map(({ shape, label, attributes }) => ({ id: newId(), labelId: label, flags: { ...NO_FLAGS },
        shape: /** @type {any} */ (shape), ...(attributes && Object.keys(attributes).length > 0 ? { attributes } : {}) })), labelId);
    },

    end() {
      sheet = null;
      node.hidden = true;
      node.style.cursor = '';
    },

    /** Draws one more shape, with the pen named or the other one. @param {Pen} [wanted] */
    draw(wanted) {
      if (!sheet) return;
      pen = wanted ?? (sheet.tool.draws && pen === 'box' ? 'polygon' : sheet.tool.draws ? 'box' : pen);
      sheet.setTool(pen);
    },

    /** @param {string} labelId of what is selected, and of what is drawn next */
    setLabel(labelId) {
      sheet?.setLabel(labelId);
      if (sheet && !sheet.tool.draws) sheet.perform(relabelling(sheet.document, sheet.selection, labelId));
    },

    /** Takes back the last point of what is being drawn, or what is selected, whole. */
    back() {
      if (!sheet || sheet.handle({ type: sheet.tool.draws ? 'pop' : 'delete', ...ASIDE })) return;
      sheet.perform(removing(sheet.document, sheet.selection));
      if (sheet.document.order.length === 0) sheet.setTool(pen);
    },

    /** Closes what is being drawn. @returns {boolean} whether anything was */
    finish() {
      return Boolean(sheet?.isDrawing && sheet.handle({ type: 'finish', ...ASIDE }));
    },

    /** Breaks off what is being drawn. @returns {boolean} whether anything was */
    cancel() {
      return Boolean(sheet?.isDrawing && sheet.handle({ type: 'cancel', ...ASIDE }));
    },

    undo: () => Boolean(sheet && (sheet.isDrawing ? sheet.handle({ type: 'pop', ...ASIDE }) : sheet.undo())),
    redo: () => Boolean(sheet?.redo()),
    /** @param {number} dx @param {number} dy image pixels */
    move: (dx, dy) => { sheet?.nudge(dx, dy); },
    /** @param {'left' | 'top' | 'right' | 'bottom'} side @param {number} by image pixels */
    edge: (side, by) => { sheet?.nudgeEdges({ [side]: by }); },
    settle: () => { sheet?.settleNudge(); },

    get active() { return sheet !== null; },
    get workspace() { return sheet; },
    get annotations() { return sheet ? annotationsOf(sheet.document) : []; },
    get pen() { return sheet?.tool.draws ? pen : null; },
    get labelId() {
      const [chosen] = sheet?.selection ?? [];
      return (sheet && !sheet.tool.draws && sheet.document.byId.get(chosen)?.labelId) || sheet?.labelId || null;
    },
    get labels() { return sheet?.labels ?? []; },
    /** What would be kept. @returns {DrawnShape[]} */
    get shapes() {
      return sheet ? annotationsOf(sheet.document).map(({ shape, labelId, attributes }) =>
        ({ shape, label: labelId, ...(attributes ? { attributes } : {}) })) : [];
    },
    dispose: stop,
  };
}

/** An event that happens nowhere. */
const ASIDE = { at: { x: -1, y: -1 }, screen: { x: -1, y: -1 } };

/** @typedef {ReturnType<typeof createDraft>} Draft */
