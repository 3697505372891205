import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindingsFor } from '../../WebClient/js/input/keyboard.js';
import { collisions, KEYMAP } from '../../WebClient/js/input/keymap.js';
import { DEFAULT_KEYS, holderOf, keymapOf, keySettingsFrom, PRESETS } from '../../WebClient/js/input/presets.js';
import { found } from '../../WebClient/js/views/annotate/command-palette.js';

const press = (key, code, held = {}) => ({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
const first = (keymap, event, scopes = []) => bindingsFor(event, { scopes, keymap })[0]?.command;

for (const preset of Object.keys(PRESETS)) {
  test(`${preset}: no two commands want the same key, and every command it names exists`, () => {
    assert.deepEqual(collisions(keymapOf({ ...DEFAULT_KEYS, preset })), []);
    const commands = new Set(KEYMAP.map(({ command }) => command));
    assert.deepEqual(Object.keys(PRESETS[preset]).filter((command) => !commands.has(command)), []);
  });

  test(`${preset}: every command that had a key still has one`, () => {
    const lost = keymapOf({ ...DEFAULT_KEYS, preset }).filter(({ keys }, i) => keys.length === 0 && KEYMAP[i].keys.length > 0);
    assert.deepEqual(lost, []);
  });
}

test('the same commands from other tools\' keys', () => {
  const cvat = keymapOf({ ...DEFAULT_KEYS, preset: 'cvat' });
  assert.equal(first(cvat, press('n', 'KeyN')), 'draw.again');
  assert.equal(first(cvat, press('q', 'KeyQ')), 'flag.occluded');
  assert.equal(first(cvat, press('3', 'Digit3', { ctrlKey: true })), 'label.3');
  assert.equal(first(cvat, press('f', 'KeyF')), 'submit');
  const labelimg = keymapOf({ ...DEFAULT_KEYS, preset: 'labelimg' });
  assert.equal(first(labelimg, press('w', 'KeyW')), 'tool.box');
  assert.equal(first(labelimg, press('d', 'KeyD')), 'submit');
  assert.equal(first(labelimg, press('d', 'KeyD', { ctrlKey: true })), 'duplicate');
});

test('a key of one\'s own takes the place of the preset\'s, and who holds a key is told', () => {
  const keymap = keymapOf({ ...DEFAULT_KEYS, keys: { 'tool.box': ['z'] } });
  assert.equal(first(keymap, press('z', 'KeyZ')), 'tool.box');
  assert.equal(first(keymap, press('w', 'KeyW')), undefined);
  assert.equal(holderOf(keymap, 'tool.box', 'e'), 'tool.polygon');
  assert.equal(holderOf(keymap, 'tool.box', 'w'), null);
  assert.equal(holderOf(keymap, 'extreme.top', 'w'), null, 'another scope is no collision');
});

test('with single keys off, letters, digits and signs do nothing; chords, arrows and Escape still do', () => {
  const keymap = keymapOf({ ...DEFAULT_KEYS, singleKeys: false });
  for (const event of [press('w', 'KeyW'), press('1', 'Digit1'), press('?', 'Slash', { shiftKey: true }), press('H', 'KeyH', { shiftKey: true })]) {
    assert.equal(first(keymap, event), undefined, event.key);
  }
  assert.equal(first(keymap, press('z', 'KeyZ', { ctrlKey: true })), 'undo');
  assert.equal(first(keymap, press('ArrowLeft', 'ArrowLeft')), 'arrow.left');
  assert.equal(first(keymap, press('Escape', 'Escape')), 'cancel');
});

test('settings from a store that make no sense are left out', () => {
  assert.deepEqual(keySettingsFrom(null), { ...DEFAULT_KEYS });
  assert.deepEqual(keySettingsFrom({ preset: 'emacs', keys: { 'tool.box': ['z'], nonsense: ['y'], undo: 'x', redo: [7] }, singleKeys: false }),
    { preset: 'boxwood', keys: { 'tool.box': ['z'] }, singleKeys: false });
});

// The same commands on keyboards that type other things: AZERTY, Dvorak, Cyrillic, QWERTZ, Greek.
const LAYOUTS = {
  azerty: [
    [press('w', 'KeyZ'), 'tool.box'], [press('z', 'KeyW', { ctrlKey: true }), 'undo'], [press('a', 'KeyQ', { ctrlKey: true }), 'select.all'],
    [press('q', 'KeyA'), 'peek.hold'], [press('m', 'Semicolon'), 'cursor.toggle'], [press('&', 'Digit1'), 'label.1'], [press('à', 'Digit0'), 'label.0'],
    [press('1', 'Digit1', { shiftKey: true }), 'zoom.actual'], [press('?', 'KeyM', { shiftKey: true }), 'help'], [press(')', 'Minus'), 'zoom.out'],
  ],
  dvorak: [
    [press('w', 'Comma'), 'tool.box'], [press('e', 'KeyD'), 'tool.polygon'], [press('s', 'Semicolon'), 'tool.select'],
    [press('z', 'Slash', { ctrlKey: true }), 'undo'], [press('v', 'Period', { ctrlKey: true }), 'paste'], [press('n', 'KeyL'), 'magnet'], [press('1', 'Digit1'), 'label.1'],
  ],
  cyrillic: [
    [press('ц', 'KeyW'), 'tool.box'], [press('Ц', 'KeyW', { shiftKey: true }), 'tool.extreme'], [press('у', 'KeyE'), 'tool.polygon'],
    [press('я', 'KeyZ', { ctrlKey: true }), 'undo'], [press('Я', 'KeyZ', { ctrlKey: true, shiftKey: true }), 'redo'], [press('м', 'KeyV'), 'accept'],
    [press('1', 'Digit1'), 'label.1'], [press(',', 'Slash', { shiftKey: true }), undefined],
  ],
  qwertz: [[press('z', 'KeyY', { ctrlKey: true }), 'undo'], [press('y', 'KeyZ', { ctrlKey: true }), 'redo'], [press('ß', 'Minus'), 'zoom.out'], [press('Dead', 'Equal'), 'zoom.in']],
  greek: [[press('ς', 'KeyW'), 'tool.box'], [press('ω', 'KeyV', { ctrlKey: true }), 'paste']],
};

for (const [layout, cases] of Object.entries(LAYOUTS)) {
  test(`${layout}: keys hit the right commands`, () => {
    for (const [event, command] of cases) assert.equal(first(keymapOf(DEFAULT_KEYS), event), command, `${event.key} at ${event.code}`);
  });
}

test('the palette finds by every word, what begins with it first', () => {
  const entries = ['Fit the image', 'Label: image', 'Image adjustments', 'Redo'].map((text) => ({ text }));
  assert.deepEqual(found(entries, 'image').map(({ text }) => text), ['Image adjustments', 'Fit the image', 'Label: image']);
  assert.deepEqual(found(entries, 'im fit').map(({ text }) => text), ['Fit the image']);
  assert.equal(found(entries, '').length, 4);
});
