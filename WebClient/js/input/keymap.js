/**
 * The default key map, as data: dispatch, help, palette and hints all read it.
 *
 * Letters are written lower-case and matched as `keyboard.js` explains; `hold` commands act while the key is down.
 *
 * @typedef {'draw' | 'label' | 'edit' | 'view' | 'work'} Group
 * @typedef {'drawing' | 'extreme'} Scope
 * @typedef {{command: string, keys: string[], group: Group, hold?: boolean, scope?: Scope}} Binding
 *   `scope`: only while a draft is under way (drawing), or with the extreme tool (extreme); such a binding goes before
 *   one without a scope.
 */

/** The groups, in the order in which the help shows them. @type {readonly Group[]} */
export const GROUPS = Object.freeze(['draw', 'label', 'edit', 'view', 'work']);

const DIGITS = [...'1234567890'];
const WAYS = ['left', 'right', 'up', 'down'];
/** @param {string} way */
const arrow = (way) => `Arrow${way[0].toUpperCase()}${way.slice(1)}`;

/** @type {readonly Binding[]} */
export const KEYMAP = Object.freeze(/** @type {Binding[]} */ ([
  { command: 'tool.box', keys: ['w'], group: 'draw' },
  { command: 'tool.extreme', keys: ['Shift+w'], group: 'draw' },
  { command: 'tool.polygon', keys: ['e'], group: 'draw' },
  { command: 'tool.select', keys: ['s'], group: 'draw' },
  { command: 'tool.pan', keys: ['p'], group: 'draw' },
  { command: 'draw.again', keys: [], group: 'draw' },
  { command: 'pan.hold', keys: ['Space'], group: 'draw', hold: true },
  { command: 'draw.finish', keys: ['Enter'], group: 'draw', scope: 'drawing' },
  { command: 'draw.pop', keys: ['Backspace', 'Mod+z'], group: 'draw', scope: 'drawing' },
  { command: 'draw.flip', keys: ['Tab'], group: 'draw', scope: 'drawing' },
  { command: 'cancel', keys: ['Escape'], group: 'draw' },
  { command: 'draw.hole', keys: ['h'], group: 'draw' },
  { command: 'magnet', keys: ['n'], group: 'draw' },
  { command: 'cursor.toggle', keys: ['m'], group: 'draw' },
  { command: 'cursor.press', keys: ['Enter'], group: 'draw' },
  ...['top', 'left', 'bottom', 'right'].map((side) => (
    { command: `extreme.${side}`, keys: [], group: 'draw', scope: 'extreme' })),

  ...DIGITS.map((digit) => ({ command: `label.${digit}`, keys: [`Digit${digit}`], group: 'label' })),
  { command: 'label.palette', keys: ['l'], group: 'label' },
  { command: 'flag.occluded', keys: ['o'], group: 'label' },
  { command: 'flag.truncated', keys: ['t'], group: 'label' },
  { command: 'flag.crowd', keys: ['g'], group: 'label' },
  { command: 'flag.unsure', keys: ['u'], group: 'label' },
  { command: 'attributes', keys: ['Enter'], group: 'label' },

  { command: 'select.next', keys: ['Tab'], group: 'edit' },
  { command: 'select.previous', keys: ['Shift+Tab'], group: 'edit' },
  { command: 'select.all', keys: ['Mod+a'], group: 'edit' },
  { command: 'delete', keys: ['x', 'Delete', 'Backspace'], group: 'edit' },
  { command: 'undo', keys: ['Mod+z'], group: 'edit' },
  { command: 'redo', keys: ['Mod+Shift+z', 'Mod+y'], group: 'edit' },
  { command: 'copy', keys: ['Mod+c'], group: 'edit' },
  { command: 'paste', keys: ['Mod+v'], group: 'edit' },
  { command: 'duplicate', keys: ['Mod+d'], group: 'edit' },
  { command: 'repeat', keys: ['r'], group: 'edit' },
  { command: 'accept', keys: ['v'], group: 'edit' },
  { command: 'accept.all', keys: ['Shift+v'], group: 'edit' },
  { command: 'hide', keys: ['Shift+h'], group: 'edit' },
  { command: 'lock', keys: ['k'], group: 'edit' },
  ...WAYS.map((way) => ({ command: `arrow.${way}`, keys: [arrow(way)], group: 'edit' })),
  ...WAYS.map((way) => ({ command: `arrow.${way}.far`, keys: [`Shift+${arrow(way)}`], group: 'edit' })),
  ...WAYS.map((way) => ({ command: `edge.far.${way}`, keys: [`Mod+${arrow(way)}`], group: 'edit' })),
  ...WAYS.map((way) => ({ command: `edge.near.${way}`, keys: [`Mod+Shift+${arrow(way)}`], group: 'edit' })),

  { command: 'zoom.in', keys: ['=', '+'], group: 'view' },
  { command: 'zoom.out', keys: ['-'], group: 'view' },
  { command: 'zoom.fit', keys: ['f'], group: 'view' },
  { command: 'zoom.image', keys: ['Shift+f'], group: 'view' },
  { command: 'zoom.actual', keys: ['Shift+Digit1'], group: 'view' },
  { command: 'peek.hold', keys: ['q'], group: 'view', hold: true },
  { command: 'view.panel', keys: ['j'], group: 'view' },
  { command: 'view.reset', keys: ['Shift+j'], group: 'view' },
  { command: 'view.original', keys: ['\\'], group: 'view', hold: true },

  { command: 'submit', keys: ['Mod+Enter'], group: 'work' },
  { command: 'flush', keys: ['Mod+s'], group: 'work' },
  { command: 'instructions', keys: ['i'], group: 'work' },
  { command: 'ask', keys: ['c'], group: 'work' },
  { command: 'palette', keys: ['Mod+k'], group: 'work' },
  { command: 'help', keys: ['?', 'F1'], group: 'work' },
]));

/** Commands that share a key on purpose: the first that has something to do takes it. */
const SHARED = [['cursor.press', 'attributes']];

/**
 * Pairs of bindings that want the same key in the same scope; must be empty.
 * @param {readonly Binding[]} keymap
 * @returns {{key: string, commands: [string, string]}[]}
 */
export function collisions(keymap) {
  /** @type {Map<string, string>} */
  const taken = new Map();
  const found = [];
  for (const { command, keys, scope } of keymap) {
    for (const key of keys) {
      const place = `${scope ?? ''}:${key}`;
      const other = taken.get(place);
      if (other === undefined) taken.set(place, command);
      else if (!SHARED.some((pair) => pair.includes(other) && pair.includes(command))) {
        found.push({ key, commands: /** @type {[string, string]} */ ([other, command]) });
      }
    }
  }
  return found;
}
