/**
 * What keys mean at the desk. Pure.
 *
 * @typedef {{key: string, code?: string, shiftKey?: boolean, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean}} Key
 * @typedef {'merged' | 'none' | 'draw' | 'adjust' | 'next' | 'previous' | 'undo' | 'reason' | 'help' | 'hide' | 'fit' | 'place'
 *   | 'zoomIn' | 'zoomOut' | 'release'} PlainCommand
 * @typedef {{name: PlainCommand} | {name: 'take' | 'solo', index: number}} DeskCommand
 */

/** @type {Record<string, PlainCommand>} */
const COMMANDS = {
  m: 'merged', x: 'none', d: 'draw', e: 'adjust', n: 'next', b: 'previous', u: 'undo', Backspace: 'undo', r: 'reason', '?': 'help', F1: 'help',
  h: 'hide', f: 'fit', z: 'place', '+': 'zoomIn', '=': 'zoomIn', '-': 'zoomOut', Escape: 'release',
};

/**
 * The command a key stands for while one decides; digits by their place on the keyboard.
 *
 * @param {Key} event
 * @param {boolean} engaged whether Tab goes from conflict to conflict, and not through the page
 * @returns {DeskCommand | null}
 */
export function deskCommand(event, engaged) {
  const key = plain(event);
  if ((event.ctrlKey || event.metaKey) && !event.altKey && key === 'z' && !event.shiftKey) return { name: 'undo' };
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (key === 'Tab') return engaged ? { name: event.shiftKey ? 'previous' : 'next' } : null;
  const digit = digitOf(event);
  if (digit) return { name: event.shiftKey ? 'solo' : 'take', index: digit - 1 };
  return Object.hasOwn(COMMANDS, key) ? { name: COMMANDS[key] } : null;
}

/**
 * @typedef {{name: 'keep' | 'leave' | 'turn' | 'back' | 'undo' | 'redo' | 'fit' | 'place' | 'zoomIn' | 'zoomOut' | 'help'}
 *   | {name: 'label', index: number} | {name: 'move', dx: number, dy: number} | {name: 'edge', side: 'left' | 'top' | 'right' | 'bottom', by: number}} DraftCommand
 *   `turn`: box or polygon; `back`: the last point, or what is chosen, goes; moves in image pixels
 */

/** @type {Record<string, any>} */
const DRAFT = {
  Enter: 'keep', Escape: 'leave', d: 'turn', Backspace: 'back', Delete: 'back', u: 'undo', f: 'fit', z: 'place', '+': 'zoomIn', '=': 'zoomIn',
  '-': 'zoomOut', '?': 'help', F1: 'help',
};
const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });

/**
 * The command a key stands for while one draws. Arrows move the shape; with Ctrl its right or lower edge, with Ctrl and
 * Shift the left or upper one; with Shift alone by ten pixels.
 *
 * @param {Key} event
 * @returns {DraftCommand | null}
 */
export function draftCommand(event) {
  const key = plain(event);
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey) return null;
  if (Object.hasOwn(ARROWS, key)) {
    const [dx, dy] = ARROWS[key];
    if (!control) return { name: 'move', dx: dx * (event.shiftKey ? 10 : 1), dy: dy * (event.shiftKey ? 10 : 1) };
    const side = dx !== 0 ? (event.shiftKey ? 'left' : 'right') : event.shiftKey ? 'top' : 'bottom';
    return { name: 'edge', side, by: dx + dy };
  }
  if (control) return key === 'z' ? { name: event.shiftKey ? 'redo' : 'undo' } : key === 'y' ? { name: 'redo' } : null;
  const digit = digitOf(event);
  if (digit && !event.shiftKey) return { name: 'label', index: digit - 1 };
  return Object.hasOwn(DRAFT, key) ? { name: DRAFT[key] } : null;
}

/** @param {Key} event */
function plain({ key }) {
  return key.length === 1 ? key.toLowerCase() : key;
}

/** @param {Key} event @returns {number} 0: none */
function digitOf({ key, code = '' }) {
  const found = /^(?:Digit|Numpad)([1-9])$/.exec(code) ?? /^([1-9])$/.exec(key);
  return found ? Number(found[1]) : 0;
}
