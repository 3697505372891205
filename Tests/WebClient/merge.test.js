import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeAnnotation, same } from '../../WebClient/js/outbox/merge.js';
import { boxed } from './annotation-fixtures.js';

const base = { ...boxed('a', [0, 0, 10, 10]), attributes: { colour: 'red', count: 1 } };
const moved = { ...base, shape: { box: [5, 0, 10, 10] } };
const renamed = { ...base, labelId: 'dog' };
const hidden = { ...base, flags: { ...base.flags, occluded: true } };
const cut = { ...base, flags: { ...base.flags, truncated: true } };

test('changes of different fields become one', () => {
  assert.deepEqual(mergeAnnotation(base, moved, renamed), { kind: 'merged', annotation: { ...moved, labelId: 'dog' } });
  assert.deepEqual(mergeAnnotation(base, hidden, cut).annotation.flags, { ...base.flags, occluded: true, truncated: true });
  const red = { ...base, attributes: { colour: 'blue', count: 1 } };
  const two = { ...base, attributes: { colour: 'red', count: 2, note: 'x' } };
  assert.deepEqual(mergeAnnotation(base, red, two).annotation.attributes, { colour: 'blue', count: 2, note: 'x' });
});

test('the same field changed to two values is a conflict, changed alike it is none', () => {
  const elsewhere = { ...base, shape: { box: [9, 9, 10, 10] } };
  assert.deepEqual(mergeAnnotation(base, moved, elsewhere), { kind: 'conflict' });
  assert.deepEqual(mergeAnnotation(base, renamed, { ...base, labelId: 'cat' }), { kind: 'conflict' });
  assert.deepEqual(mergeAnnotation(base, moved, structuredClone(moved)), { kind: 'theirs' });
  assert.deepEqual(mergeAnnotation(base, base, elsewhere), { kind: 'theirs' }, 'undone here');
  assert.deepEqual(mergeAnnotation(base, moved, base), { kind: 'merged', annotation: moved }, 'undone there');
});

test('removed here and changed there, or the other way round, is for the person to decide; removed twice is not', () => {
  assert.deepEqual(mergeAnnotation(base, null, moved), { kind: 'conflict' });
  assert.deepEqual(mergeAnnotation(base, moved, null), { kind: 'conflict' });
  assert.deepEqual(mergeAnnotation(base, null, null), { kind: 'theirs' });
  assert.deepEqual(mergeAnnotation(base, null, base), { kind: 'merged', annotation: null });
});

test('how a shape was made never needs a decision', () => {
  const mine = { ...moved, effort: { presses: 2 } };
  const theirs = { ...renamed, effort: { presses: 5 } };
  assert.deepEqual(mergeAnnotation({ ...base, effort: { presses: 1 } }, mine, theirs).annotation,
    { ...moved, labelId: 'dog', effort: { presses: 2 } });
});

test('values of JSON are the same whatever the order of their fields', () => {
  assert.ok(same({ a: [1, { b: 2 }], c: null }, { a: [1, { b: 2 }] }));
  assert.ok(!same({ a: [1, 2] }, { a: [1, 2, 3] }));
  assert.ok(!same([], {}));
  assert.ok(!same(null, 0));
});
