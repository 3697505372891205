/**
 * What each command of the key map does. A command answers false when it has nothing to do, so that the key is free.
 *
 * @typedef {object} CommandParts
 * @property {import('./workspace.js').Workspace} workspace
 * @property {import('./camera.js').Camera} camera
 * @property {ReturnType<typeof import('./keyboard-cursor.js').createKeyboardCursor>} cursor
 * @property {string} projectId
 * @property {() => {x: number, y: number} | undefined} pointer where the pointer is on the stage, CSS pixels
 * @property {() => boolean} engaged the keyboard works on the stage, so Tab walks the shapes
 * @property {() => void} disengage
 * @property {(labelId: string) => void} chooseLabel
 * @property {(key: string, params?: any) => void} say
 * @property {() => void} openLabels
 * @property {() => void} toggleHidden
 * @property {() => void} toggleLocked
 * @property {() => boolean} answerQuestions to the questions about the selection; false when there are none
 * @property {import('./suggestions.js').Suggestions} suggestions
 * @property {Record<'submit' | 'flush' | 'instructions' | 'palette' | 'help' | 'ask', () => void>} on
 */
import { FLAGS } from '../../core/document.js';
import { removing } from '../../core/change.js';
import { duplicating, flagging, pasting, pick } from '../../core/edits.js';
import { boundsOf } from '../../core/shape.js';
import { boxAround } from '../../core/box.js';
import { TOOLS } from '../../tools/registry.js';
import { copiedShapes, copyShapes } from './clipboard.js';
import { labelForDigit } from './labels-panel.js';

/** @type {[string, number, number][]} */
const WAYS = [['left', -1, 0], ['right', 1, 0], ['up', 0, -1], ['down', 0, 1]];
/** An arrow with nothing selected pans so far, CSS pixels. */
const PAN = 40;

