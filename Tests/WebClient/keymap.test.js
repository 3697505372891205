import assert from 'node:assert/strict';
import { test } from 'node:test';
import texts from '../../WebClient/js/i18n/catalogue-en.js';
import { bindingsFor, keyNames } from '../../WebClient/js/input/keyboard.js';
import { collisions, KEYMAP } from '../../WebClient/js/input/keymap.js';
import { createCommands } from '../../WebClient/js/views/annotate/commands.js';
import { labelForDigit } from '../../WebClient/js/views/annotate/labels-panel.js';

const press = (key, code, held = {}) => ({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
const first = (event, drawing = false) => bindingsFor(event, { scopes: drawing ? ['drawing'] : [] })[0]?.command;

test('no two commands want the same key in the same scope', () => {
  assert.deepEqual(collisions(KEYMAP), []);
});

test('a collision is found', () => {
  const twice = [{ command: 'a', keys: ['x'], group: 'edit' }, { command: 'b', keys: ['y', 'x'], group: 'edit' }];
  assert.deepEqual(collisions(twice), [{ key: 'x', commands: ['a', 'b'] }]);
});

test('keys that browsers keep for themselves are not used', () => {
  const kept = ['Mod+w', 'Mod+t', 'Mod+n', 'Mod+Tab', 'F5', 'Mod+r'];
  assert.deepEqual(KEYMAP.flatMap((binding) => binding.keys).filter((key) => kept.includes(key)), []);
});

test('every command does something and has a text for the help', () => {
  const commands = createCommands({ workspace: {}, camera: {}, cursor: {}, on: {}, suggestions: {} });
  for (const { command, hold } of KEYMAP) {
    assert.ok(hold || typeof commands[command] === 'function', `${command} does nothing`);
    if (!/^label\.[2-9]$/.test(command)) assert.ok(texts[`annotate.command.${command}`], `${command} has no text`);
  }
});

test('letters by what they type, by place where that is not a–z', () => {
  assert.equal(first(press('w', 'KeyW')), 'tool.box');
  assert.equal(first(press('W', 'KeyW')), 'tool.box', 'caps lock');
  assert.equal(first(press('ц', 'KeyW')), 'tool.box', 'Cyrillic');
  assert.equal(first(press('ω', 'KeyV', { ctrlKey: true })), 'paste', 'Greek');
  assert.equal(first(press('w', 'KeyZ')), 'tool.box', 'AZERTY: the key that types w');
  assert.equal(first(press('я', 'KeyZ', { ctrlKey: true })), 'undo');
});

test('digits go by their place, so AZERTY needs no Shift', () => {
  assert.equal(first(press('&', 'Digit1')), 'label.1');
  assert.equal(first(press('7', 'Numpad7')), 'label.7');
  assert.equal(first(press('!', 'Digit1', { shiftKey: true })), 'zoom.actual');
});

test('signs are found with or without Shift, letters are not', () => {
  assert.equal(first(press('?', 'Slash', { shiftKey: true })), 'help');
  assert.equal(first(press('+', 'Equal', { shiftKey: true })), 'zoom.in');
  assert.equal(first(press('H', 'KeyH', { shiftKey: true })), 'hide');
  assert.equal(first(press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true })), 'redo');
});

test('typing with AltGr, Alt or an input method is left alone', () => {
  assert.deepEqual(keyNames({ ...press('w', 'KeyW'), isComposing: true }), []);
  assert.deepEqual(keyNames(press('w', 'KeyW', { altKey: true })), []);
  assert.deepEqual(keyNames({ ...press('e', 'KeyE'), getModifierState: (name) => name === 'AltGraph' }), []);
});

test('while a draft is under way its keys go first', () => {
  assert.equal(first(press('Backspace', 'Backspace')), 'delete');
  assert.equal(first(press('Backspace', 'Backspace'), true), 'draw.pop');
  assert.equal(first(press('z', 'KeyZ', { ctrlKey: true }), true), 'draw.pop');
  assert.equal(first(press('Enter', 'Enter'), true), 'draw.finish');
});

test('a digit means the label with that key, else the one at that place', () => {
  const label = (id, key) => ({ id, name: id, color: '#000000', key });
  const labels = [label('a', '2'), label('b', null), label('c', '1')];
  assert.deepEqual([1, 2, 3].map((digit) => labelForDigit(labels, digit)?.id), ['c', 'a', undefined]);
  assert.equal(labelForDigit([label('a', null), label('b', null)], 2)?.id, 'b');
});
