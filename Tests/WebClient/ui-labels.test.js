import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf, moved, nextLabel, PALETTE } from '../../WebClient/js/views/form/label-rules.js';

const label = (name, key = null, color = '#112233') => ({ name, key, color, description: '' });

test('faults are found where they are', () => {
  const cases = [
    [[label('Cat', '1'), label('Dog', '2')], []],
    [[label('Cat', '1'), label('Dog', '1')], [{ index: 1, field: 'key', code: 'twice' }]],
    [[label('Cat', '0'), label('Dog', '9')], []],
    [[label('Cat', 'a')], [{ index: 0, field: 'key', code: 'key' }]],
    [[label('Cat', '12')], [{ index: 0, field: 'key', code: 'key' }]],
    [[label('Cat'), label(' cat ')], [{ index: 1, field: 'name', code: 'twice' }]],
    [[label('Caf\u00e9'), label('Cafe\u0301')], [{ index: 1, field: 'name', code: 'twice' }]],
    [[label('  ')], [{ index: 0, field: 'name', code: 'missing' }]],
    [[label('Cat', '!')], [{ index: 0, field: 'key', code: 'key' }]],
    [[label('Cat', null, 'red')], [{ index: 0, field: 'color', code: 'color' }]],
    [[label('Cat', ''), label('Dog', null)], []],
  ];
  for (const [labels, faults] of cases) assert.deepEqual(faultsOf(labels), faults);
});

test('new labels have a colour and a key of their own while there are any', () => {
  const labels = [];
  for (let n = 0; n < 14; n += 1) labels.push({ ...nextLabel(labels), name: `L${n}` });
  assert.deepEqual(faultsOf(labels), []);
  assert.equal(new Set(labels.slice(0, PALETTE.length).map(({ color }) => color)).size, PALETTE.length);
  assert.deepEqual(labels.slice(0, 11).map(({ key }) => key), ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', null]);
});

test('reordering moves one and keeps the rest in order', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 2, 0), ['c', 'a', 'b']);
  assert.deepEqual(moved(['a', 'b', 'c'], 0, 1), ['b', 'a', 'c']);
  assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b']);
  assert.deepEqual(moved(['a', 'b'], 1, 2), ['a', 'b']);
});
