import { belongsToWidget, bindingsFor } from './keyboard.js';

/**
 * Runs commands for the keys pressed while the workspace is open. A command that answers false lets the next one try,
 * and the browser when none is left.
 *
 * @param {object} sink
 * @param {() => readonly string[]} sink.scopes the scopes that are on
 * @param {() => readonly import('./keymap.js').Binding[]} sink.keymap
 * @param {(command: string) => boolean | void} sink.run
 * @param {(command: string, down: boolean) => void} sink.hold
 * @param {() => void} sink.arrowsUp the last arrow key went up
 * @param {() => void} sink.any any key, for the clock
 * @returns {() => void} stops listening
 */
export function listenToKeys({ scopes, keymap, run, hold, arrowsUp, any }) {
  /** @type {Map<string, string>} commands by the code of the key that holds them */
  const held = new Map();
  /** @type {Set<string>} */
  const arrows = new Set();
  const stop = new AbortController();

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    any();
    if (event.defaultPrevented || document.querySelector('dialog[open]')
      || belongsToWidget(event.target, event)) return;
    if (event.key.startsWith('Arrow')) arrows.add(event.code);
    for (const { command, hold: holds } of bindingsFor(event, { scopes: scopes(), keymap: keymap() })) {
      if (holds) {
        if (!held.has(event.code)) hold(command, true);
        held.set(event.code, command);
      } else if (run(command) === false) {
        continue;
      }
      event.preventDefault();
      return;
    }
  }

  /** @param {KeyboardEvent} event */
  function keyup(event) {
    const command = held.get(event.code);
    if (command) {
      held.delete(event.code);
      hold(command, false);
    }
    if (arrows.delete(event.code) && arrows.size === 0) arrowsUp();
  }

  function letGo() {
    for (const command of held.values()) hold(command, false);
    held.clear();
    arrows.clear();
    arrowsUp();
  }

  document.addEventListener('keydown', keydown, { signal: stop.signal });
  document.addEventListener('keyup', keyup, { signal: stop.signal });
  window.addEventListener('blur', letGo, { signal: stop.signal });
  return () => stop.abort();
}
