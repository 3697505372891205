/**
 * Which layers are in sight. Pure: every change answers a new set.
 *
 * Layers are named by a letter: annotators by theirs, "consensus", "rejected".
 */

export const CONSENSUS = 'consensus';
export const REJECTED = 'rejected';

/**
 * What one sees first: everybody and the consensus.
 * @param {string[]} letters
 */
export function initially(letters) {
  return new Set([...letters, CONSENSUS]);
}

/** @param {ReadonlySet<string>} visible @param {string} layer */
export function toggled(visible, layer) {
  const next = new Set(visible);
  if (!next.delete(layer)) next.add(layer);
  return next;
}

/**
 * Everything, or nothing when everything is in sight already.
 * @param {ReadonlySet<string>} visible
 * @param {string[]} letters
 */
export function allToggled(visible, letters) {
  const all = [...letters, CONSENSUS, REJECTED];
  return all.every((layer) => visible.has(layer)) ? new Set() : new Set(all);
}

/**
 * Only this one of the annotators; everybody again when it is alone already.
 * @param {ReadonlySet<string>} visible
 * @param {string[]} letters
 * @param {string} letter
 */
export function soloed(visible, letters, letter) {
  const others = [...visible].filter((layer) => !letters.includes(layer));
  const alone = letters.every((each) => visible.has(each) === (each === letter));
  return new Set([...others, ...(alone ? letters : [letter])]);
}

/**
 * The command a key stands for; digits by their place on the keyboard, letters by what they type.
 *
 * @param {{key: string, code: string, shiftKey?: boolean, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean}} event
 * @returns {{name: string, index?: number} | null}
 */
export function commandFor(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
  if (digit) {
    const index = Number(digit[1]) - 1;
    if (index < 0) return { name: 'all' };
    return { name: event.shiftKey ? 'solo' : 'annotator', index };
  }
  const typed = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : (/^Key([A-Z])$/.exec(event.code)?.[1] ?? event.key).toLowerCase();
  const names = /** @type {Record<string, string>} */ ({
    c: 'consensus', r: 'rejected', h: 'heatmap', f: 'fit', w: 'why', a: 'previous', d: 'next', '+': 'zoomIn', '=': 'zoomIn', '-': 'zoomOut',
  });
  return Object.hasOwn(names, typed) ? { name: names[typed] } : null;
}
