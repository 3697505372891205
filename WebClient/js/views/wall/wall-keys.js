/** What keys mean on a wall of crops. Pure. */

const PLAIN = /** @type {Record<string, string>} */ ({ ' ': 'dismiss', x: 'dismiss', Enter: 'open', u: 'undo', Backspace: 'undo', Escape: 'single' });
const MOVES = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']);

/**
 * @param {{key: string, code?: string, shiftKey?: boolean, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean}} event
 * @returns {{name: 'dismiss' | 'open' | 'undo' | 'single'} | {name: 'relabel', digit: number} | {name: 'move', key: string, extend: boolean} | null}
 */
export function wallCommand({ key, code = '', shiftKey = false, ctrlKey, metaKey, altKey }) {
  const typed = key.length === 1 ? key.toLowerCase() : key;
  if ((ctrlKey || metaKey) && typed === 'z' && !shiftKey) return { name: 'undo' };
  if (ctrlKey || metaKey || altKey) return null;
  if (MOVES.has(key)) return { name: 'move', key, extend: shiftKey };
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code) ?? /^([1-9])$/.exec(key);
  if (digit && !shiftKey) return { name: 'relabel', digit: Number(digit[1]) };
  return Object.hasOwn(PLAIN, typed) ? { name: /** @type {any} */ (PLAIN[typed]) } : null;
}
