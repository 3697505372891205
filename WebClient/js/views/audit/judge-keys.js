/**
 * What keys mean while one judges. Pure.
 *
 * @typedef {{name: 'right' | 'wrong' | 'undo' | 'next' | 'previous' | 'cancel' | 'zoomIn' | 'zoomOut' | 'fit'}
 *   | {name: 'reason', reason: string}} JudgeCommand
 */

/** What can be wrong, with its letter, by what is judged. @type {Record<'object' | 'image', [string, string][]>} */
export const REASONS = {
  object: [['spurious', 's'], ['misplaced', 'p'], ['misclassified', 'c']],
  image: [['spurious', 's'], ['misplaced', 'p'], ['misclassified', 'c'], ['missed', 'm']],
};

/** @type {Record<string, JudgeCommand['name']>} */
const COMMANDS = {
  1: 'right', k: 'right', 0: 'wrong', j: 'wrong', u: 'undo', Backspace: 'undo', n: 'next', ArrowRight: 'next', b: 'previous', ArrowLeft: 'previous',
  Escape: 'cancel', '+': 'zoomIn', '=': 'zoomIn', '-': 'zoomOut', f: 'fit',
};

/**
 * The command a key stands for.
 *
 * @param {{key: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean}} event
 * @param {'object' | 'image'} unit
 * @param {boolean} choosing whether the reasons are on offer: then their numbers choose, too
 * @returns {JudgeCommand | null}
 */
export function judgeCommand(event, unit, choosing) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if ((event.ctrlKey || event.metaKey) && key === 'z') return { name: 'undo' };
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const reasons = REASONS[unit];
  const chosen = reasons.find(([, letter]) => letter === key) ?? (choosing ? reasons[Number(key) - 1] : undefined);
  if (chosen) return { name: 'reason', reason: chosen[0] };
  const name = /** @type {any} */ (Object.hasOwn(COMMANDS, key) ? COMMANDS[key] : null);
  return name ? { name } : null;
}

/**
 * The next item that waits, from one on and then from the start; null when none does.
 *
 * @param {(string | null)[]} verdicts one for each item
 * @param {number} after a number from 0 on
 */
export function nextWaiting(verdicts, after) {
  for (let step = 0; step < verdicts.length; step += 1) {
    const number = ((after + step) % verdicts.length) + 1;
    if (!verdicts[number - 1]) return number;
  }
  return null;
}
