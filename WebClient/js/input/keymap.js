/**
 * The default key map, as data: dispatch, help and hints all read it.
 *
 * Letters are written lower-case and matched as `keyboard.js` explains; `hold` commands act while the key is down.
 *
 * @typedef {{command: string, keys: string[], group: string, hold?: boolean, scope?: 'drawing'}} Binding
 *   `scope: 'drawing'` only while a draft is under way; such a binding goes before one without a scope.
 */

/** @type {readonly Binding[]} */
export const KEYMAP = Object.freeze([
  { command: 'tool.box', keys: ['w'], group: 'draw' },
  { command: 'tool.polygon', keys: ['e'], group: 'draw' },
  { command: 'tool.select', keys: ['s'], group: 'draw' },
  { command: 'tool.pan', keys: ['p'], group: 'draw' },
  { command: 'pan.hold', keys: ['Space'], group: 'draw', hold: true },
  { command: 'draw.finish', keys: ['Enter'], group: 'draw', scope: 'drawing' },
  { command: 'draw.pop', keys: ['Backspace', 'Mod+z'], group: 'draw', scope: 'drawing' },
  { command: 'cancel', keys: ['Escape'], group: 'draw' },
  { command: 'draw.hole', keys: ['h'], group: 'draw' },
  { command: 'cursor.toggle', keys: ['m'], group: 'draw' },
  { command: 'cursor.press', keys: ['Enter'], group: 'draw' },

  ...[...'1234567890'].map((digit) => ({ command: `label.${digit}`, keys: [`Digit${digit}`], group: 'label' })),
  { command: 'label.palette', keys: ['l'], group: 'label' },
  { command: 'flag.occluded', keys: ['o'], group: 'label' },
  { command: 'flag.truncated', keys: ['t'], group: 'label' },
  { command: 'flag.crowd', keys: ['g'], group: 'label' },
  { command: 'flag.unsure', keys: ['u'], group: 'label' },

  { command: 'select.next', keys: ['Tab'], group: 'edit' },
  { command: 'select.previous', keys: ['Shift+Tab'], group: 'edit' },
  { command: 'select.all', keys: ['Mod+a'], group: 'edit' },
  { command: 'delete', keys: ['x', 'Delete', 'Backspace'], group: 'edit' },
  { command: 'undo', keys: ['Mod+z'], group: 'edit' },
  { command: 'redo', keys: ['Mod+Shift+z', 'Mod+y'], group: 'edit' },
  { command: 'copy', keys: ['Mod+c'], group: 'edit' },
  { command: 'paste', keys: ['Mod+v'], group: 'edit' },
  { command: 'duplicate', keys: ['Mod+d'], group: 'edit' },
  { command: 'hide', keys: ['Shift+h'], group: 'edit' },
  { command: 'arrow.left', keys: ['ArrowLeft'], group: 'edit' },
  { command: 'arrow.right', keys: ['ArrowRight'], group: 'edit' },
  { command: 'arrow.up', keys: ['ArrowUp'], group: 'edit' },
  { command: 'arrow.down', keys: ['ArrowDown'], group: 'edit' },
  { command: 'arrow.left.far', keys: ['Shift+ArrowLeft'], group: 'edit' },
  { command: 'arrow.right.far', keys: ['Shift+ArrowRight'], group: 'edit' },
  { command: 'arrow.up.far', keys: ['Shift+ArrowUp'], group: 'edit' },
  { command: 'arrow.down.far', keys: ['Shift+ArrowDown'], group: 'edit' },

  ...['left', 'right', 'up', 'down'].flatMap((way) => {
    const arrow = `Arrow${way[0].toUpperCase()}${way.slice(1)}`;
    return [
      { command: `edge.far.${way}`, keys: [`Mod+${arrow}`], group: 'edit' },
      { command: `edge.near.${way}`, keys: [`Mod+Shift+${arrow}`], group: 'edit' },
    ];
  }),

  { command: 'zoom.in', keys: ['=', '+'], group: 'view' },
  { command: 'zoom.out', keys: ['-'], group: 'view' },
  { command: 'zoom.fit', keys: ['f'], group: 'view' },
  { command: 'zoom.image', keys: ['Shift+f'], group: 'view' },
  { command: 'zoom.actual', keys: ['Shift+Digit1'], group: 'view' },
  { command: 'peek.hold', keys: ['q'], group: 'view', hold: true },

  { command: 'submit', keys: ['Mod+Enter'], group: 'work' },
  { command: 'flush', keys: ['Mod+s'], group: 'work' },
  { command: 'instructions', keys: ['i'], group: 'work' },
  { command: 'ask', keys: ['c'], group: 'work' },
  { command: 'help', keys: ['?', 'F1'], group: 'work' },
]);

/**
 * Pairs of bindings that want the same key in the same scope; must be empty.
 * @param {readonly Binding[]} keymap
 * @returns {{key: string, commands: [string, string]}[]}
 */
export function collisions(keymap) {
  const taken = new Map();
  const found = [];
  for (const { command, keys, scope } of keymap) {
    for (const key of keys) {
      const place = `${scope ?? ''}:${key}`;
      const other = taken.get(place);
      if (other) found.push({ key, commands: /** @type {[string, string]} */ ([other, command]) });
      else taken.set(place, command);
    }
  }
  return found;
}