/** @param {CommandParts} parts @returns {Record<string, () => boolean | void>} */
export function createCommands(parts) {
  const { workspace: w, camera, cursor, say, on, suggestions } = parts;
  const nowhere = { at: { x: 0, y: 0 }, screen: { x: 0, y: 0 } };

  /** @param {number} step */
  function walk(step) {
    if (!parts.engaged()) return false;
    const ids = w.document.order.filter((id) => !w.hidden.has(id));
    if (ids.length === 0) return false;
    const at = w.selection.size ? ids.indexOf([...w.selection][w.selection.size - 1]) : step > 0 ? -1 : 0;
    const next = ids[(at + step + ids.length) % ids.length];
    w.select([next]);
    say('selected', { id: next });
  }

  /** @param {number} dx @param {number} dy @param {number} pixels */
  function arrow(dx, dy, pixels) {
    if (cursor.move(dx * pixels, dy * pixels)) return;
    if (!w.nudge(dx * pixels, dy * pixels)) camera.pan(-dx * PAN * Math.sqrt(pixels), -dy * PAN * Math.sqrt(pixels));
  }

  /**
   * Moves edges of the selected boxes, or the keyboard cursor by a hundred.
   * @param {number} dx
   * @param {number} dy
   * @param {boolean} far the right and bottom edges
   */
  function edge(dx, dy, far) {
    if (cursor.move(dx * 100, dy * 100)) return;
    return w.nudgeEdges(far ? { right: dx, bottom: dy } : { left: dx, top: dy });
  }

  /** Marks a side of the object with the extreme tool. @param {'top' | 'left' | 'bottom' | 'right'} side */
  function markSide(side) {
    const pointer = parts.pointer();
    const at = cursor.at ?? (pointer && camera.toImage(pointer));
    return at ? w.handle({ type: 'down', at, screen: camera.toScreen(at), side }) : false;
  }

  function remove() {
    if (w.isDrawing) return false;
    if (w.handle({ type: 'delete', ...nowhere })) return;
    const next = suggestions.after(w.selection);
    const removed = w.perform(removing(w.document, w.selection), { say: 'deleted' });
    if (removed && next) suggestions.show(next);
    return removed;
  }

  function cancel() {
    if (w.handle({ type: 'cancel', ...nowhere })) return;
    if (w.selection.size) w.select([]);
    else if (cursor.at) cursor.toggle();
    else parts.disengage();
  }

  function fitSelection() {
    const picked = pick(w.document, w.selection);
    if (picked.length === 0) return camera.fitImage();
    camera.fitBox(boxAround(picked.flatMap(({ shape }) => {
      const [x, y, width, height] = boundsOf(shape);
      return [[x, y], [x + width, y + height]];
    })));
  }

  function hole() {
    const [id] = w.selection;
    const shape = w.selection.size === 1 ? w.document.byId.get(id)?.shape : undefined;
    if (!shape || !('polygon' in shape) || w.readOnly) return say('holeNeedsPolygon');
    w.drawHole(id);
    say('holeStarted');
  }

  /** @type {Record<string, () => boolean | void>} */
  const commands = {
    'draw.finish': () => (cursor.at ? false : w.handle({ type: 'finish', ...nowhere })),
    'draw.pop': () => w.handle({ type: 'pop', ...nowhere }),
    'draw.flip': () => w.handle({ type: 'flip', ...nowhere }),
    'draw.again': () => (w.isDrawing ? w.handle({ type: 'finish', ...nowhere }) : w.setTool(w.lastDrawn)),
    cancel,
    'draw.hole': hole,
    magnet() {
      w.setMagnet(!w.magnet);
      say(w.magnet ? 'magnetOn' : 'magnetOff');
    },
    'cursor.toggle': () => cursor.toggle(),
    'cursor.press': () => cursor.press(),
    'label.palette': () => parts.openLabels(),
    attributes: () => parts.answerQuestions(),
    'select.next': () => walk(1),
    'select.previous': () => walk(-1),
    'select.all': () => w.select(w.document.order.filter((id) => !w.hidden.has(id))),
    delete: remove,
    undo: () => w.undo(),
    redo: () => w.redo(),
    copy() {
      if (w.selection.size === 0) return false;
      copyShapes(parts.projectId, pick(w.document, w.selection));
      say('copied', { count: w.selection.size });
    },
    paste() {
      const labelIds = new Set(w.labels.map((label) => label.id));
      const change = pasting(w.document, copiedShapes(parts.projectId), w.image, labelIds, w.newId);
      return w.perform(change, { select: change.map((edit) => edit.id), say: 'pasted' });
    },
    duplicate() {
      const change = duplicating(w.document, pick(w.document, w.selection), w.image, w.newId);
      w.perform(change, { select: change.map((edit) => edit.id), say: 'pasted' });
    },
    repeat: () => { suggestions.repeatPrevious(); },
    accept: () => suggestions.accept(),
    'accept.all': () => suggestions.acceptAll(),
    hide: () => parts.toggleHidden(),
    lock: () => parts.toggleLocked(),
    'zoom.in': () => camera.zoomIn(parts.pointer()),
    'zoom.out': () => camera.zoomOut(parts.pointer()),
    'zoom.fit': fitSelection,
    'zoom.image': () => camera.fitImage(),
    'zoom.actual': () => camera.actualSize(),
    submit: () => on.submit(),
    flush: () => on.flush(),
    instructions: () => on.instructions(),
    palette: () => on.palette(),
    help: () => on.help(),
    'view.panel': () => on.view(),
    'view.reset': () => on.viewReset(),
    ask: () => on.ask(),
  };
  for (const { id } of TOOLS) commands[`tool.${id}`] = () => w.setTool(id);
  for (const side of /** @type {const} */ (['top', 'left', 'bottom', 'right'])) commands[`extreme.${side}`] = () => markSide(side);
  for (const flag of FLAGS) commands[`flag.${flag}`] = () => w.perform(flagging(w.document, w.selection, flag),
    { say: 'flagged' });
  for (let digit = 0; digit <= 9; digit++) {
    commands[`label.${digit}`] = () => {
      const label = labelForDigit(w.labels, digit);
      if (!label) return false;
      parts.chooseLabel(label.id);
    };
  }
  for (const [way, dx, dy] of WAYS) {
    commands[`arrow.${way}`] = () => arrow(dx, dy, 1);
    commands[`arrow.${way}.far`] = () => arrow(dx, dy, 10);
    commands[`edge.far.${way}`] = () => edge(dx, dy, true);
    commands[`edge.near.${way}`] = () => edge(dx, dy, false);
  }
  return commands;
}
